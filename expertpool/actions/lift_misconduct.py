"""Lift an entry of the integrity file: it stays on record and no longer counts."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from expertpool.actions.write_entry import enter_records
from expertpool.errors import Refusal
from expertpool.models import Kind, Misconduct


def lift_misconduct(session: Session, event_id: int, *, reason: str, at: datetime, actor: str) -> Misconduct:
    """Mark an event as lifted, with the reason. Refuses an unknown event and one lifted already."""
    event = session.get(Misconduct, event_id)
    if event is None or event.lifted_at is not None:
        raise Refusal("pool.no_misconduct", event=event_id)
    event.lifted_because, event.lifted_by, event.lifted_at = reason, actor, at
    session.add(event)
    enter_records(session, Kind.MISCONDUCT_LIFTED, at=at, by=actor, records={"misconduct": [(event_id,)]})
    return event
