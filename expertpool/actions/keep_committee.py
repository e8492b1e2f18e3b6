"""Keep a committee on record, so that draws and waivers can refer to it."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, select

from expertpool.actions.write_entry import UNNAMED, enter_records
from expertpool.models import Committee, Kind
from expertpool.rules.facts import CommitteeFacts


def keep_committee(session: Session, facts: CommitteeFacts, *, at: datetime, actor: str = UNNAMED) -> Committee:
    """The committee of this name and year, put on record if it is not yet."""
    found = session.exec(select(Committee).where(Committee.name == facts.name, Committee.year == facts.year)).first()
    if found is None:
        found = Committee(name=facts.name, year=facts.year, series=facts.series, level=facts.level.value)
        session.add(found)
        session.flush()
        named = {"name": facts.name, "year": facts.year}
        scope, written = committee_scope(facts), {"committee": [(found.id,)]}
        enter_records(session, Kind.COMMITTEE_KEPT, at=at, by=actor, records=written, scope=scope, facts=named)
    return found


def committee_scope(facts: CommitteeFacts) -> str:
    """The scope of ledger entries about a committee."""
    return f"{facts.name}/{facts.year}"
