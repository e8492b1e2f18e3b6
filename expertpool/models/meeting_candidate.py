"""A candidate of a meeting, by codename: its group and its place on the agenda."""

from __future__ import annotations

from sqlmodel import Field

from expertpool.models.row import Row


class MeetingCandidate(Row, table=True):
    """One codename; ``group_name`` is the group it is presented with, ``place`` counts from 1 over the whole agenda."""

    __tablename__ = "meeting_candidate"

    meeting_id: int = Field(primary_key=True, foreign_key="meeting.id")
    codename: str = Field(primary_key=True)
    group_name: str
    place: int
