"""Affiliate a unit: from now on it counts as the unit above it."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from expertpool.actions.write_entry import enter_records
from expertpool.errors import Refusal
from expertpool.models import Kind, Unit
from expertpool.queries.affiliates import affiliates_of


def affiliate_unit(session: Session, name: str, *, of: str, at: datetime, actor: str) -> Unit:
    """Put a unit under another; a unit already elsewhere moves. Refuses a unit under itself, at any distance."""
    if name == of or of in affiliates_of(session, name):
        raise Refusal("pool.affiliate_circle", unit=name, parent=of)
    written = [(name,)]
    if session.get(Unit, of) is None:
        session.add(Unit(name=of))
        session.flush()
        written.append((of,))
    unit = session.get(Unit, name) or Unit(name=name)
    unit.affiliate_of = of
    session.add(unit)
    facts = {"unit": name, "of": of}
    enter_records(session, Kind.UNIT_AFFILIATED, at=at, by=actor, records={"unit": written}, facts=facts)
    return unit


def release_unit(session: Session, name: str, *, at: datetime, actor: str) -> Unit:
    """Let a unit stand for itself again. Refuses a unit that is not under another."""
    unit = session.get(Unit, name)
    if unit is None or unit.affiliate_of is None:
        raise Refusal("pool.not_affiliated", unit=name)
    unit.affiliate_of = None
    session.add(unit)
    enter_records(session, Kind.UNIT_RELEASED, at=at, by=actor, records={"unit": [(name,)]}, facts={"unit": name})
    return unit
