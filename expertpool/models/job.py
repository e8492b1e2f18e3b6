"""A job: work that takes longer than a request, as one row that page, command line and log all read."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from expertpool.models.row import Row
from expertpool.models.zoned_time import ZonedTime


class JobState(StrEnum):
    """How far a job has come. Of the last three each is its end."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


UNDER_WAY = frozenset({JobState.WAITING, JobState.RUNNING})


class Job(Row, table=True):
    """``subject``: what it is about, such as one committee's draw; ``arguments`` name nobody.

    ``digest``: SHA-256 of kind, subject and arguments. ``open_for``: the subject while the job is under way, else
    None; one job at a time is open for a subject. ``request``: the key of the request that asked, where it had one.
    ``place``: the data folder that its files lie in. ``worker``: who runs it, as machine and process. ``attempt``:
    how often it was begun. ``sentence``: the key of what is said of it. ``result``: a file below the data folder.
    """

    __tablename__ = "job"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("open_for"),
        UniqueConstraint("request"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    subject: str = Field(index=True)
    arguments: dict[str, Any] = Field(sa_type=JSON)
    digest: str
    open_for: str | None = None
    request: str | None = None
    place: str
    lane: str
    language: str
    asked_by: str
    asked_at: datetime = Field(sa_type=ZonedTime)
    state: str = Field(default=JobState.WAITING.value, index=True)
    step: int = 0
    total: int = 0
    sentence: str
    worker: str | None = None
    attempt: int = 0
    started_at: datetime | None = Field(default=None, sa_type=ZonedTime)
    heard_at: datetime | None = Field(default=None, sa_type=ZonedTime)
    ended_at: datetime | None = Field(default=None, sa_type=ZonedTime)
    cancel_by: str | None = None
    result: str | None = None

    @property
    def under_way(self) -> bool:
        """Whether it waits or runs."""
        return self.state in UNDER_WAY

    @property
    def number(self) -> int:
        """Its number on record."""
        return self.id or 0
