"""A unit (单位) whose ties to another are on record; affiliates count as the unit they belong to."""

from __future__ import annotations

from sqlmodel import Field

from expertpool.models.row import Row


class Unit(Row, table=True):
    """A unit by the name that rosters and committees use. ``affiliate_of`` names the unit above it, None at the top."""

    __tablename__ = "unit"

    name: str = Field(primary_key=True)
    affiliate_of: str | None = Field(default=None, foreign_key="unit.name", index=True)
