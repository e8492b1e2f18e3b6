"""A member to whom the inspector's machine gave tokens for a ballot."""

from __future__ import annotations

from sqlmodel import Field

from expertpool.models.row import Row


class BallotToken(Row, table=True):
    """One member of the roll, by code, and the hash of the blinded request, which stands in no vote."""

    __tablename__ = "ballot_token"

    ballot_id: int = Field(primary_key=True, foreign_key="ballot.id")
    member: str = Field(primary_key=True)
    mark: str
