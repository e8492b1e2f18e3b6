"""Posted lists of results in numbers: whose meeting, which days, how many stand on it, what was complained of."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from expertpool.models import Committee, Complaint, Meeting, Publicity, Ranking


@dataclass(frozen=True, kw_only=True)
class PostedList:
    """One posting. ``digest``: SHA-256 of the list as it was posted, hex; the list itself is not repeated here."""

    id: int
    committee: str
    year: int
    meeting: int
    posted_on: date
    ends_on: date
    listed: int
    digest: str
    complaints: int
    answered: int
    confirmed_on: date | None


def posted_lists(session: Session) -> tuple[PostedList, ...]:
    """Every posting, the newest first."""
    wanted = (
        select(Publicity, Meeting, Committee)
        .join(Ranking, col(Ranking.id) == col(Publicity.ranking_id))
        .join(Meeting, col(Meeting.id) == col(Ranking.meeting_id))
        .join(Committee, col(Committee.id) == col(Meeting.committee_id))
        .order_by(col(Publicity.id).desc())
    )
    return tuple(_told(session, *found) for found in session.exec(wanted))


def _told(session: Session, posted: Publicity, meeting: Meeting, committee: Committee) -> PostedList:
    about = session.exec(select(col(Complaint.answered_on)).where(Complaint.publicity_id == posted.id)).all()
    return PostedList(
        id=posted.id or 0,
        committee=committee.name,
        year=committee.year,
        meeting=meeting.number,
        posted_on=posted.posted_on,
        ends_on=posted.ends_on,
        listed=len(posted.codenames),
        digest=hashlib.sha256(posted.list_text.encode()).hexdigest(),
        complaints=len(about),
        answered=sum(one is not None for one in about),
        confirmed_on=posted.confirmed_on,
    )
