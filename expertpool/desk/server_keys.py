"""Keys that the server holds for a reader who scores in the browser: the weaker mode, marked so on every result."""

from __future__ import annotations

from functools import lru_cache

from expertpool.access.desk_key import DeskKey
from expertpool.desk.keys import ReaderKeys

HELD = 4096
"""Readers whose keys are not worked out again at each of their saves."""


@lru_cache(maxsize=HELD)
def server_keys(desk: DeskKey, *, group: str, reader: str) -> ReaderKeys:
    """One reader's keys for one group, from the desk's own key, which lies outside the database and its backups."""
    return ReaderKeys(bytes.fromhex(desk.mark("reader-keys", f"{group}\x00{reader}")))
