"""A publicity (公示) of results: the list as it was posted, its days as they were counted, and its confirmation."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Text
from sqlmodel import Field

from expertpool.models.row import Row
from expertpool.models.zoned_time import ZonedTime


class Publicity(Row, table=True):
    """``list_text``: the canonical list that was posted; ``steps``: every day that was counted, with its reason.

    ``codenames``: those listed, in the list's order. ``confirmed_on``: the day of confirmation, None until then;
    ``roster``: the SHA-256 of the roster's content that went out then.
    """

    __tablename__ = "publicity"
    __table_args__: ClassVar[Any] = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    ranking_id: int = Field(foreign_key="ranking.id", unique=True)
    posted_on: date
    ends_on: date
    steps: list[Any] = Field(sa_type=JSON)
    list_text: str = Field(sa_type=Text)
    codenames: list[Any] = Field(sa_type=JSON)
    posted_by: str
    entered_at: datetime = Field(sa_type=ZonedTime)
    confirmed_on: date | None = None
    roster: str | None = None
