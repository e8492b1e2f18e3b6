"""An integrity pledge (诚信承诺书): signed once by each expert for each season."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field

from expertpool.models.row import Row
from expertpool.models.zoned_time import ZonedTime


class Pledge(Row, table=True):
    """One expert's pledge for one season (a year)."""

    __tablename__ = "pledge"

    expert_id: int = Field(primary_key=True, foreign_key="expert.id")
    season: int = Field(primary_key=True)
    signed_on: date
    recorded_by: str
    recorded_at: datetime = Field(sa_type=ZonedTime)
