"""Committee files as offices keep them now, of a whole year: what they record may be newer than what draws read."""

from __future__ import annotations

from sqlmodel import Session

from expertpool.queries.committee_by_number import committees_in
from expertpool.queries.committee_texts import kept_conditions
from expertpool.rules.facts import CommitteeFacts


def committee_files(session: Session, year: int) -> dict[tuple[str, int], CommitteeFacts]:
    """By name and year, the committees whose file was saved; of the others the newest draw knows best."""
    kept = (kept_conditions(session, one) for one in committees_in(session, year))
    return {(one.facts.name, one.facts.year): one.facts for one in kept if one is not None}
