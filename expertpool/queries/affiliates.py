"""Which units count as the same unit."""

from __future__ import annotations

from collections import defaultdict

from sqlmodel import Session, select

from expertpool.models import Unit


def affiliates_of(session: Session, unit: str) -> frozenset[str]:
    """Every unit below this one, however many steps down; the unit itself not included."""
    below: dict[str, set[str]] = defaultdict(set)
    for name, above in session.exec(select(Unit.name, Unit.affiliate_of)):
        if above is not None:
            below[above].add(name)
    found: set[str] = set()
    waiting = [unit]
    while waiting:
        new = below[waiting.pop()] - found
        found |= new
        waiting.extend(new)
    return frozenset(found)
