"""A year's working days as the office entered them, in place of the table that comes with the program."""

from __future__ import annotations

from sqlalchemy import JSON, Column
from sqlmodel import Field

from expertpool.models.row import Row


class CalendarYear(Row, table=True):
    """``off`` and ``worked`` are days in ISO 8601, sorted; ``source`` says which notice they were taken from."""

    __tablename__ = "calendar_year"

    year: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    source: str
    off: list[str] = Field(sa_column=Column(JSON, nullable=False))
    worked: list[str] = Field(sa_column=Column(JSON, nullable=False))
