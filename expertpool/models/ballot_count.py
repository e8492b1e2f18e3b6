"""A count (计票) of a meeting's ballot, on paper or electronic; a recount is another one and replaces none."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from expertpool.models.row import Row
from expertpool.models.zoned_time import ZonedTime


class BallotCount(Row, table=True):
    """Count number ``number`` (from 1) at a meeting. ``ballot_id`` is None for paper.

    ``entered``: what was counted from (two counters' numbers, or two trustees); ``outcomes`` one for each candidate,
    empty where two counters disagreed, whose differences then stand in ``mismatches``. No floats: shares are ``"2/3"``.
    """

    __tablename__ = "ballot_count"
    __table_args__: ClassVar[Any] = (UniqueConstraint("meeting_id", "number"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id")
    ballot_id: int | None = Field(default=None, foreign_key="ballot.id")
    number: int
    readings: dict[str, Any] = Field(sa_type=JSON)
    entered: dict[str, Any] = Field(sa_type=JSON)
    outcomes: list[Any] = Field(sa_type=JSON)
    mismatches: list[Any] = Field(sa_type=JSON)
    counted_by: str
    counted_at: datetime = Field(sa_type=ZonedTime)
