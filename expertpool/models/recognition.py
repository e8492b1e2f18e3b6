"""A recognition (认出申报人): a reader stepped away from a packet, without penalty and without a ground being asked."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from expertpool.models.row import Row
from expertpool.models.zoned_time import ZonedTime


class Recognition(Row, table=True):
    """One reader of one packet of one assignment."""

    __tablename__ = "recognition"

    assignment_id: str = Field(primary_key=True, foreign_key="assignment.id")
    codename: str = Field(primary_key=True)
    expert_no: str = Field(primary_key=True)
    recorded_by: str
    recorded_at: datetime = Field(sa_type=ZonedTime)
