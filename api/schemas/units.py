"""Units over the wire: which counts as part of which."""

from __future__ import annotations

from pydantic import BaseModel, Field

from expertpool.models import Unit


class KnownUnit(BaseModel):
    """A unit; ``affiliate_of`` None: it stands for itself."""

    name: str
    affiliate_of: str | None

    @classmethod
    def of(cls, row: Unit) -> KnownUnit:
        """From the row."""
        return cls(name=row.name, affiliate_of=row.affiliate_of)


class Affiliation(BaseModel):
    """A unit that is to count as part of another."""

    name: str = Field(min_length=1, max_length=200)
    affiliate_of: str = Field(min_length=1, max_length=200)


class ReleasedUnit(BaseModel):
    """A unit that is to stand for itself again."""

    name: str = Field(min_length=1, max_length=200)
