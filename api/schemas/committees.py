"""Committees, their draws and seats over the wire; a person's name has its place in ``NamedSeat`` alone."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel

from expertpool.documents.roster.expert import RosterExpert
from expertpool.models import Committee
from expertpool.queries.earlier_draws import EarlierDraw
from expertpool.season.deadlines import ANCHORS


class CommitteeLine(BaseModel):
    """A committee of one year."""

    id: int
    name: str
    year: int
    series: str
    level: str

    @classmethod
    def of(cls, row: Committee) -> CommitteeLine:
        """From the row."""
        return cls(id=row.id or 0, name=row.name, year=row.year, series=row.series, level=row.level)


class DrawLine(BaseModel):
    """One attempt to seat a committee, in numbers."""

    attempt: int
    outcome: str
    method: str
    assurance: str
    roster_digest: str
    started_at: datetime
    finished_at: datetime
    members: int
    kept: int
    reserves: int

    @classmethod
    def of(cls, one: EarlierDraw) -> DrawLine:
        """From the domain."""
        return cls(
            attempt=one.attempt,
            outcome=one.outcome.value,
            method=one.method,
            assurance=one.assurance,
            roster_digest=one.roster_digest,
            started_at=one.started_at,
            finished_at=one.finished_at,
            members=len(one.members),
            kept=len(one.kept),
            reserves=len(one.reserves),
        )


class SeatLine(BaseModel):
    """A seat without its person; ``seat``: kind and place as drawn, such as ``member-01``."""

    seat: str
    kind: str
    place: int
    level: str
    specialties: list[str]


class NamedSeat(BaseModel):
    """A seat with its person."""

    seat: str
    expert_no: str
    name: str
    employer: str

    @classmethod
    def of(cls, seat: str, expert: RosterExpert) -> NamedSeat:
        """From the frozen roster."""
        return cls(seat=seat, expert_no=expert.facts.expert_no, name=expert.name, employer=expert.facts.employer)


class CommitteeSeason(BaseModel):
    """A committee's own days by the id of what happens on them, and what holds of it."""

    id: int
    days: dict[str, date]
    traits: list[str]
    stated: bool


class StatedDays(BaseModel):
    """Days to be entered; a newer one takes the place of an older."""

    draw: date | None = None
    roster_posted: date | None = None
    meeting: date | None = None
    review_end: date | None = None
    result_posted: date | None = None
    filed_from: date | None = None
    filed_until: date | None = None

    @property
    def days(self) -> dict[str, date]:
        """The committee's own days, by anchor, those stated alone."""
        found = {name: getattr(self, name) for name in ANCHORS}
        return {name: day for name, day in found.items() if day is not None}
