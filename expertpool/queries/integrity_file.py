"""The integrity file as supervisors read it: every entry about an expert, with its days and whether it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from expertpool.models import Committee, Draw, Expert, Misconduct, Panel, Seat


@dataclass(frozen=True, kw_only=True)
class IntegrityEntry:
    """One entry. ``seated_since``: committees onto whose panels the expert was drawn after it was recorded."""

    expert_no: str
    name: str
    employer: str
    happened_on: date
    recorded_at: datetime
    recorded_by: str
    what: str
    lifted_at: datetime | None
    lifted_by: str | None
    lifted_because: str | None
    seated_since: tuple[str, ...]

    @property
    def stands(self) -> bool:
        """Whether it was not lifted."""
        return self.lifted_at is None


def integrity_entries(session: Session, *, year: int | None = None) -> tuple[IntegrityEntry, ...]:
    """Every entry, by day recorded; those recorded in one year where it is given."""
    rows = session.exec(
        select(Misconduct, Expert)
        .join(Expert, col(Expert.id) == Misconduct.expert_id)
        .order_by(col(Misconduct.recorded_at), col(Misconduct.id))
    ).all()
    seats = _seats(session, {expert.expert_no for _, expert in rows})
    return tuple(
        _entry(event, expert, seats.get(expert.expert_no, []))
        for event, expert in rows
        if year is None or event.recorded_at.year == year
    )


def _seats(session: Session, numbers: set[str]) -> dict[str, list[tuple[datetime, str]]]:
    found: dict[str, list[tuple[datetime, str]]] = {}
    rows = session.exec(
        select(Seat.expert_no, Draw.finished_at, Committee.name)
        .join(Panel, col(Panel.id) == Seat.panel_id)
        .join(Draw, col(Draw.id) == Panel.draw_id)
        .join(Committee, col(Committee.id) == Draw.committee_id)
        .where(col(Seat.expert_no).in_(sorted(numbers)))
        .order_by(col(Draw.finished_at))
    )
    for number, at, committee in rows:
        found.setdefault(number, []).append((at, committee))
    return found


def _entry(event: Misconduct, expert: Expert, seats: list[tuple[datetime, str]]) -> IntegrityEntry:
    until = event.lifted_at
    since = [name for at, name in seats if at > event.recorded_at and (until is None or at < until)]
    return IntegrityEntry(
        expert_no=expert.expert_no,
        name=expert.name,
        employer=expert.employer,
        happened_on=event.happened_on,
        recorded_at=event.recorded_at,
        recorded_by=event.recorded_by,
        what=event.what,
        lifted_at=event.lifted_at,
        lifted_by=event.lifted_by,
        lifted_because=event.lifted_because,
        seated_since=tuple(dict.fromkeys(since)),
    )
