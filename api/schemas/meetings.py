"""Meetings and posted results over the wire, in numbers: no member, no candidate, no vote."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel

from expertpool.queries.meetings import MeetingSeen
from expertpool.queries.posted_lists import PostedList


class MeetingLine(BaseModel):
    """A meeting: who was called and who came, in numbers; ``present`` None until the roll is frozen."""

    id: int
    committee: str
    year: int
    number: int
    held_on: date
    seats: int
    called: int
    present: int | None
    candidates: int
    frozen_at: datetime | None

    @classmethod
    def of(cls, one: MeetingSeen) -> MeetingLine:
        """From the domain."""
        return cls(
            id=one.id,
            committee=one.committee.name,
            year=one.committee.year,
            number=one.number,
            held_on=one.held_on,
            seats=one.seats,
            called=len(one.members),
            present=len(one.attending) if one.frozen_at else None,
            candidates=len(one.candidates),
            frozen_at=one.frozen_at,
        )


class PostedResults(BaseModel):
    """A list of results that was posted, by its digest; before the posting there is nothing to show."""

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

    @classmethod
    def of(cls, one: PostedList) -> PostedResults:
        """From the domain."""
        return cls.model_validate(one, from_attributes=True)
