"""A personal event: what happened to somebody's access, or what they read, for that person to see."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlmodel import Field

from expertpool.models.row import Row
from expertpool.models.zoned_time import ZonedTime


class Happened(StrEnum):
    """What can happen to somebody's access."""

    SIGNED_IN = "signed-in"
    REFUSED = "refused"
    LOCKED = "locked"
    SIGNED_OUT = "signed-out"
    REVOKED = "revoked"
    IDLED_OUT = "idled-out"
    ACCOUNT_OPENED = "account-opened"
    ACCOUNT_RESET = "account-reset"
    INVITE_ISSUED = "invite-issued"
    CODE_ISSUED = "code-issued"
    DEVICE_BOUND = "device-bound"
    DEVICE_ENDED = "device-ended"
    ORIGINAL_READ = "original-read"


class PersonalEvent(Row, table=True):
    """``what`` is a value of ``Happened``; ``device`` what the browser said it was, where there was one.

    ``about``: which page of whose original was read; None for everything else.
    """

    __tablename__ = "personal_event"
    __table_args__: ClassVar[Any] = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    what: str
    at: datetime = Field(sa_type=ZonedTime)
    by: str
    device: str = ""
    about: str | None = None
