"""Units whose ties to another are on record."""

from __future__ import annotations

from sqlmodel import Session, select

from expertpool.models import Unit


def units_on_record(session: Session) -> tuple[Unit, ...]:
    """Every unit by name, those at the top too."""
    return tuple(session.exec(select(Unit).order_by(Unit.name)).all())
