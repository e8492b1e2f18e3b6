"""What is due for deletion on a day: rows beside the ledger, folders of dossiers, payloads of the ledger."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from blind.encoding import canonical
from expertpool.errors import Refusal
from expertpool.intake.batch import Batch, Batches
from expertpool.models import (
    Attempt,
    Idempotency,
    Job,
    Kind,
    LedgerEntry,
    LedgerPayload,
    OneTimeCode,
    PersonalEvent,
    SignIn,
    SpentNonce,
)
from expertpool.models.row import Row, table_of
from expertpool.packets.out_folder import HELD, OFFICE
from expertpool.queries.entry_lines import read_line
from expertpool.retention.policy import Period, periods
from expertpool.settings import Settings

ROWS: Mapping[str, Sequence[tuple[type[Row], str]]] = {
    "answers": ((Idempotency, "done_at"),),
    "sign-ins": (
        (SignIn, "seen_at"),
        (PersonalEvent, "at"),
        (OneTimeCode, "expires_at"),
        (Attempt, "first_at"),
        (SpentNonce, "spent_at"),
    ),
    "jobs": ((Job, "ended_at"),),
}
"""Tables outside the ledger by class, and the column that tells their age; rows without that moment stay."""

FOREVER = frozenset({Kind.PAYLOAD_DELETED, Kind.RETENTION_APPLIED, Kind.LEDGER_OPENED, Kind.TRUST_ENTERED})
"""Entries whose payload is never deleted: the records of deletions, and what every later entry rests on."""


@dataclass(frozen=True, kw_only=True)
class Due:
    """What one class has to lose. ``rows``: primary keys by table; ``places``: folders below the data folder."""

    period: Period
    rows: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    places: tuple[str, ...] = ()
    entries: tuple[int, ...] = ()

    @property
    def count(self) -> int:
        """Of rows, folders and payloads."""
        return sum(map(len, self.rows.values())) + len(self.places) + len(self.entries)

    def as_dict(self) -> dict[str, Any]:
        """As plain values for the list that is looked at before anything goes."""
        rows = {table: [list(key) for key in keys] for table, keys in sorted(self.rows.items())}
        about = {"class": self.period.id, "months": self.period.months, "clause": self.period.clause}
        return {**about, "rows": rows, "folders": list(self.places), "entries": list(self.entries)}

    @property
    def digest(self) -> str:
        """SHA-256 of exactly this, in hex."""
        return hashlib.sha256(canonical(self.as_dict())).hexdigest()


def everything_due(session: Session, settings: Settings, *, at: datetime) -> tuple[Due, ...]:
    """By class, in the order of the classes."""
    return tuple(_due(session, settings, one, at) for one in periods(settings.home))


def _due(session: Session, settings: Settings, period: Period, at: datetime) -> Due:
    before = period.before(at)
    if period.id in ROWS:
        rows = {table_of(one).name: _keys(session, one, column, before) for one, column in ROWS[period.id]}
        return Due(period=period, rows={name: keys for name, keys in rows.items() if keys})
    if period.id == "ledger":
        return Due(period=period, entries=tuple(_entries(session, before)))
    return Due(period=period, places=tuple(_places(settings, before, whole=period.id == "batches")))


def _keys(session: Session, model: type[Row], column: str, before: datetime) -> tuple[Any, ...]:
    table = table_of(model)
    wanted = select(*table.primary_key.columns).where(table.c[column] < before)
    return tuple(sorted(tuple(row) for row in session.connection().execute(wanted)))


def _entries(session: Session, before: datetime) -> Iterator[int]:
    """Entries older than that which have a payload yet and are none of those that keep it."""
    held = select(LedgerEntry.seq, LedgerEntry.entry).join(LedgerPayload, col(LedgerPayload.seq) == LedgerEntry.seq)
    for seq, line in session.exec(held.order_by(col(LedgerEntry.seq))):
        entry = read_line(line)
        if entry.time >= before:
            return
        if entry.kind not in FOREVER:
            yield seq


def _places(settings: Settings, before: datetime, *, whole: bool) -> Iterator[str]:
    for batch in sorted(Batches.of(settings).all(), key=lambda one: one.id):
        if batch.made_at < before:
            for folder in [batch.folder] if whole else _dossiers(batch):
                if folder.is_dir() and (whole or any(folder.iterdir())):
                    yield folder.relative_to(settings.home).as_posix()


def _dossiers(batch: Batch) -> Iterator[Path]:
    """Where applicants' own files lie, and what shows them; the packets and the sealed map are another class."""
    yield from (batch.folder / "dossiers", batch.out.root / OFFICE, batch.out.root / HELD)


def require_same(listed: Mapping[str, Any], found: Sequence[Due]) -> None:
    """Refuses a list that is not exactly what is due: somebody looked at something else than would go."""
    if listed != list_of(found):
        raise Refusal("retention.list_changed")


def list_of(found: Sequence[Due]) -> dict[str, Any]:
    """What ``retention show`` writes down and ``retention apply`` wants back."""
    return {"format": "expertpool-retention/1", "due": [one.as_dict() for one in found if one.count]}
