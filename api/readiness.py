"""Whether this server can do its work now: database and its shape, disk, clock, the ledger's head."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from api.wiring import Wiring
from blind.errors import BlindError
from expertpool.db import revision_of
from expertpool.errors import Refusal
from expertpool.migrations import HEAD
from expertpool.queries.ledger import last_entries, size_of, stored_frontier

LEAST = 256 << 20
"""Free bytes below which a server takes no more work."""

APART = timedelta(seconds=5)
"""How far the newest entry may lie ahead of this clock, where several servers write."""


class Look(StrEnum):
    """What is looked at."""

    DATABASE = "database"
    MIGRATIONS = "migrations"
    LEDGER = "ledger"
    CLOCK = "clock"
    DISK = "disk"


@dataclass(frozen=True)
class Readiness:
    """Each look and whether it went well. ``entries``: how many the ledger holds; ``free``: bytes on the disk."""

    looks: dict[Look, bool]
    entries: int | None
    free: int

    @property
    def ready(self) -> bool:
        """Whether all went well."""
        return all(self.looks.values())


def readiness(wiring: Wiring) -> Readiness:
    """Look at everything; a database that does not answer is found wanting, no error. Costs the same in any year."""
    free = shutil.disk_usage(wiring.halls.folder.parent if wiring.settings is None else wiring.own.home).free
    looks, entries = {Look.DISK: free >= LEAST}, None
    if wiring.settings is not None:
        of_database: dict[Look, bool] = dict.fromkeys(_LOOKS, False)
        try:
            with wiring.reading() as session:
                of_database = {name: look(session, wiring) for name, look in _LOOKS.items()}
                entries = size_of(session)
        except (Refusal, SQLAlchemyError, BlindError):
            pass
        looks = of_database | looks
    return Readiness(looks, entries, free)


def _answers(session: Session, _wiring: Wiring) -> bool:
    return session.connection().exec_driver_sql("SELECT 1").scalar() == 1


def _at_head(session: Session, _wiring: Wiring) -> bool:
    return revision_of(session.connection()) == HEAD


def _head_fits(session: Session, _wiring: Wiring) -> bool:
    """Whether the edge that the next entry will be put on belongs to the entries that are there."""
    return stored_frontier(session).size == size_of(session)


def _clock_fits(session: Session, wiring: Wiring) -> bool:
    """A clock behind the newest entry is wrong for certain."""
    return all(entry.time - APART <= wiring.clock() for entry in last_entries(session, 1))


_LOOKS: dict[Look, Callable[[Session, Wiring], bool]] = {
    Look.DATABASE: _answers,
    Look.MIGRATIONS: _at_head,
    Look.LEDGER: _head_fits,
    Look.CLOCK: _clock_fits,
}
