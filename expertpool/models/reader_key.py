"""A key pinned for a reader: signs the reader's sheets, and opens the reader's packets, until it is revoked."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKeyConstraint, Index
from sqlmodel import Field

from expertpool.models.row import Row
from expertpool.models.zoned_time import ZonedTime


class Custody(StrEnum):
    """Who holds the private part."""

    READER = "reader"
    OFFICE = "office"
    DESK = "desk"


class ReaderKey(Row, table=True):
    """``public`` and ``seal`` in hex. Custody "office": sheets typed from paper; "desk": sheets that the server
    seals for a reader who has no key of their own. Both are sealed at rest only, and results say so.
    """

    __tablename__ = "reader_key"
    __table_args__ = (
        ForeignKeyConstraint(
            ["group_id", "reader"],
            ["review_reader.group_id", "review_reader.code"],
            name="fk_reader_key_reader",
        ),
        Index("ix_reader_key_group_id_reader", "group_id", "reader"),
    )

    group_id: str = Field(primary_key=True)
    key_id: str = Field(primary_key=True)
    reader: str = Field(primary_key=True)
    alg: str
    public: str
    seal: str | None = None
    custody: str
    pinned_at: datetime = Field(sa_type=ZonedTime)
    revoked_at: datetime | None = Field(default=None, sa_type=ZonedTime)
