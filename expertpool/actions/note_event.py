"""Note a personal event: what happened to somebody's access, for them to see."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from expertpool.models import Happened, PersonalEvent


def note_event(
    session: Session,
    account_id: int,
    what: Happened,
    *,
    at: datetime,
    by: str,
    device: str = "",
    about: str | None = None,
) -> None:
    """Add one event to a person's own list."""
    session.add(PersonalEvent(account_id=account_id, what=what.value, at=at, by=by, device=device[:200], about=about))
