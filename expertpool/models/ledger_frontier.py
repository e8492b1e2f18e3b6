"""The right edge of the ledger's tree, kept beside it so that appending costs the same however long it is."""

from __future__ import annotations

from sqlalchemy import Text
from sqlmodel import Field

from expertpool.models.row import Row


class LedgerFrontier(Row, table=True):
    """The one row (id 1) with ``blind.log.frontier.Frontier`` as canonical JSON; missing while nothing was entered."""

    __tablename__ = "ledger_frontier"

    id: int = Field(default=1, primary_key=True)
    frontier: str = Field(sa_type=Text)
