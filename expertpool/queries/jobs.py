"""Jobs on record: the newest about a subject, one by number, those of late."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, col, select

from expertpool.errors import Refusal
from expertpool.models import Job
from expertpool.models.job import UNDER_WAY


def newest_job(session: Session, subject: str, *, kind: str | None = None) -> Job | None:
    """The newest about that subject, of that kind where one is named."""
    wanted = select(Job).where(Job.subject == subject)
    if kind is not None:
        wanted = wanted.where(Job.kind == kind)
    return session.exec(wanted.order_by(col(Job.id).desc()).limit(1)).first()


def open_job(session: Session, subject: str) -> Job | None:
    """The one that waits or runs for that subject."""
    return session.exec(select(Job).where(Job.open_for == subject)).first()


def job_by_number(session: Session, number: int) -> Job:
    """That job. Raises Refusal where there is none."""
    found = session.get(Job, number) if 0 < number < 2**53 else None
    if found is None:
        raise Refusal("jobs.none", number=number)
    return found


def jobs_under_way(session: Session) -> Sequence[Job]:
    """Everything that waits or runs, the oldest first."""
    states = [one.value for one in UNDER_WAY]
    return session.exec(select(Job).where(col(Job.state).in_(states)).order_by(col(Job.id))).all()


def jobs_of_late(session: Session, *, most: int) -> Sequence[Job]:
    """The newest jobs, whatever became of them."""
    return session.exec(select(Job).order_by(col(Job.id).desc()).limit(most)).all()
