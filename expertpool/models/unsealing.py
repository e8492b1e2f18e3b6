"""A request to open records of the vault (解封申请): which, what for, who asks; and what came of it."""

from __future__ import annotations

from sqlalchemy import Text
from sqlmodel import Field

from expertpool.models.row import Row


class Unsealing(Row, table=True):
    """``content`` is the canonical request, by whose hash approvals name it; ``outcome`` the digest of what it gave.

    A request with an outcome is used up.
    """

    __tablename__ = "unsealing"

    request: str = Field(primary_key=True)
    content: str = Field(sa_type=Text)
    count: int | None = None
    outcome: str | None = None
