"""The draws already made for a committee: nobody draws again unseen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from expertpool.ids import ExpertId
from expertpool.models import Committee, Draw, DrawOutcome, Panel, Roster, Seat, SeatKind


@dataclass(frozen=True)
class EarlierDraw:
    """One attempt as it is on record; people by kind of seat, in the order drawn, empty where nobody was seated."""

    attempt: int
    outcome: DrawOutcome
    method: str
    assurance: str
    roster_digest: str
    started_at: datetime
    finished_at: datetime
    members: tuple[ExpertId, ...]
    kept: tuple[ExpertId, ...]
    reserves: tuple[ExpertId, ...]


def earlier_draws(session: Session, committee_name: str, year: int) -> tuple[EarlierDraw, ...]:
    """Every attempt for the committee of this name in this year, first to last; empty before the first."""
    found = session.exec(
        select(Draw, Roster.digest)
        .join(Committee, col(Committee.id) == col(Draw.committee_id))
        .join(Roster, col(Roster.id) == col(Draw.roster_id))
        .where(Committee.name == committee_name, Committee.year == year)
        .order_by(col(Draw.attempt))
    ).all()
    return tuple(_told(session, draw, digest) for draw, digest in found)


def next_attempt(session: Session, committee_name: str, year: int) -> int:
    """The number that the next draw for this committee has to carry; 1 for the first."""
    return 1 + len(earlier_draws(session, committee_name, year))


def _told(session: Session, draw: Draw, digest: str) -> EarlierDraw:
    seats = session.exec(
        select(Seat)
        .join(Panel, col(Panel.id) == col(Seat.panel_id))
        .where(Panel.draw_id == draw.id)
        .order_by(col(Seat.place))
    ).all()

    def of(kind: SeatKind) -> tuple[ExpertId, ...]:
        return tuple(ExpertId(seat.expert_no) for seat in seats if seat.kind == kind.value)

    return EarlierDraw(
        attempt=draw.attempt,
        outcome=DrawOutcome(draw.outcome),
        method=draw.method,
        assurance=draw.assurance,
        roster_digest=digest,
        started_at=draw.started_at,
        finished_at=draw.finished_at,
        members=of(SeatKind.MEMBER),
        kept=of(SeatKind.KEPT),
        reserves=of(SeatKind.RESERVE),
    )
