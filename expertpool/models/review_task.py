"""A task: one reader is to score one packet in one round; nothing in it says why the reader was given it."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import Index
from sqlmodel import Field

from expertpool.models.row import Row


class ReviewTask(Row, table=True):
    """``turn`` counts a packet's readers in the order they were appointed, from 1. ``withdrawn``: the reader
    recognised the dossier, and owes nothing.
    """

    __tablename__ = "review_task"
    __table_args__: ClassVar[Any] = (Index("ix_review_task_group_id_reader", "group_id", "reader"),)

    group_id: str = Field(primary_key=True, foreign_key="review_group.id")
    codename: str = Field(primary_key=True)
    reader: str = Field(primary_key=True)
    round: int
    turn: int
    withdrawn: bool = False
