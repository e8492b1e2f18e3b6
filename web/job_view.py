"""A job put on a page: how far it is, or why it came to nothing; and asking for one from a page."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from fastapi import Request
from sqlmodel import Session

from api.language import language_of
from api.repeats import write_of
from api.wiring import Wiring
from expertpool.intake.errand import refused_words
from expertpool.jobs.asking import Asked, ask
from expertpool.jobs.folder import JobFolder, place_of
from expertpool.jobs.kinds import KINDS
from expertpool.models import Job, JobState
from expertpool.settings import Settings
from expertpool.words import Language, has, speaker
from web.contexts.jobs import JobShown

Checked = Callable[[Session], Mapping[str, Any]]
"""Looks at what is asked, refuses what cannot be done, and gives the job's arguments."""


def job_shown(job: Job | None, settings: Settings, language: Language) -> JobShown | None:
    """A job for the page of what it is about; one that ended well, or was cancelled, says nothing."""
    if job is None or job.state in (JobState.DONE, JobState.CANCELLED):
        return None
    return shown(job, settings, language)


def shown(job: Job, settings: Settings, language: Language) -> JobShown:
    """Everything a page says of a job."""
    words = speaker(language)
    key = f"jobs.kind.{job.kind}"
    return JobShown(
        number=job.number,
        kind=words(key) if has(key) else job.kind,
        state=job.state,
        running=job.under_way,
        waiting=job.state == JobState.WAITING,
        may_cancel=job.under_way and job.cancel_by is None and (job.state == JobState.WAITING or _cancels(job)),
        says=words(job.sentence),
        done=job.step,
        total=job.total,
        asked_by=job.asked_by,
        asked_at=job.asked_at,
        started_at=job.started_at,
        ended_at=job.ended_at,
        attempt=job.attempt,
        failed=_failed(job, settings, language),
    )


def outcome_of(job: Job | None, settings: Settings) -> Mapping[str, Any]:
    """What a job that ended well came to; nothing before."""
    if job is None or job.state != JobState.DONE:
        return {}
    return JobFolder.of(settings, job.number).told()


def request_key(request: Request) -> str | None:
    """The key under which a form was sent, so that the same form sent again asks for nothing new."""
    named = write_of(request)
    return None if named is None else hashlib.sha256(f"{named.who}\n{named.key}".encode()).hexdigest()


async def asked(
    request: Request,
    wiring: Wiring,
    *,
    kind: str,
    subject: str,
    by: str,
    at: datetime,
    checked: Checked,
    secret: str = "",
) -> Job:
    """Ask for a job whose arguments ``checked`` gives, in one transaction; then the worker is rung for."""

    def work(session: Session) -> Job:
        arguments = checked(session)
        job = ask(
            session,
            Asked(
                kind=kind,
                subject=subject,
                by=by,
                at=at,
                language=language_of(request),
                arguments=arguments,
                request=request_key(request),
            ),
            place=place_of(wiring.own.home),
        )
        if secret and job.attempt == 0:
            wiring.worker.entrust(job.number, secret)
        return job

    return await wiring.write(work)


def _cancels(job: Job) -> bool:
    kind = KINDS.get(job.kind)
    return kind is not None and kind.cancels


def _failed(job: Job, settings: Settings, language: Language) -> str:
    if job.state != JobState.FAILED:
        return ""
    said = refused_words(JobFolder.of(settings, job.number).told()) if job.result else ""
    return said or speaker(language)(job.sentence)
