"""What pages show of work that takes long: one job, and the list of all."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from web.contexts.form import Form


@dataclass(frozen=True, kw_only=True)
class JobShown:
    """``running``: it waits or runs. ``says``: its sentence; ``failed``: why it came to nothing, with what helps."""

    number: int
    kind: str
    state: str
    running: bool
    waiting: bool
    may_cancel: bool
    says: str
    done: int
    total: int
    asked_by: str
    asked_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    attempt: int
    failed: str


@dataclass(frozen=True, kw_only=True)
class JobsPage:
    """Jobs, the newest first; ``running``: whether any is under way."""

    jobs: tuple[JobShown, ...]
    running: bool
    form: Form = field(default_factory=Form)
