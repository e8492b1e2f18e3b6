"""The largest ledger this home has seen: a database that is behind it was put back from an old copy."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from blind.ceremony.logged import Logged
from blind.errors import BlindError
from blind.log.checkpoint import Checkpoint
from expertpool.party.halls import FOLDER
from expertpool.queries.ledger import size_of, stored_tree
from expertpool.settings import Settings
from expertpool.whole_file import write_whole

MARK = "ledger-seen.json"
"""In the data folder, beside the database and never in it."""


@dataclass(frozen=True)
class SeenHead:
    """A head that was seen: how many entries, their root, and where it stands."""

    size: int
    root: bytes
    source: str


@dataclass(frozen=True)
class Behind:
    """A ledger that does not reach or does not fit a head that was seen. ``size``: how many entries it has."""

    size: int
    seen: SeenHead


def seen_heads(home: Path) -> Iterator[SeenHead]:
    """What this home keeps of heads: its own mark, and the checkpoints that ceremonies laid into its halls."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        held = json.loads((home / MARK).read_text(encoding="utf-8"))
        yield SeenHead(int(held["size"]), bytes.fromhex(held["root"]), MARK)
    for file in sorted((home / FOLDER).glob("*/*-logged.json")):
        with suppress(OSError, BlindError, ValueError):
            note = Logged.parse(file.read_bytes()).checkpoint.decode()
            found = Checkpoint.parse(note.partition("\n\n")[0] + "\n")
            yield SeenHead(found.size, found.root, f"{FOLDER}/{file.parent.name}/{file.name}")


def behind(session: Session, home: Path) -> Behind | None:
    """The largest head that this database's ledger does not reach, or does not fit; None where all is well."""
    size = size_of(session)
    found = sorted(seen_heads(home), key=lambda one: one.size, reverse=True)
    if not found:
        return None
    if found[0].size > size:
        return Behind(size, found[0])
    tree = stored_tree(session)
    return next((Behind(size, one) for one in found if tree.root(one.size) != one.root), None)


def keep_mark(session: Session, settings: Settings) -> None:
    """Note the ledger as it stands, unless a larger one was noted."""
    tree = stored_tree(session)
    known = max((one.size for one in seen_heads(settings.home) if one.source == MARK), default=0)
    if tree.size > known:
        content = {"size": tree.size, "root": tree.root().hex()}
        write_whole(settings.home / MARK, json.dumps(content).encode(), private=True)
