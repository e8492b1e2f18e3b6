"""How an expert is reached: the telephone on record, opened for this one purpose."""

from __future__ import annotations

from sqlmodel import Session, col, select

from expertpool.errors import Refusal
from expertpool.ids import ExpertId
from expertpool.models import Expert
from expertpool.queries.pool_lock import keys_for_reading
from expertpool.settings import Settings


def phone_of(session: Session, expert_no: ExpertId, settings: Settings) -> str | None:
    """The telephone of a listed expert; None where the office gave none. Refuses a number nobody in the pool has."""
    found = session.exec(select(Expert).where(Expert.expert_no == expert_no, col(Expert.listed))).first()
    if found is None:
        raise Refusal("pool.no_expert", expert_no=expert_no)
    if found.phone_sealed is None:
        return None
    return keys_for_reading(session, settings).open(found.phone_sealed, field_name="phone", expert_no=expert_no)
