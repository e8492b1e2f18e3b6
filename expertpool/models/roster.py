"""A roster: the frozen, dated list of experts that a draw is made from."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlmodel import Field

from expertpool.models.row import Row
from expertpool.models.zoned_time import ZonedTime


class Roster(Row, table=True):
    """One freeze. ``digest`` is the SHA-256 of the canonical content, in hex; equal lists have equal digests.

    ``last_batch`` is the newest import when the list was frozen: it and those before can no longer be undone.
    """

    __tablename__ = "roster"
    __table_args__: ClassVar[Any] = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    digest: str = Field(foreign_key="roster_content.digest", index=True)
    source: str
    frozen_at: datetime = Field(sa_type=ZonedTime)
    last_batch: int | None = Field(default=None, foreign_key="import_batch.id")
