"""A reader of a review group: the expert behind a code that is drawn for this group alone."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from expertpool.models.row import Row


class ReviewReader(Row, table=True):
    """``code`` says nothing about the expert; only this row joins the two."""

    __tablename__ = "review_reader"
    __table_args__: ClassVar[Any] = (UniqueConstraint("group_id", "expert_no"),)

    group_id: str = Field(primary_key=True, foreign_key="review_group.id")
    code: str = Field(primary_key=True)
    expert_no: str = Field(index=True)
