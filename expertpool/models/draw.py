"""A draw (随机抽取): one attempt to seat a committee, with all that is needed to account for it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from expertpool.models.row import Row
from expertpool.models.zoned_time import ZonedTime


class DrawOutcome(StrEnum):
    """How an attempt ended."""

    SEATED = "seated"
    NO_PANEL = "no-panel"


class Draw(Row, table=True):
    """Attempt number ``attempt`` (from 1) for a committee; an attempt number is never used twice.

    ``seed`` is hex, None where no seed was opened. ``facts`` are the committee's facts as the draw read them;
    ``verdicts`` and ``chances`` hold no floats: shares are written ``"1/3"``.
    """

    __tablename__ = "draw"
    __table_args__: ClassVar[Any] = (UniqueConstraint("committee_id", "attempt"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id")
    attempt: int
    roster_id: int = Field(foreign_key="roster.id", index=True)
    facts: dict[str, Any] = Field(sa_type=JSON)
    method: str
    tickets: int | None = None
    seed: str | None = None
    table_seed: str | None = None
    assurance: str
    started_at: datetime = Field(sa_type=ZonedTime)
    finished_at: datetime = Field(sa_type=ZonedTime)
    versions: dict[str, Any] = Field(sa_type=JSON)
    verdicts: list[Any] = Field(sa_type=JSON)
    chances: dict[str, Any] = Field(sa_type=JSON)
    outcome: str
