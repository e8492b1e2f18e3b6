"""A seat on a panel: drawn, kept from before, or held in reserve."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from expertpool.models.row import Row


class SeatKind(StrEnum):
    """How somebody came to a seat."""

    MEMBER = "member"
    KEPT = "kept"
    RESERVE = "reserve"


class Seat(Row, table=True):
    """Expert number ``expert_no`` of the frozen roster; ``place`` counts from 1 in each kind, as drawn."""

    __tablename__ = "seat"
    __table_args__: ClassVar[Any] = (UniqueConstraint("panel_id", "expert_no"),)

    panel_id: int = Field(primary_key=True, foreign_key="panel.id")
    kind: str = Field(primary_key=True)
    place: int = Field(primary_key=True)
    expert_no: str = Field(index=True)
