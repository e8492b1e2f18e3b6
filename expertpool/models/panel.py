"""A panel: the people seated for one meeting by one draw."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlmodel import Field

from expertpool.models.row import Row


class Panel(Row, table=True):
    """The panel of a draw that seated one; its people are its seats."""

    __tablename__ = "panel"
    __table_args__: ClassVar[Any] = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    draw_id: int = Field(foreign_key="draw.id", unique=True)
