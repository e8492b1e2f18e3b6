"""A review meeting (评审会议): who was seated for it, when it is held, and the verdicts on its roll."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Text, UniqueConstraint
from sqlmodel import Field

from expertpool.models.row import Row
from expertpool.models.zoned_time import ZonedTime


class Meeting(Row, table=True):
    """Meeting number ``number`` (from 1) of a committee. ``committee_file``: its text, as the meeting was called.

    ``people``: the experts seated and in reserve, as canonical JSON like a frozen roster's. ``panel_id`` is None for a
    panel drawn elsewhere. ``verdicts``: those on the roll, None until it is frozen.
    """

    __tablename__ = "meeting"
    __table_args__: ClassVar[Any] = (UniqueConstraint("committee_id", "number"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id")
    panel_id: int | None = Field(default=None, foreign_key="panel.id", index=True)
    number: int
    held_on: date
    seats: int
    committee_file: str = Field(sa_type=Text)
    people: str = Field(sa_type=Text)
    called_at: datetime = Field(sa_type=ZonedTime)
    verdicts: list[Any] | None = Field(default=None, sa_type=JSON)
    frozen_at: datetime | None = Field(default=None, sa_type=ZonedTime)
