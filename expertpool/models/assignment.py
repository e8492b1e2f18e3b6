"""An assignment (盲审分配): which file says who reads what, and which assignment it took the place of."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from expertpool.models.row import Row
from expertpool.models.zoned_time import ZonedTime


class Assignment(Row, table=True):
    """``id`` and ``packets`` are the SHA-256 of assignment.json and packets.json; nobody is named here."""

    __tablename__ = "assignment"

    id: str = Field(primary_key=True)
    packets: str
    seed_from: str
    """``system``, ``text`` or ``ceremony``."""
    replaces: str | None = Field(default=None)
    made_by: str
    made_at: datetime = Field(sa_type=ZonedTime)
