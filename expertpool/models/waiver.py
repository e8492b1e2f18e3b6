"""A waiver (例外): a principle set aside for one expert or one committee, with who approved it and why."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from expertpool.models.row import Row
from expertpool.models.zoned_time import ZonedTime


class Waiver(Row, table=True):
    """Rule ``rule_id`` does not bind this expert, this committee, or (both given) this expert on this committee."""

    __tablename__ = "waiver"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("expert_id IS NOT NULL OR committee_id IS NOT NULL", name="ck_waiver_for_somebody"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    rule_id: str = Field(index=True)
    expert_id: int | None = Field(default=None, foreign_key="expert.id", index=True)
    committee_id: int | None = Field(default=None, foreign_key="committee.id", index=True)
    reason: str
    approver: str
    granted_at: datetime = Field(sa_type=ZonedTime)
