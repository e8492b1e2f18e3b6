"""A sign-in: one device's stay at the desk, from a right answer until it ends, idles out or is revoked."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlmodel import Field

from expertpool.models.row import Row
from expertpool.models.zoned_time import ZonedTime


class SignIn(Row, table=True):
    """``token`` is the SHA-256 of what the cookie holds, in hex; ``device`` what the browser says it is.

    ``totp_step`` is the 30-second step of the code that was used, which is never taken a second time; ``weaker`` says
    that no key of the device's own stands behind it; else ``key_id`` is that key's, and ``proved_at`` when the device
    last answered a challenge with it.
    """

    __tablename__ = "sign_in"
    __table_args__: ClassVar[Any] = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    token: str = Field(unique=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    device: str
    began_at: datetime = Field(sa_type=ZonedTime)
    seen_at: datetime = Field(sa_type=ZonedTime)
    ended_at: datetime | None = Field(default=None, sa_type=ZonedTime)
    ended_why: str | None = None
    totp_step: int | None = None
    weaker: bool = False
    key_id: str | None = None
    proved_at: datetime | None = Field(default=None, sa_type=ZonedTime)
