"""A one-time code: the office's half of what lets an expert in, six digits, once."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlmodel import Field

from expertpool.models.row import Row
from expertpool.models.zoned_time import ZonedTime


class OneTimeCode(Row, table=True):
    """``code`` is an Argon2id text; ``way`` says how it reached the expert."""

    __tablename__ = "one_time_code"
    __table_args__: ClassVar[Any] = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    code: str
    account_id: int = Field(foreign_key="account.id", index=True)
    way: str
    issued_at: datetime = Field(sa_type=ZonedTime)
    issued_by: str
    expires_at: datetime = Field(sa_type=ZonedTime)
    ended_at: datetime | None = Field(default=None, sa_type=ZonedTime)
