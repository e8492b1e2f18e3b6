"""Keep a committee on record, so that draws and waivers can refer to it."""

from __future__ import annotations

from sqlmodel import Session, select

from expertpool.models import Committee
from expertpool.rules.facts import CommitteeFacts


def keep_committee(session: Session, facts: CommitteeFacts) -> Committee:
    """The committee of this name and year, put on record if it is not yet."""
    found = session.exec(select(Committee).where(Committee.name == facts.name, Committee.year == facts.year)).first()
    if found is None:
        found = Committee(name=facts.name, year=facts.year, series=facts.series, level=facts.level.value)
        session.add(found)
        session.flush()
    return found
