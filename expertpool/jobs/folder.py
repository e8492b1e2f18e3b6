"""A job's own folder: the lock that its worker holds while it lives, what the work said, and its log."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from expertpool.file_lock import take_lock
from expertpool.settings import Settings
from expertpool.whole_file import make_folders, write_new, write_whole

JOBS, PLACE = "jobs", "place"
LOCK, SAID, TOLD, LOG = "lock", "said.json", "told.json", "log.txt"


def place_of(home: Path) -> str:
    """The data folder's own name, made once: who shares the folder shares its jobs, and nobody else takes them."""
    path = home / JOBS / PLACE
    if not path.is_file():
        make_folders(path.parent)
        write_new(path, secrets.token_hex(8).encode(), private=True)
    return path.read_text(encoding="ascii").strip()


@dataclass(frozen=True)
class JobFolder:
    """``root``: the data folder; ``number``: the job's."""

    root: Path
    number: int

    @classmethod
    def of(cls, settings: Settings, number: int) -> JobFolder:
        """That of the job with this number."""
        return cls(settings.home, number)

    @property
    def path(self) -> Path:
        """Where it is, for the owner of the data folder alone."""
        return self.root / JOBS / str(self.number)

    def hold(self) -> int | None:
        """Its lock, as an open descriptor that whoever works on the job keeps; None where somebody has it.

        The system frees it when the last process that has it ends, however that ends: no clock is asked.
        """
        make_folders(self.path)
        descriptor = os.open(self.path / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            take_lock(descriptor)
        except OSError:
            os.close(descriptor)
            return None
        return descriptor

    def clear(self) -> None:
        """Forget what an earlier attempt said."""
        for name in (SAID, TOLD):
            (self.path / name).unlink(missing_ok=True)

    def keep(self, content: Mapping[str, Any]) -> str:
        """Write down what the work came to; its place below the data folder."""
        text = json.dumps(content, ensure_ascii=False, indent=1, default=str)
        write_whole(self.path / TOLD, text.encode(), private=True)
        return (self.path / TOLD).relative_to(self.root).as_posix()

    def told(self) -> dict[str, Any]:
        """What the work came to; empty before its end."""
        return _object(self.path / TOLD)

    def said(self) -> dict[str, Any]:
        """What a command printed; empty where it printed no object."""
        return _object(self.path / SAID)


def let_go(lock: int) -> None:
    """Free a lock."""
    with contextlib.suppress(OSError):
        os.close(lock)


def _object(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
