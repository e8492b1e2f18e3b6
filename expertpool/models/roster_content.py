"""The content of a frozen roster, kept once however often the same list is frozen."""

from __future__ import annotations

from sqlalchemy import Text
from sqlmodel import Field

from expertpool.models.row import Row


class RosterContent(Row, table=True):
    """Canonical JSON and its SHA-256 in hex. Holds names and facts; no identity number, telephone or e-mail."""

    __tablename__ = "roster_content"

    digest: str = Field(primary_key=True)
    content: str = Field(sa_type=Text)
