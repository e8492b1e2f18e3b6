"""A year's fixed days as the office entered them from that year's notice."""

from __future__ import annotations

from sqlalchemy import JSON, Column
from sqlmodel import Field

from expertpool.models.row import Row


class SeasonNotice(Row, table=True):
    """``days``: deadline id to its day in ISO 8601. ``like``: the dates whose deadlines and terms these are.

    ``source`` names the notice.
    """

    __tablename__ = "season_notice"

    year: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    source: str
    like: str
    days: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))
