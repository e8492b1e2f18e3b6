"""A member on the roll (签到册) of a meeting: seated or in reserve, present or not."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from expertpool.models.row import Row


class MeetingMember(Row, table=True):
    """One expert under the code the ballot knows him by. ``present`` is None until the roll is frozen.

    ``kind`` is that of the seat; ``replaces``: the code of the absent member whose seat a reserve took.
    """

    __tablename__ = "meeting_member"
    __table_args__: ClassVar[Any] = (UniqueConstraint("meeting_id", "expert_no"),)

    meeting_id: int = Field(primary_key=True, foreign_key="meeting.id")
    code: str = Field(primary_key=True)
    expert_no: str
    kind: str
    present: bool | None = None
    pledged_on: date | None = None
    replaces: str | None = None
