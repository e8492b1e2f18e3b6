"""A device key: the public half of a key that an expert's own browser made and never shows."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlmodel import Field

from expertpool.models.row import Row
from expertpool.models.zoned_time import ZonedTime


class DeviceKey(Row, table=True):
    """``public``: an uncompressed P-256 point, hex; ``device``: what the browser says. Ended keys never return."""

    __tablename__ = "device_key"
    __table_args__: ClassVar[Any] = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    key_id: str = Field(unique=True)
    public: str
    device: str
    bound_at: datetime = Field(sa_type=ZonedTime)
    ended_at: datetime | None = Field(default=None, sa_type=ZonedTime)
    ended_why: str | None = None
