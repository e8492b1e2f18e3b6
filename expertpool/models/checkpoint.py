"""A checkpoint: the ledger's size and root at one moment, signed with the ledger's key."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Field

from expertpool.models.row import Row
from expertpool.models.zoned_time import ZonedTime


class Checkpoint(Row, table=True):
    """The signed note (C2SP) for ``size`` entries, once a size: two roots for one size would convict the key."""

    __tablename__ = "checkpoint"

    size: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    root: str
    note: str = Field(sa_type=Text)
    signed_at: datetime = Field(sa_type=ZonedTime)
