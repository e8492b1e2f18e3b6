"""Who left a meeting early."""

from __future__ import annotations

from sqlmodel import Session, col, select

from expertpool.models import MeetingDeparture


def departures_of(session: Session, meeting: int) -> tuple[MeetingDeparture, ...]:
    """Everybody who left, the first first."""
    wanted = select(MeetingDeparture).where(MeetingDeparture.meeting_id == meeting)
    return tuple(session.exec(wanted.order_by(col(MeetingDeparture.left_at), MeetingDeparture.code)))
