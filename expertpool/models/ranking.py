"""A ranking (排名) of a meeting's candidates: by which count, for which places, and read from which papers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from expertpool.models.row import Row
from expertpool.models.zoned_time import ZonedTime


class Ranking(Row, table=True):
    """Ranking number ``number`` (from 1) of a meeting; the newest counts and replaces none.

    ``places``: the quota as it was given, with the decisions between ties. ``names``: the SHA-256 of the opened
    records that units were read from, None where no unit has places of its own.
    """

    __tablename__ = "ranking"
    __table_args__: ClassVar[Any] = (UniqueConstraint("meeting_id", "number"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id")
    number: int
    held_on: date
    places: dict[str, Any] = Field(sa_type=JSON)
    names: str | None = None
    made_by: str
    made_at: datetime = Field(sa_type=ZonedTime)
