"""Publish results: enter the list that is posted, and the working days on which everybody may object."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from expertpool.actions.write_entry import enter_records
from expertpool.errors import Refusal
from expertpool.models import Kind, Publicity, Ranking
from expertpool.queries.results import publicity_of, rankings_of
from expertpool.season.counting import Term


def publish_results(
    session: Session,
    ranking: Ranking,
    *,
    scope: str,
    term: Term,
    list_text: str,
    codenames: Sequence[str],
    at: datetime,
    actor: str,
) -> Publicity:
    """Enter the posted list; ``term``: the period as it was counted, its start being the day of posting.

    The same list posted on the same day again is the same record. Refuses a ranking that is not the newest, a day
    before the meeting, and another list or day than the one on record.
    """
    if rankings_of(session, ranking.meeting_id)[-1].id != ranking.id:
        raise Refusal("results.ranked_since", number=ranking.number)
    known = publicity_of(session, ranking)
    if known is not None:
        if (known.list_text, known.posted_on) != (list_text, term.start):
            raise Refusal("results.published_already", day=known.posted_on.isoformat())
        return known
    if term.start < ranking.held_on:
        raise Refusal("results.posted_before_meeting", day=term.start.isoformat(), meeting=ranking.held_on.isoformat())
    made = Publicity(
        ranking_id=ranking.id or 0,
        posted_on=term.start,
        ends_on=term.end,
        steps=[{"day": one.day.isoformat(), "why": one.why.value, "number": one.number} for one in term.steps],
        list_text=list_text,
        codenames=list(codenames),
        posted_by=actor,
        entered_at=at,
    )
    session.add(made)
    session.flush()
    facts = {
        "posted_on": term.start.isoformat(),
        "ends_on": term.end.isoformat(),
        "lines": len(codenames),
        "list": hashlib.sha256(list_text.encode()).hexdigest(),
    }
    written = {"publicity": [(made.id,)]}
    enter_records(session, Kind.RESULTS_PUBLISHED, at=at, by=actor, records=written, scope=scope, facts=facts)
    return made
