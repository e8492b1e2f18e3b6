"""Committee files as offices keep them now: what they record may be newer than what draws read."""

from __future__ import annotations

from sqlmodel import Session, col, select

from expertpool.models import Committee, Draw
from expertpool.queries.committee_by_number import committees_in
from expertpool.queries.committee_facts import committee_of
from expertpool.queries.committee_texts import kept_conditions
from expertpool.rules.facts import CommitteeFacts


def committee_files(session: Session, year: int) -> dict[tuple[str, int], CommitteeFacts]:
    """By name and year, the committees whose file was saved; of the others the newest draw knows best."""
    kept = (kept_conditions(session, one) for one in committees_in(session, year))
    return {(one.facts.name, one.facts.year): one.facts for one in kept if one is not None}


def committee_file(session: Session, committee: Committee) -> CommitteeFacts | None:
    """One committee as it is known now: by the file saved last, else by its newest draw's; None without both."""
    kept = kept_conditions(session, committee)
    if kept is not None:
        return kept.facts
    draws = select(Draw.facts).where(Draw.committee_id == committee.id).order_by(col(Draw.attempt).desc())
    newest = session.exec(draws).first()
    return None if newest is None else committee_of(newest)
