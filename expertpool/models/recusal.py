"""A recusal (回避单位): a unit whose matters an expert stays out of."""

from __future__ import annotations

from sqlmodel import Field

from expertpool.models.row import Row


class Recusal(Row, table=True):
    """One expert and one unit, by the unit's name."""

    __tablename__ = "recusal"

    expert_id: int = Field(primary_key=True, foreign_key="expert.id")
    unit: str = Field(primary_key=True)
