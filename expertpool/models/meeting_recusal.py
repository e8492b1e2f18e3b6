"""A recusal at a meeting: a member who takes no part when one candidate is discussed and voted on."""

from __future__ import annotations

from sqlmodel import Field

from expertpool.models.row import Row


class MeetingRecusal(Row, table=True):
    """One member (by code) and one candidate (by codename), with the ground."""

    __tablename__ = "meeting_recusal"

    meeting_id: int = Field(primary_key=True, foreign_key="meeting.id")
    code: str = Field(primary_key=True)
    codename: str = Field(primary_key=True)
    ground: str
