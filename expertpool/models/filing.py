"""A filing (备案) on record: of which kind, about what, in which state it stands."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from expertpool.models.row import Row
from expertpool.models.zoned_time import ZonedTime


class Filing(Row, table=True):
    """``subject`` tells filings of one kind apart, such as a unit's name; empty where the committee says it all.

    ``again`` counts those begun anew after one was dropped. ``asked``: the days stated at the opening, ISO 8601 by id.
    ``opening_claimed``: the opening role was stated at the command line, not that of an account signed in.
    ``state`` repeats where the newest step led, so that lists need not read steps.
    """

    __tablename__ = "filing"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("kind", "year", "committee_id", "subject", "again"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(index=True)
    year: int = Field(index=True)
    committee_id: int | None = Field(default=None, foreign_key="committee.id", index=True)
    subject: str
    again: int = 0
    state: str
    asked: dict[str, Any] = Field(sa_type=JSON)
    opened_on: date
    opened_as: str
    opened_by: str
    opening_claimed: bool | None = None
    opened_at: datetime = Field(sa_type=ZonedTime)
