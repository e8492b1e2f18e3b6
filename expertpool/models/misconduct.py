"""An entry in the integrity file (失信记录): what an expert did; it stands until it is lifted."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from sqlmodel import Field

from expertpool.models.row import Row
from expertpool.models.zoned_time import ZonedTime


class Misconduct(Row, table=True):
    """One event. While ``lifted_at`` is None the expert counts as dishonest, whatever a roster says."""

    __tablename__ = "misconduct"
    __table_args__: ClassVar[Any] = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    expert_id: int = Field(foreign_key="expert.id", index=True)
    happened_on: date
    what: str
    recorded_by: str
    recorded_at: datetime = Field(sa_type=ZonedTime)
    lifted_because: str | None = None
    lifted_by: str | None = None
    lifted_at: datetime | None = Field(default=None, sa_type=ZonedTime)
