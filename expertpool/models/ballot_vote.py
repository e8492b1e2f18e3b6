"""A sealed vote in a closed box, without its voter, its time or its place in any order of arrival."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import Text
from sqlmodel import Field

from expertpool.models.row import Row


class BallotVote(Row, table=True):
    """``vote``: the core's bytes; ``hash`` (hex) is its receipt and its only order.

    All votes of a box are written together when it closes, sorted; the table has no row numbers that could count them.
    """

    __tablename__ = "ballot_vote"
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    ballot_id: int = Field(primary_key=True, foreign_key="ballot.id")
    hash: str = Field(primary_key=True)
    vote: str = Field(sa_type=Text)
