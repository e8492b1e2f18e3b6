"""The office's key unlocked for one sign-in at one ceremony: in the memory of one process, for a short stated time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

LASTS = timedelta(minutes=15)
"""Counted from the moment it was unlocked, however often it is used since."""


@dataclass(frozen=True)
class _Kept:
    passphrase: str = field(repr=False)
    until: datetime


class Unlocked:
    """Passphrases by sign-in and hall. Nothing of it reaches a disk, a ledger or a process that is not this server's.

    Where several processes answer, the first one's counts for all: what one locks, the others have no longer.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[int, str], _Kept] = {}
        self._lock = Lock()

    def keep(self, stay: int, hall: str, passphrase: str, *, at: datetime) -> None:
        """Keep a passphrase that opened the key, in place of one kept before."""
        with self._lock:
            self._kept[stay, hall] = _Kept(passphrase, at + LASTS)

    def passphrase(self, stay: int, hall: str, *, at: datetime) -> str:
        """What is kept for this sign-in at this hall; empty where nothing is, or no longer."""
        found = self._of(stay, hall, at)
        return found.passphrase if found else ""

    def until(self, stay: int, hall: str, *, at: datetime) -> datetime | None:
        """Until when it is unlocked; None where it is not."""
        found = self._of(stay, hall, at)
        return found.until if found else None

    def lock(self, stay: int, hall: str = "") -> None:
        """Forget what is kept for this sign-in, at one hall or at all of them."""
        with self._lock:
            for key in [one for one in self._kept if one[0] == stay and hall in ("", one[1])]:
                del self._kept[key]

    def _of(self, stay: int, hall: str, at: datetime) -> _Kept | None:
        with self._lock:
            for key in [one for one, kept in self._kept.items() if kept.until <= at]:
                del self._kept[key]
            return self._kept.get((stay, hall))
