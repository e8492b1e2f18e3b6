"""A committee's text (评委会文件、书面说明): what the office states of it in a file, in every version."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field

from expertpool.models.row import Row
from expertpool.models.zoned_time import ZonedTime


class Part(StrEnum):
    """Which file: the committee file itself, or the statements that papers need beside it."""

    CONDITIONS = "conditions"
    STATEMENTS = "statements"


class CommitteeText(Row, table=True):
    """Version ``number`` (from 1) of one part; the newest counts and replaces none. ``digest``: SHA-256 of the text."""

    __tablename__ = "committee_text"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("committee_id", "part", "number"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id", index=True)
    part: str
    number: int
    content: str = Field(sa_type=Text)
    digest: str
    saved_by: str
    saved_at: datetime = Field(sa_type=ZonedTime)
