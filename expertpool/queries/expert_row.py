"""One expert's row by number."""

from __future__ import annotations

from sqlmodel import Session, col, select

from expertpool.errors import Refusal
from expertpool.ids import ExpertId
from expertpool.models import Expert


def row_id_of(session: Session, expert_no: ExpertId) -> int:
    """The row id of a listed expert. Refuses a number that nobody in the pool has."""
    found = session.exec(select(Expert.id).where(Expert.expert_no == expert_no, col(Expert.listed))).first()
    if found is None:
        raise Refusal("pool.no_expert", expert_no=expert_no)
    return found
