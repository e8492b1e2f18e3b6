"""Sign the integrity pledge: put on record that an expert signed it for a season."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Session

from expertpool.actions.write_entry import enter_records
from expertpool.errors import Refusal
from expertpool.ids import ExpertId
from expertpool.models import Kind, Pledge
from expertpool.queries.expert_row import row_id_of


def sign_pledge(
    session: Session, expert_no: ExpertId, *, season: int, signed_on: date, at: datetime, actor: str
) -> Pledge:
    """Record one pledge for one season. Refuses an unknown expert and a season pledged for already."""
    expert_id = row_id_of(session, expert_no)
    if session.get(Pledge, (expert_id, season)) is not None:
        raise Refusal("pool.pledged_already", expert_no=expert_no, season=season)
    pledge = Pledge(expert_id=expert_id, season=season, signed_on=signed_on, recorded_by=actor, recorded_at=at)
    session.add(pledge)
    session.flush()
    enter_records(session, Kind.PLEDGE_SIGNED, at=at, by=actor, records={"pledge": [(expert_id, season)]})
    return pledge
