"""A review group (评审组): packets scored with one form under one filed plan, sealed to three trustees."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Text
from sqlmodel import Field

from expertpool.models.row import Row
from expertpool.models.zoned_time import ZonedTime


class ReviewGroup(Row, table=True):
    """``rubric`` and ``plan`` are the canonical texts that were frozen, ``trustees`` name -> X25519 key in hex.

    ``seed`` is the assignment's, in hex, from which extra readers are derived; ``assignment`` the SHA-256 of its file.
    """

    __tablename__ = "review_group"

    id: str = Field(primary_key=True)
    title: str
    rubric: str = Field(sa_type=Text)
    plan: str = Field(sa_type=Text)
    trustees: dict[str, Any] = Field(sa_type=JSON)
    seed: str
    assignment: str
    opened_at: datetime = Field(sa_type=ZonedTime)
