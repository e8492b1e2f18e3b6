"""A sealed scoresheet as a reader's device signed it: kept by its hash."""

from __future__ import annotations

from sqlalchemy import Text
from sqlmodel import Field

from expertpool.models.row import Row


class SealedScoresheet(Row, table=True):
    """``document``: the signed envelope (DSSE) as canonical JSON; every version stays, no column says when it came."""

    __tablename__ = "sealed_scoresheet"

    hash: str = Field(primary_key=True)
    group_id: str = Field(foreign_key="review_group.id", index=True)
    round: int
    document: str = Field(sa_type=Text)
