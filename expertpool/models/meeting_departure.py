"""A departure (中途离会): somebody on a frozen roll who left before the voting was over, when and why."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKeyConstraint
from sqlmodel import Field

from expertpool.models.row import Row
from expertpool.models.zoned_time import ZonedTime


class MeetingDeparture(Row, table=True):
    """The roll itself stays as it was frozen; who left has no vote in what is voted on afterwards."""

    __tablename__ = "meeting_departure"
    __table_args__: ClassVar[Any] = (
        ForeignKeyConstraint(
            ["meeting_id", "code"],
            ["meeting_member.meeting_id", "meeting_member.code"],
            name="fk_meeting_departure_member",
        ),
    )

    meeting_id: int = Field(primary_key=True)
    code: str = Field(primary_key=True)
    left_at: datetime = Field(sa_type=ZonedTime)
    reason: str
    noted_by: str
