"""Which pool key this pool's secrets are sealed with: a mark that tells the right key from a wrong one."""

from __future__ import annotations

from sqlmodel import Field

from expertpool.models.row import Row


class PoolLock(Row, table=True):
    """The one row (id 1) with ``PoolKeys.mark``; missing while nothing has been sealed."""

    __tablename__ = "pool_lock"

    id: int = Field(default=1, primary_key=True)
    mark: str
