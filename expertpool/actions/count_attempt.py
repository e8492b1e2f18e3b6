"""Count an attempt at something that may be tried a few times only; lock it when it was tried too often."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session

from expertpool.errors import Refusal
from expertpool.models import Attempt

TRIES = 5
WINDOW = timedelta(minutes=15)
LOCK = timedelta(minutes=15)


def count_attempt(session: Session, key: str, *, at: datetime, most: int = TRIES, locked_for: timedelta = LOCK) -> bool:
    """Count one more; returns whether this very attempt is the last before the lock. Refuses what is locked.

    The edge commits before the answer is worked out, so that no crash and no second thread gives a free try.
    """
    row = session.get(Attempt, key)
    if row is None:
        row = Attempt(key=key, tries=0, first_at=at)
    if row.locked_until is not None and row.locked_until > at:
        minutes = -int((at - row.locked_until).total_seconds() // 60)
        raise Refusal("access.locked", minutes=max(1, minutes))
    if row.locked_until is not None or at - row.first_at >= WINDOW:
        row.tries, row.first_at, row.locked_until = 0, at, None
    row.tries += 1
    if row.tries >= most:
        row.locked_until = at + locked_for
    session.add(row)
    session.flush()
    return row.locked_until is not None


def forget_attempts(session: Session, key: str) -> None:
    """After a right answer: nothing is counted any longer."""
    row = session.get(Attempt, key)
    if row is not None:
        session.delete(row)
        session.flush()
