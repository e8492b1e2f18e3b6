"""Record misconduct in the integrity file; from then on the expert counts as dishonest."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Session

from expertpool.actions.write_entry import enter_records
from expertpool.ids import ExpertId
from expertpool.models import Kind, Misconduct
from expertpool.queries.expert_row import row_id_of


def record_misconduct(
    session: Session, expert_no: ExpertId, *, happened_on: date, what: str, at: datetime, actor: str
) -> Misconduct:
    """Enter one event, which stands until it is lifted. Refuses an unknown expert."""
    event = Misconduct(
        expert_id=row_id_of(session, expert_no), happened_on=happened_on, what=what, recorded_by=actor, recorded_at=at
    )
    session.add(event)
    session.flush()
    enter_records(session, Kind.MISCONDUCT_RECORDED, at=at, by=actor, records={"misconduct": [(event.id,)]})
    return event
