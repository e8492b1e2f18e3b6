"""Keys that the server holds for a reader who scores in the browser: the weaker mode, marked so on every result."""

from __future__ import annotations

from expertpool.access.desk_key import DeskKey
from expertpool.desk.keys import ReaderKeys


def server_keys(desk: DeskKey, *, group: str, reader: str) -> ReaderKeys:
    """One reader's keys for one group, from the desk's own key, which lies outside the database and its backups."""
    return ReaderKeys(bytes.fromhex(desk.mark("reader-keys", f"{group}\x00{reader}")))
