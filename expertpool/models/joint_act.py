"""A joint act (双人操作): what one person proposes and another of the right role confirms, or does not, in time."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint
from sqlmodel import Field

from expertpool.models.row import Row
from expertpool.models.zoned_time import ZonedTime


class Decision(StrEnum):
    """What became of a proposal."""

    CONFIRMED = "confirmed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class JointAct(Row, table=True):
    """``content`` is everything that the act will do; ``digest`` the SHA-256 over kind, subject, content and reason.

    ``decided_*`` are None while nobody has decided; a decision is never changed. The check keeps one account from both.
    """

    __tablename__ = "joint_act"
    __table_args__: ClassVar[Any] = (
        CheckConstraint(
            "decision IS NULL OR decision = 'withdrawn' OR decided_account <> proposed_account",
            name="ck_joint_act_two_people",
        ),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(index=True)
    subject: str = Field(index=True)
    content: dict[str, Any] = Field(sa_type=JSON)
    reason: str
    digest: str
    proposed_account: int = Field(foreign_key="account.id")
    proposed_by: str
    proposed_role: str
    proposed_at: datetime = Field(sa_type=ZonedTime)
    expires_at: datetime = Field(sa_type=ZonedTime)
    decision: str | None = None
    decided_account: int | None = Field(default=None, foreign_key="account.id")
    decided_by: str | None = None
    decided_role: str | None = None
    decided_at: datetime | None = Field(default=None, sa_type=ZonedTime)
    note: str | None = None
    outcome: dict[str, Any] | None = Field(default=None, sa_type=JSON)
