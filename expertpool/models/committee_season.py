"""A committee's own season: the days its terms hang on, and what decides which filings it owes."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field

from expertpool.models.row import Row


class CommitteeSeason(Row, table=True):
    """``days``: ISO 8601 by anchor; ``traits``: what holds of it, sorted; ``filed_from``/``until``: its filing."""

    __tablename__ = "committee_season"

    committee_id: int = Field(primary_key=True, foreign_key="committee.id", sa_column_kwargs={"autoincrement": False})
    days: dict[str, Any] = Field(sa_type=JSON)
    traits: list[str] = Field(sa_type=JSON)
    filed_from: date | None = None
    filed_until: date | None = None
