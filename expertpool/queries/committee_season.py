"""A committee's season: its own days, from what is on record and else as stated, and what decides what it owes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session, col, select

from expertpool.errors import Refusal
from expertpool.models import Committee, CommitteeSeason, Complaint, Draw, Meeting, Publicity, Ranking
from expertpool.queries.committee_files import committee_file
from expertpool.rules.facts import Level

SENIOR = frozenset({Level.FULL_SENIOR.value, Level.ASSOCIATE_SENIOR.value})


@dataclass(frozen=True, kw_only=True)
class CommitteeDays:
    """``days`` by anchor; ``traits``: what holds of it. ``stated`` is False for one nobody entered a season for.

    ``happened``: those of the days that are on record, and not only stated beforehand.

    ``open_complaints``: the kinds of complaints about its posted results that nobody has answered yet.
    """

    committee_id: int
    name: str
    year: int
    days: Mapping[str, date]
    traits: frozenset[str]
    stated: bool
    open_complaints: frozenset[str] = frozenset()
    happened: Mapping[str, date] = field(default_factory=dict)


def committee_named(session: Session, name: str, year: int) -> Committee:
    """The committee of this name and year. Raises Refusal where there is none."""
    found = session.exec(select(Committee).where(Committee.name == name, Committee.year == year)).first()
    if found is None:
        raise Refusal("filing.no_committee", name=name, year=year)
    return found


def committees_of(session: Session, year: int) -> tuple[CommitteeDays, ...]:
    """Every committee of a year on record, by name."""
    found = session.exec(select(Committee).where(Committee.year == year).order_by(col(Committee.name)))
    return tuple(days_of_committee(session, one) for one in found.all())


def days_of_committee(session: Session, committee: Committee) -> CommitteeDays:
    """One committee's season. What happened and is on record counts before what was stated beforehand."""
    row = session.get(CommitteeSeason, committee.id)
    stated = {name: date.fromisoformat(day) for name, day in row.days.items()} if row else {}
    happened = _on_record(session, committee.id or 0)
    days = {**stated, **happened}
    traits = set(row.traits) if row else set()
    traits.add("senior" if committee.level in SENIOR else "middle_or_junior")
    if _lapses(_filed_until(session, committee, row), days.get("meeting"), committee.year):
        traits.add("filing_lapses")
    return CommitteeDays(
        committee_id=committee.id or 0,
        name=committee.name,
        year=committee.year,
        days=days,
        traits=frozenset(traits),
        stated=row is not None,
        open_complaints=_open_complaints(session, committee.id or 0),
        happened=happened,
    )


def _filed_until(session: Session, committee: Committee, row: CommitteeSeason | None) -> date | None:
    """The end of its filing: as entered for the season, else as the committee's file on record states it."""
    if row is not None and row.filed_until is not None:
        return row.filed_until
    facts = committee_file(session, committee)
    return None if facts is None else facts.filed_until


def _lapses(filed_until: date | None, meeting: date | None, year: int) -> bool:
    """六(一)1: expired filings and new committees; one whose end nobody stated counts as not filed."""
    return filed_until is None or filed_until < (meeting or date(year, 12, 31))


def _on_record(session: Session, committee_id: int) -> dict[str, date]:
    draws = session.exec(select(Draw.finished_at).where(Draw.committee_id == committee_id)).all()
    meetings = session.exec(select(Meeting).where(Meeting.committee_id == committee_id)).all()
    numbers = [one.id for one in meetings]
    of_these = select(col(Publicity.posted_on)).where(
        Publicity.ranking_id == Ranking.id, col(Ranking.meeting_id).in_(numbers)
    )
    found: dict[str, list[date]] = {
        "draw": [one.date() for one in draws],
        "meeting": [one.held_on for one in meetings],
        "result_posted": list(session.exec(of_these).all()) if numbers else [],
    }
    return {name: min(days) for name, days in found.items() if days}


def _open_complaints(session: Session, committee_id: int) -> frozenset[str]:
    unanswered = select(col(Complaint.kind)).where(
        col(Complaint.answered_on).is_(None),
        Complaint.publicity_id == Publicity.id,
        Publicity.ranking_id == Ranking.id,
        Ranking.meeting_id == Meeting.id,
        Meeting.committee_id == committee_id,
    )
    return frozenset(session.exec(unanswered).all())
