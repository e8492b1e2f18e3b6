"""The closing of a round of a review group: the record that trustees wait for."""

from __future__ import annotations

from sqlalchemy import Text
from sqlmodel import Field

from expertpool.models.row import Row


class ScoreClosing(Row, table=True):
    """``content`` is the canonical record: the hashes of the sheets that count, sorted."""

    __tablename__ = "score_closing"

    group_id: str = Field(primary_key=True, foreign_key="review_group.id")
    round: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    content: str = Field(sa_type=Text)
