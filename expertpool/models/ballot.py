"""A secret ballot over sealed votes: its definition when it opens, its closing when it is over."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field

from expertpool.models.row import Row
from expertpool.models.zoned_time import ZonedTime


class Ballot(Row, table=True):
    """Ballot number ``number`` (from 1) of a meeting; ``definition`` and ``closing`` are canonical JSON of the core.

    While it is open nothing about votes stands in the database. ``voided``: why it was given up before its closing.
    """

    __tablename__ = "ballot"
    __table_args__: ClassVar[Any] = (UniqueConstraint("meeting_id", "number"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id")
    number: int
    definition: str = Field(sa_type=Text)
    opened_at: datetime = Field(sa_type=ZonedTime)
    closing: str | None = Field(default=None, sa_type=Text)
    closed_at: datetime | None = Field(default=None, sa_type=ZonedTime)
    voided: str | None = None
