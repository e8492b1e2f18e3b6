"""A packet of a review group: its codename and the digest of the file its readers see."""

from __future__ import annotations

from sqlmodel import Field

from expertpool.models.row import Row


class ReviewPacket(Row, table=True):
    """``digest`` is the SHA-256 of the packet's file in hex: what sheets are bound to."""

    __tablename__ = "review_packet"

    group_id: str = Field(primary_key=True, foreign_key="review_group.id")
    codename: str = Field(primary_key=True)
    digest: str
