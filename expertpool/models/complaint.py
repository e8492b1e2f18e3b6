"""A complaint (举报、异议) about published results: its kind says who looks into it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import Text
from sqlmodel import Field

from expertpool.models.row import Row
from expertpool.models.zoned_time import ZonedTime


class ComplaintKind(StrEnum):
    """About the reviewing, for the organising unit; about authenticity, for the city's HRSS and the employer."""

    REVIEWING = "reviewing"
    AUTHENTICITY = "authenticity"


class Finding(StrEnum):
    """What a complaint came to."""

    UPHELD = "upheld"
    UNFOUNDED = "unfounded"


class Complaint(Row, table=True):
    """``line``: the number (序号) on the posted list, None for a complaint about the review as a whole.

    Open while ``answered_on`` is None. An upheld one with a line keeps this person off the roster.
    """

    __tablename__ = "complaint"
    __table_args__: ClassVar[Any] = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    publicity_id: int = Field(foreign_key="publicity.id", index=True)
    kind: str
    line: int | None = None
    what: str = Field(sa_type=Text)
    received_on: date
    registered_by: str
    registered_at: datetime = Field(sa_type=ZonedTime)
    finding: str | None = None
    answer: str | None = Field(default=None, sa_type=Text)
    answered_on: date | None = None
    answered_by: str | None = None
