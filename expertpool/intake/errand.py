"""Slow work on a batch: asked for as a job, and how it stands, from the job's row and what the work said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlmodel import Session

from expertpool.errors import Refusal
from expertpool.intake.batch import Batch
from expertpool.jobs.asking import Asked, ask
from expertpool.jobs.folder import JobFolder, place_of
from expertpool.models import Job, JobState
from expertpool.packets.out_folder import OFFICE
from expertpool.queries.jobs import newest_job
from expertpool.words import Language


class Stage(StrEnum):
    """How far slow work has come. ``STOPPED``: it was begun, and ended without a word or was stopped."""

    NONE = "none"
    WAITING = "waiting"
    RUNNING = "running"
    STOPPED = "stopped"
    DONE = "done"
    REFUSED = "refused"

    @property
    def under_way(self) -> bool:
        """Whether it goes on, or will soon."""
        return self in (Stage.WAITING, Stage.RUNNING)


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is known of it. ``said``: the command's answer; ``done`` of ``total``, 0 of 0 before anything is counted."""

    stage: Stage
    by: str = ""
    at: datetime | None = None
    done: int = 0
    total: int = 0
    said: Mapping[str, Any] = field(default_factory=dict)
    job: int = 0

    @property
    def message(self) -> str:
        """Why it was refused, in the words of the language it ran in."""
        return refused_words(self.said)


def refused_words(said: Mapping[str, Any]) -> str:
    """The sentences of a refusal that work came to; a hint that names a command of a shell is left out."""
    error = said.get("error") or {}
    hint = error.get("hint") or ""
    named = "expertpool " in hint or " --" in hint
    return " ".join(filter(None, (error.get("message"), "" if named else hint)))


@dataclass(frozen=True, kw_only=True)
class Asking:
    """Who asks for slow work, when, and in which language it is to speak; ``request``: the key of the request."""

    session: Session
    language: Language
    by: str
    at: datetime
    request: str | None = None

    def start(self, kind: str, batch: Batch, **arguments: Any) -> Job:
        """Ask for the job; one at a time works on a batch. Raises Refusal while another is under way there."""
        asked = Asked(
            kind=kind,
            subject=subject_of(batch),
            arguments={"batch": batch.id, **arguments},
            by=self.by,
            at=self.at,
            language=self.language,
            request=self.request,
        )
        return ask(self.session, asked, place=place_of(batch.home))


def subject_of(batch: Batch) -> str:
    """What jobs about a batch are about."""
    return f"batch:{batch.id}"


def told_of(session: Session, batch: Batch, kind: str) -> Told:
    """How the newest job of that kind stands for a batch."""
    job = newest_job(session, subject_of(batch), kind=kind)
    if job is None:
        return Told(stage=Stage.NONE)
    stage = _stage(job)
    said = JobFolder(batch.home, job.number).told() if stage in (Stage.DONE, Stage.REFUSED) else {}
    return Told(
        stage=stage, by=job.asked_by, at=job.asked_at, done=job.step, total=job.total, said=said, job=job.number
    )


def _stage(job: Job) -> Stage:
    if job.state == JobState.FAILED:
        return Stage.REFUSED if job.result is not None else Stage.STOPPED
    return _STAGES[JobState(job.state)]


_STAGES = {
    JobState.WAITING: Stage.WAITING,
    JobState.RUNNING: Stage.RUNNING,
    JobState.DONE: Stage.DONE,
    JobState.CANCELLED: Stage.STOPPED,
}


def locked(batch: Batch) -> bool:
    """Whether any program blinds this batch now, such as the command at a shell."""
    if not (batch.out.root / OFFICE).is_dir():
        return False
    try:
        with batch.out.alone():
            return False
    except Refusal:
        return True
