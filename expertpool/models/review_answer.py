"""An answer to a review group's invitation: a reader takes part, or recuses with a ground."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import ForeignKeyConstraint
from sqlmodel import Field

from expertpool.models.row import Row
from expertpool.models.zoned_time import ZonedTime


class Taking(StrEnum):
    """What a reader answered."""

    ACCEPTED = "accepted"
    RECUSED = "recused"


class Ground(StrEnum):
    """Why somebody recuses: kinship, the same unit, teacher and student, joint work, an interest, no time, another."""

    KINSHIP = "kinship"
    SAME_UNIT = "same-unit"
    TEACHER = "teacher"
    JOINT_WORK = "joint-work"
    INTEREST = "interest"
    NO_TIME = "no-time"
    OTHER = "other"


class ReviewAnswer(Row, table=True):
    """One reader of one group; ``ground`` stands with a recusal alone. Nothing is said about any packet."""

    __tablename__ = "review_answer"
    __table_args__: ClassVar[Any] = (
        ForeignKeyConstraint(
            ["group_id", "reader"],
            ["review_reader.group_id", "review_reader.code"],
            name="fk_review_answer_reader",
        ),
    )

    group_id: str = Field(primary_key=True)
    reader: str = Field(primary_key=True)
    answer: str
    ground: str | None = None
    answered_at: datetime = Field(sa_type=ZonedTime)
