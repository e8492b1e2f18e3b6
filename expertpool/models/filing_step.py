"""A step of a filing: one act, by whom, on which day, and whether it was in time."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Text
from sqlmodel import Field

from expertpool.models.row import Row
from expertpool.models.zoned_time import ZonedTime


class FilingStep(Row, table=True):
    """Step ``number`` from 1. ``done_on``: the day of the act, ``due``: the day by which it was due, None without one.

    ``stated``: the days that came with it, ISO 8601 by id. ``claimed``: the role was stated at the command line, not
    that of an account signed in.
    """

    __tablename__ = "filing_step"

    filing_id: int = Field(primary_key=True, foreign_key="filing.id")
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    transition: str
    origin: str
    reached: str
    role: str
    done_by: str
    done_on: date
    entered_at: datetime = Field(sa_type=ZonedTime)
    reason: str = Field(sa_type=Text)
    stated: dict[str, Any] = Field(sa_type=JSON)
    due: date | None = None
    claimed: bool | None = None
