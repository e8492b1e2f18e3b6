"""A challenge that a device has answered: it is never taken a second time."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from expertpool.models.row import Row
from expertpool.models.zoned_time import ZonedTime


class SpentNonce(Row, table=True):
    """Kept for as long as the challenge would have been taken."""

    __tablename__ = "spent_nonce"

    nonce: str = Field(primary_key=True)
    spent_at: datetime = Field(sa_type=ZonedTime)
