"""Attempts: how often something was tried that may be tried a few times only, and until when it is locked."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from expertpool.models.row import Row
from expertpool.models.zoned_time import ZonedTime


class Attempt(Row, table=True):
    """``key`` names what was tried by a keyed hash: no name or address can be read from it, known ones or unknown."""

    __tablename__ = "attempt"

    key: str = Field(primary_key=True)
    tries: int
    first_at: datetime = Field(sa_type=ZonedTime)
    locked_until: datetime | None = Field(default=None, sa_type=ZonedTime)
