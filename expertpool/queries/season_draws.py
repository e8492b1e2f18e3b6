"""Seasons drawn jointly, as the ledger knows them: begun with a seed, their panels recorded, members replaced."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, or_, select

from blind.log.entry import Entry
from expertpool.canonical import canonical_json
from expertpool.models import Kind, LedgerEntry, LedgerPayload

KINDS = (Kind.SEASON_BEGUN, Kind.SEASON_SEATED, Kind.SEASON_REPLACED)


@dataclass(frozen=True, kw_only=True)
class SeasonWritten:
    """What a season's draw follows from, put on record before anything is computed.

    ``inputs``: digest (hex) of roster, committees, rules, method, tickets and training seed. ``committees``: by the
    committee's file stem its text, first and last day (ISO) and number of attempt. ``roster``: digest of the frozen
    roster. ``secret``: 32 bytes from which codes and salts follow. ``versions``: of the programs that draw.
    ``seed``: empty while a ceremony has not made it yet; ``assurance``: ``M0`` unless a ceremony made it.
    """

    inputs: str
    name: str
    cap: int
    method: str
    tickets: int
    packs: tuple[str, ...]
    seed: bytes
    seed_text: str | None
    secret: bytes
    roster: str
    source: str
    started_at: datetime
    versions: Mapping[str, str]
    committees: Mapping[str, tuple[str, str, str, int]]
    assurance: str = "M0"

    def as_dict(self) -> dict[str, Any]:
        """Plain values for the ledger."""
        own = {**vars(self), "seed": self.seed.hex(), "secret": self.secret.hex()}
        told: dict[str, Any] = json.loads(canonical_json(own | {"started_at": self.started_at.isoformat()}))
        return told

    @classmethod
    def from_dict(cls, told: Mapping[str, Any]) -> SeasonWritten:
        """Reads ``as_dict``; other fields are left aside."""
        return cls(
            **{
                **{one.name: told[one.name] for one in fields(cls) if one.name in told or one.name != "assurance"},
                "packs": tuple(told["packs"]),
                "seed": bytes.fromhex(told["seed"]),
                "secret": bytes.fromhex(told["secret"]),
                "started_at": datetime.fromisoformat(told["started_at"]),
                "committees": {stem: tuple(values) for stem, values in told["committees"].items()},
            }
        )


@dataclass(frozen=True)
class SeasonOnRecord:
    """``record``: SHA-256 (hex) of season.json once all panels are on record, None before.

    ``replaced``: what each later act changed, in order: by stem the removal lists of that committee's further rounds.
    """

    written: SeasonWritten
    record: str | None = None
    replaced: tuple[Mapping[str, Any], ...] = field(default=())


def season_on_record(session: Session, inputs: str) -> SeasonOnRecord | None:
    """The newest draw of the season with these inputs; None where it never was begun."""
    found: SeasonOnRecord | None = None
    for entry, body in _told(session, inputs):
        if entry.kind == Kind.SEASON_BEGUN:
            found = SeasonOnRecord(SeasonWritten.from_dict(body))
        elif found is not None and entry.kind == Kind.SEASON_SEATED:
            found = replace(found, record=body["record"])
        elif found is not None:
            found = replace(found, replaced=(*found.replaced, body["rounds"]))
    return found


def _told(session: Session, inputs: str) -> Iterator[tuple[Entry, dict[str, Any]]]:
    """Entries about this season with what they hold, oldest first; a body that was deleted tells nothing any more."""
    like = or_(*(col(LedgerEntry.entry).contains(f'"{kind.value}"') for kind in KINDS))
    rows = session.exec(
        select(LedgerEntry.entry, LedgerPayload.content)
        .join(LedgerPayload, col(LedgerPayload.seq) == col(LedgerEntry.seq))
        .where(like, col(LedgerPayload.content).contains(inputs))
        .order_by(col(LedgerEntry.seq))
    )
    for line, content in rows:
        entry, body = Entry.parse(line.encode()), json.loads(content)
        if entry.kind in KINDS and body.get("inputs") == inputs:
            yield entry, body
