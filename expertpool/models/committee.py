"""A committee (评委会) of one year, known by its name."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from expertpool.models.row import Row


class Committee(Row, table=True):
    """What identifies a committee; the facts that a draw went by are kept with the draw."""

    __tablename__ = "committee"
    __table_args__: ClassVar[Any] = (UniqueConstraint("name", "year"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    name: str
    year: int
    series: str
    level: str
