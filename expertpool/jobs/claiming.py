"""A job's way from one state to the next, as its worker takes it; each step only from where the job really stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from expertpool.jobs.kinds import KINDS, Lane
from expertpool.models import Job, JobState

MOST_ATTEMPTS = 3
"""How often work that kills its process is begun."""


def waiting_in(session: Session, lane: Lane, *, place: str) -> Sequence[int]:
    """Numbers of the jobs that wait there, the oldest first."""
    wanted = select(Job.id).where(Job.state == JobState.WAITING.value, Job.lane == lane.value, Job.place == place)
    return [number for number in session.exec(wanted.order_by(col(Job.id))) if number is not None]


def begun_in(session: Session, *, place: str) -> Sequence[Job]:
    """Jobs that somebody began and nobody ended, and those that wait for one process alone."""
    wanted = select(Job).where(Job.place == place)
    running = session.exec(wanted.where(Job.state == JobState.RUNNING.value)).all()
    own = session.exec(wanted.where(Job.state == JobState.WAITING.value, Job.lane == Lane.OWN.value)).all()
    return [*running, *own]


def begin(session: Session, number: int, *, worker: str, at: datetime) -> Job | None:
    """Take it up; None where it no longer waits. Whoever calls holds the job's lock."""
    job = session.get(Job, number)
    if job is None or job.state != JobState.WAITING:
        return None
    job.state, job.sentence = JobState.RUNNING.value, "jobs.running" if job.attempt == 0 else "jobs.again"
    job.attempt += 1
    job.worker, job.heard_at = worker, at
    job.started_at = job.started_at or at
    session.add(job)
    session.flush()
    return job


def hear(session: Session, job: Job, *, step: int, total: int, at: datetime) -> bool:
    """Note how far it is; False where it is no longer this attempt's."""
    row = _mine(session, job)
    if row is None:
        return False
    row.step, row.total, row.heard_at = step, total, at
    session.add(row)
    return True


def end(session: Session, job: Job, state: JobState, *, sentence: str, result: str | None, at: datetime) -> Job | None:
    """Its end; None where it is no longer this attempt's, and somebody else will say how it ended."""
    row = _mine(session, job)
    if row is None:
        return None
    row.state, row.sentence, row.result = state.value, sentence, result
    row.open_for, row.ended_at, row.heard_at = None, at, at
    if state is JobState.DONE and row.total:
        row.step = row.total
    session.add(row)
    return row


def put_back(session: Session, job: Job, *, counted: bool, at: datetime) -> Job | None:
    """After its process was cut off: back among those that wait, where it may be begun again; else an honest end.

    ``counted``: the attempt counts, since the work itself may have ended its process.
    """
    row = _mine(session, job)
    if row is None:
        return None
    kind = KINDS.get(row.kind)
    if row.cancel_by is not None:
        return end(session, row, JobState.CANCELLED, sentence="jobs.cancelled", result=None, at=at)
    if kind is None or not kind.resumes:
        return end(session, row, JobState.FAILED, sentence="jobs.interrupted", result=None, at=at)
    if counted and row.attempt >= MOST_ATTEMPTS:
        return end(session, row, JobState.FAILED, sentence="jobs.died", result=None, at=at)
    row.state, row.sentence, row.worker, row.heard_at = JobState.WAITING.value, "jobs.again_soon", None, at
    session.add(row)
    return row


def _mine(session: Session, job: Job) -> Job | None:
    row = session.get(Job, job.number)
    same = row is not None and (row.state, row.attempt) == (job.state, job.attempt) and row.under_way
    return row if same else None
