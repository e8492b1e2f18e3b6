"""Record a season's draw: its seed before anything is computed, all panels at once, later its replacements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from expertpool.actions.freeze_roster import freeze_roster
from expertpool.actions.record_draw import record_draw
from expertpool.actions.write_entry import OFFICE, UNNAMED, write_entry
from expertpool.documents.roster.expert import RosterExpert
from expertpool.ids import ExpertId
from expertpool.models import DrawOutcome, Kind
from expertpool.queries.season_draws import SeasonWritten
from expertpool.rules.facts import CommitteeFacts

NO_CEREMONY = "M0"
"""Replacements of a season, whatever made its first seed."""


@dataclass(frozen=True)
class PanelDrawn:
    """One committee's panel of a season. ``verdicts`` and ``chances`` are plain values."""

    committee: CommitteeFacts
    attempt: int
    members: tuple[ExpertId, ...]
    kept: tuple[ExpertId, ...]
    method: str
    seed: bytes
    verdicts: Sequence[Any]
    chances: Mapping[str, Any]
    tickets: int | None = None
    table_seed: bytes | None = None


def begin_season_draw(session: Session, written: SeasonWritten, *, at: datetime, actor: str = UNNAMED) -> None:
    """Put on record what the draw follows from: from here on the same question has one answer."""
    body = {**written.as_dict(), "by": actor}
    write_entry(session, kind=Kind.SEASON_BEGUN, scope=season_scope(written), actor=OFFICE, at=at, body=body)


def record_season(
    session: Session,
    written: SeasonWritten,
    drawn: Sequence[PanelDrawn],
    *,
    experts: Sequence[RosterExpert],
    record: str,
    versions: dict[str, Any],
    at: datetime,
    actor: str = UNNAMED,
) -> None:
    """All panels of a season, of one frozen roster. ``record``: SHA-256 (hex) of season.json.

    Refuses when another draw of one of the committees came between.
    """
    started = written.started_at
    _record(
        session,
        written,
        drawn,
        assurance=written.assurance,
        experts=experts,
        versions=versions,
        started_at=started,
        at=at,
        actor=actor,
    )
    body = {"inputs": written.inputs, "record": record, "by": actor}
    write_entry(session, kind=Kind.SEASON_SEATED, scope=season_scope(written), actor=OFFICE, at=at, body=body)


def record_replacements(
    session: Session,
    written: SeasonWritten,
    drawn: Sequence[PanelDrawn],
    rounds: Mapping[str, Any],
    *,
    experts: Sequence[RosterExpert],
    versions: dict[str, Any],
    at: datetime,
    actor: str = UNNAMED,
) -> None:
    """The new panels of the committees in which somebody was replaced, with the removal lists of each further round."""
    _record(
        session,
        written,
        drawn,
        assurance=NO_CEREMONY,
        experts=experts,
        versions=versions,
        started_at=at,
        at=at,
        actor=actor,
    )
    body = {"inputs": written.inputs, "rounds": rounds, "by": actor}
    write_entry(session, kind=Kind.SEASON_REPLACED, scope=season_scope(written), actor=OFFICE, at=at, body=body)


def _record(
    session: Session,
    written: SeasonWritten,
    drawn: Sequence[PanelDrawn],
    *,
    assurance: str,
    experts: Sequence[RosterExpert],
    versions: dict[str, Any],
    started_at: datetime,
    at: datetime,
    actor: str,
) -> None:
    roster = freeze_roster(session, experts=experts, at=started_at, source=written.source, actor=actor, entered_at=at)
    for one in drawn:
        record_draw(
            session,
            roster=roster,
            committee=one.committee,
            attempt=one.attempt,
            method=one.method,
            assurance=assurance,
            started_at=started_at,
            finished_at=at,
            outcome=DrawOutcome.SEATED,
            versions=versions,
            actor=actor,
            verdicts=one.verdicts,
            chances=one.chances,
            tickets=one.tickets,
            seed=one.seed,
            table_seed=one.table_seed,
            members=one.members,
            kept=one.kept,
        )


def season_scope(written: SeasonWritten) -> str:
    """The scope of ledger entries about a season."""
    return f"{written.name}/{written.started_at.year}"
