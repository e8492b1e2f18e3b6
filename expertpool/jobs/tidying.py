"""Old jobs' folders go by a rule; their rows stay, and so does what the newest of each kind about a subject said."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from sqlmodel import Session, col, select

from expertpool.jobs.folder import JOBS, JobFolder, let_go
from expertpool.models import Job
from expertpool.models.job import UNDER_WAY
from expertpool.settings import Settings

KEPT_FOR = timedelta(days=30)
"""How long the folder of a job that ended is kept, where a newer job of its kind about its subject ended since."""
MOST = 500
"""Of such folders no more are kept, the newest of them."""
_AT_ONCE = 500


def tidy(session: Session, settings: Settings, *, place: str, at: datetime) -> list[int]:
    """Remove the folders that the rule no longer keeps; the numbers of their jobs.

    A folder whose job is under way, is another data folder's or is on no record stays, and so does one in use.
    """
    old = _replaced(session, _folders(settings.home), place)
    due = [job for rank, job in enumerate(old) if rank >= MOST or job.ended_at is None or job.ended_at < at - KEPT_FOR]
    return [job.number for job in due if _removed(JobFolder.of(settings, job.number))]


def _folders(home: Path) -> list[int]:
    """The numbers of the jobs that have a folder."""
    root = home / JOBS
    return sorted(int(one.name) for one in root.iterdir() if one.name.isdecimal()) if root.is_dir() else []


def _replaced(session: Session, numbers: Sequence[int], place: str) -> list[Job]:
    """Of these jobs those that ended and are not the newest of their kind about their subject, the newest first."""
    newest = select(sa.func.max(col(Job.id))).group_by(col(Job.kind), col(Job.subject))
    found: list[Job] = []
    for start in range(0, len(numbers), _AT_ONCE):
        wanted = select(Job).where(col(Job.id).in_(numbers[start : start + _AT_ONCE]), Job.place == place)
        ended = wanted.where(col(Job.state).not_in([one.value for one in UNDER_WAY]), col(Job.id).not_in(newest))
        found += session.exec(ended).all()
    return sorted(found, key=lambda job: -job.number)


def _removed(folder: JobFolder) -> bool:
    lock = folder.hold()
    if lock is None:
        return False
    try:
        shutil.rmtree(folder.path, ignore_errors=True)
    finally:
        let_go(lock)
    return not folder.path.exists()
