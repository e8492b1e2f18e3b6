"""Idempotency: a write that was done under a key, with its answer, so that the same request again does nothing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlmodel import Field

from expertpool.models.row import Row
from expertpool.models.zoned_time import ZonedTime


class Idempotency(Row, table=True):
    """``who`` and ``key`` name it; ``request`` is the SHA-256 of method, address and body, in hex."""

    __tablename__ = "idempotency"

    who: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    request: str
    status: int
    media_type: str
    location: str | None = None
    body: bytes = Field(sa_type=LargeBinary)
    done_at: datetime = Field(sa_type=ZonedTime)
