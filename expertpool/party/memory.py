"""What a party's machine remembers, so that it never answers twice differently: what it checked, promised, signed."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from blind.ceremony.context import Context
from blind.encoding import canonical, strict_parse
from blind.errors import Malformed
from expertpool.errors import Refusal, Where
from expertpool.file_lock import take_lock
from expertpool.whole_file import make_folders, sync_folder, write_new

LOCK = ".lock"
PAUSE = 0.05
"""Seconds between two looks at a lock that another program holds."""


@dataclass(frozen=True)
class Memory:
    """One party's folder. Whatever is remembered is on the disk before a secret or signature leaves the machine."""

    folder: Path

    @contextmanager
    def locked(self, *, wait: int = 0) -> Iterator[None]:
        """One program at a time; the system frees the lock when a program ends, however it ends.

        Raises Refusal while another works, after waiting so many seconds for it.
        """
        make_folders(self.folder)
        ends = time.monotonic() + wait
        with (self.folder / LOCK).open("a+b") as file:
            while not _taken(file.fileno()):
                if time.monotonic() >= ends:
                    raise Refusal("party.busy", where=Where(file=str(self.folder)), path=str(self.folder))
                time.sleep(PAUSE)
            yield

    def of_draw(self, ctx: bytes) -> DrawMemory:
        """What is remembered of one draw."""
        return DrawMemory(self.folder / "draws" / ctx.hex())

    def claim(self, context: Context, committees: Iterable[str] = ()) -> bytes:
        """Take the scope and attempt for this context; returns the ctx it was first taken for, on the disk by then.

        ``committees``: of a season, the ledger scopes of those drawn in it.
        """
        path = self.folder / "scopes" / f"{_scope_name(context)}-{context.attempt}.json"
        scope = {"ledger": context.scope.ledger, "purpose": context.scope.purpose, "filing": context.scope.filing}
        drawn = {"committees": sorted(committees)} if committees else {}
        record = {"ctx": context.ctx.hex(), "attempt": context.attempt, **scope, **drawn}
        return bytes.fromhex(remembered(path, record)["ctx"])

    def claims(self) -> list[dict[str, Any]]:
        """Every scope and attempt ever taken on this machine."""
        folder = self.folder / "scopes"
        return [_read(path) for path in sorted(folder.glob("*.json"))] if folder.is_dir() else []


@dataclass(frozen=True)
class DrawMemory:
    """What a party remembers of one draw: each record is written once."""

    folder: Path

    def recall(self, name: str) -> dict[str, Any] | None:
        """The record of that name, if there is one."""
        path = self.folder / f"{name}.json"
        return _read(path) if path.exists() else None

    def remember(self, name: str, record: dict[str, Any]) -> dict[str, Any]:
        """Keep a record under that name; returns the first one kept, on the disk by then, which may be another."""
        return remembered(self.folder / f"{name}.json", record)


def remembered(path: Path, record: dict[str, Any]) -> dict[str, Any]:
    """Write the record where there is none; returns what stands there, which is the first ever written."""
    make_folders(path.parent)
    data = canonical(record)
    if write_new(path, data, private=True):
        return record
    sync_folder(path.parent)
    return _read(path)


def _read(path: Path) -> dict[str, Any]:
    try:
        found = strict_parse(path.read_bytes())
    except Malformed:
        found = None
    if not isinstance(found, dict):
        raise Refusal("party.memory_damaged", where=Where(file=str(path)), path=str(path))
    return found


def _scope_name(context: Context) -> str:
    scope = context.as_dict()["scope"]
    return hashlib.sha256(canonical(scope)).hexdigest()[:32]


def _taken(descriptor: int) -> bool:
    try:
        take_lock(descriptor)
    except OSError:
        return False
    return True
