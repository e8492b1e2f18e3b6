"""Service in title reviews (参评): who served in which year on which committee; all committees count together."""

from __future__ import annotations

from sqlmodel import Field

from expertpool.models.row import Row

FROM_ROSTER = ""
"""The committee of a year that a roster states: rosters name years, not committees."""


class Service(Row, table=True):
    """One expert's service on one committee in one year."""

    __tablename__ = "service"

    expert_id: int = Field(primary_key=True, foreign_key="expert.id")
    year: int = Field(primary_key=True)
    committee: str = Field(primary_key=True, default=FROM_ROSTER)
