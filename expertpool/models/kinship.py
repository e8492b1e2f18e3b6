"""Kinship between two experts (亲属专家), as one of them states it; it binds both."""

from __future__ import annotations

from sqlmodel import Field

from expertpool.models.row import Row


class Kinship(Row, table=True):
    """``expert_id`` states a tie to the expert numbered ``kin_no``, who may not be in the pool (yet)."""

    __tablename__ = "kinship"

    expert_id: int = Field(primary_key=True, foreign_key="expert.id")
    kin_no: str = Field(primary_key=True)
