"""An invite: the inspector's half of what lets an expert in, once."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlmodel import Field

from expertpool.models.row import Row
from expertpool.models.zoned_time import ZonedTime


class Invite(Row, table=True):
    """``code`` is the HMAC-SHA256 of what is printed, in hex, under a key kept outside the database."""

    __tablename__ = "invite"
    __table_args__: ClassVar[Any] = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    issued_at: datetime = Field(sa_type=ZonedTime)
    issued_by: str
    expires_at: datetime = Field(sa_type=ZonedTime)
    ended_at: datetime | None = Field(default=None, sa_type=ZonedTime)
    ended_why: str | None = None
