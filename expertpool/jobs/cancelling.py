"""Cancel a job: one that waits ends at once, one that runs is stopped by its worker."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from expertpool.errors import ExitCode, Refusal
from expertpool.jobs.kinds import kind_of
from expertpool.models import Job, JobState
from expertpool.queries.jobs import job_by_number


def cancel(session: Session, number: int, *, by: str, at: datetime) -> Job:
    """Ask for its end; one that was cancelled before stays so. Raises Refusal for one that ended or cannot be stopped.

    What the work did already stays: the ledger and the papers say what that is.
    """
    job = job_by_number(session, number)
    if job.cancel_by is not None:
        return job
    if not job.under_way:
        raise Refusal("jobs.ended", exit_code=ExitCode.HELD_BACK, number=number)
    if job.state == JobState.RUNNING and not kind_of(job.kind).cancels:
        raise Refusal("jobs.not_stopped", exit_code=ExitCode.HELD_BACK, number=number)
    job.cancel_by = by
    if job.state == JobState.WAITING:
        job.state, job.sentence, job.open_for, job.ended_at = JobState.CANCELLED.value, "jobs.cancelled", None, at
    session.add(job)
    session.flush()
    return job
