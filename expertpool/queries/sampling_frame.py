"""What an inspection could look at: the committees or the dossiers of a year, each with its stratum."""

from __future__ import annotations

from sqlmodel import Session, col, select

from expertpool.models import Committee, Draw, Meeting, MeetingCandidate

Frame = list[tuple[str, str]]
"""Ids with what a sample can be spread over."""


def committees_of(session: Session, year: int) -> Frame:
    """Every committee of a year of which a draw is on record, by name, with its series."""
    drawn = select(Draw.committee_id)
    rows = session.exec(select(Committee).where(Committee.year == year, col(Committee.id).in_(drawn)))
    return sorted((one.name, one.series) for one in rows)


def dossiers_of(session: Session, year: int) -> Frame:
    """Every dossier on the agenda of a year's meetings, by codename, with its committee."""
    rows = session.exec(
        select(col(MeetingCandidate.codename), col(Committee.name))
        .join(Meeting, col(Meeting.id) == MeetingCandidate.meeting_id)
        .join(Committee, col(Committee.id) == Meeting.committee_id)
        .where(Committee.year == year)
    )
    return sorted(dict(rows.all()).items())
