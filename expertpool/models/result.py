"""A result (评审结果): one candidate's scores, ballot and standing in a ranking, by codename."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field

from expertpool.models.row import Row


class Result(Row, table=True):
    """``score``: the combined score in points, None while the plan's method waits. ``scores``: those it came from, in
    the order of appointment. ``ballot``: the outcome of the count that decides, None for a candidate not voted on.

    ``standing`` is one of ``expertpool.results.standing.Standing``; ``count_number`` the number of that count.
    """

    __tablename__ = "result"

    ranking_id: int = Field(primary_key=True, foreign_key="ranking.id")
    codename: str = Field(primary_key=True)
    group_id: str = Field(foreign_key="review_group.id", index=True)
    place: int | None = None
    score: str | None = None
    scores: list[Any] = Field(sa_type=JSON)
    above: bool | None = None
    ballot: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    count_number: int | None = None
    standing: str
