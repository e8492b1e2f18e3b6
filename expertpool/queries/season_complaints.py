"""Complaints of a season by committee: how many, of which kind, what they came to, and which are still open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from expertpool.models import Committee, Complaint, Meeting, Publicity, Ranking


@dataclass(frozen=True, kw_only=True)
class ComplaintLine:
    """One complaint without its text, which may name people. ``late``: it came after the publicity had ended."""

    committee: str
    number: int
    kind: str
    about_a_person: bool
    received_on: date
    late: bool
    finding: str | None
    answered_on: date | None


def season_complaints(session: Session, year: int) -> tuple[ComplaintLine, ...]:
    """Every complaint about results of a year, by committee and number."""
    rows = session.exec(
        select(Complaint, col(Publicity.ends_on), col(Committee.name))
        .join(Publicity, col(Publicity.id) == Complaint.publicity_id)
        .join(Ranking, col(Ranking.id) == Publicity.ranking_id)
        .join(Meeting, col(Meeting.id) == Ranking.meeting_id)
        .join(Committee, col(Committee.id) == Meeting.committee_id)
        .where(Committee.year == year)
        .order_by(col(Committee.name), col(Complaint.id))
    ).all()
    return tuple(
        ComplaintLine(
            committee=name,
            number=one.id or 0,
            kind=one.kind,
            about_a_person=one.line is not None,
            received_on=one.received_on,
            late=one.received_on > ends_on,
            finding=one.finding,
            answered_on=one.answered_on,
        )
        for one, ends_on, name in rows
    )
