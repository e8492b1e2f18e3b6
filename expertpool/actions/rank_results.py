"""Rank results: enter a meeting's candidates with their scores, ballots and standings, beside any earlier ranking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from expertpool.actions.write_entry import enter_records
from expertpool.canonical import plain
from expertpool.errors import Refusal
from expertpool.models import Kind, Ranking, Result
from expertpool.queries.meetings import MeetingSeen
from expertpool.queries.results import publicity_of, rankings_of


def rank_results(
    session: Session,
    meeting: MeetingSeen,
    *,
    results: Iterable[Mapping[str, Any]],
    places: Mapping[str, Any],
    names: str | None,
    at: datetime,
    actor: str,
) -> Ranking:
    """Enter a ranking; ``results``: the fields of ``Result`` by name, without the ranking.

    Refuses one after the results of the meeting were confirmed.
    """
    earlier = rankings_of(session, meeting.id)
    posted = publicity_of(session, earlier[-1]) if earlier else None
    if posted is not None and posted.confirmed_on is not None:
        raise Refusal("results.confirmed_already", day=posted.confirmed_on.isoformat())
    made = Ranking(
        meeting_id=meeting.id,
        number=1 + len(earlier),
        held_on=meeting.held_on,
        places=plain(places),
        names=names,
        made_by=actor,
        made_at=at,
    )
    session.add(made)
    session.flush()
    held = [Result(ranking_id=made.id or 0, **plain(one)) for one in results]
    session.add_all(held)
    passed = sum(one.standing == "in" for one in held)
    facts = {"number": made.number, "candidates": len(held), "passed": passed, "meeting": meeting.number}
    written = {"ranking": [(made.id,)]}
    enter_records(session, Kind.RESULTS_RANKED, at=at, by=actor, records=written, scope=meeting.scope, facts=facts)
    return made
