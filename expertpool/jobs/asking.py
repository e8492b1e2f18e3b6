"""Ask for a job: one row in the caller's transaction; asked twice it is still one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from expertpool.errors import ExitCode, Refusal
from expertpool.jobs.across import announce
from expertpool.jobs.kinds import kind_of
from expertpool.models import Job, JobState
from expertpool.queries.jobs import open_job
from expertpool.words import Language

NEW = "jobs_asked_for"
"""Under this name a session remembers the numbers of jobs asked for in it, for whoever wakes the worker."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is wanted: ``arguments`` are numbers, choices and names of folders, never a person's name or number.

    ``request``: the key of the request, where it has one: the same request later gives the same job.
    """

    kind: str
    subject: str
    by: str
    at: datetime
    language: Language
    arguments: Mapping[str, Any] = field(default_factory=dict)
    request: str | None = None

    @property
    def digest(self) -> str:
        """What makes two askings the same."""
        text = json.dumps([self.kind, self.subject, dict(self.arguments)], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def ask(session: Session, asked: Asked, *, place: str) -> Job:
    """The job: a new one, or the one that the same question already has under way.

    Raises Refusal while another job is under way for the subject.
    """
    known = _known(session, asked)
    if known is not None:
        return known
    job = Job(
        kind=asked.kind,
        subject=asked.subject,
        arguments=dict(asked.arguments),
        digest=asked.digest,
        open_for=asked.subject,
        request=asked.request,
        place=place,
        lane=kind_of(asked.kind).lane.value,
        language=asked.language.value,
        asked_by=asked.by,
        asked_at=asked.at,
        state=JobState.WAITING.value,
        sentence="jobs.waiting",
    )
    session.add(job)
    session.flush()
    announce(session, job)
    session.info.setdefault(NEW, []).append(job.number)
    return job


def _known(session: Session, asked: Asked) -> Job | None:
    if asked.request is not None:
        found = session.exec(select(Job).where(Job.request == asked.request)).first()
        if found is not None:
            return found
    waiting = open_job(session, asked.subject)
    if waiting is None or waiting.digest == asked.digest:
        return waiting
    raise Refusal("jobs.busy", exit_code=ExitCode.HELD_BACK, number=waiting.number)
