"""An account: somebody who may sign in, in one role; the password as a hash, the second factor's secret sealed."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import Index, text
from sqlmodel import Field

from expertpool.models.row import Row
from expertpool.models.zoned_time import ZonedTime

_OPEN = text("closed_at IS NULL")


class Role(StrEnum):
    """What an account is for; nobody has two roles under one account."""

    OFFICE = "office"
    EXPERT = "expert"
    INSPECTOR = "inspector"
    HRSS = "hrss"
    ADMINISTRATOR = "administrator"


STAFF = (Role.OFFICE, Role.INSPECTOR, Role.HRSS, Role.ADMINISTRATOR)
"""The roles that sign in with password and second factor."""


class Account(Row, table=True):
    """``name`` is what is typed to sign in, an expert's number for experts; unique among open accounts.

    Staff have ``password`` (an Argon2id text) and ``totp_sealed`` (what ``PoolKeys.seal`` gave); experts have neither.
    """

    __tablename__ = "account"
    __table_args__: ClassVar[Any] = (
        Index("uq_account_name_open", "name", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    name: str
    role: str
    password: str | None = None
    totp_sealed: str | None = None
    opened_at: datetime = Field(sa_type=ZonedTime)
    opened_by: str
    closed_at: datetime | None = Field(default=None, sa_type=ZonedTime)
    closed_by: str | None = None
