"""A term of appointment to the pool (聘期); an expert's current one is the last."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field

from expertpool.models.row import Row


class Tenure(Row, table=True):
    """The term number ``ordinal`` (from 0) of an expert. An end not stated is None."""

    __tablename__ = "tenure"

    expert_id: int = Field(primary_key=True, foreign_key="expert.id")
    ordinal: int = Field(primary_key=True)
    starts_on: date | None = None
    ends_on: date | None = None
