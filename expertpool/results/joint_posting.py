"""A list of results that one person proposes and another posts: what is fixed first, and what the day adds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session

from expertpool.actions.publish_results import publish_results
from expertpool.errors import Refusal
from expertpool.models import Publicity, Ranking
from expertpool.queries.meetings import MeetingSeen, meeting_of
from expertpool.queries.results import newest_ranking, results_in
from expertpool.queries.working_days import working_day_tables
from expertpool.results.opened_names import opened_names
from expertpool.results.public_list import list_text, public_rows
from expertpool.results.standing import Standing
from expertpool.season.counting import working_days_after

LEAST, MOST = 5, 60
"""人社部令第40号 第二十六条: at least five working days."""


def proposed_list(session: Session, seen: MeetingSeen, *, names: Path, applicants: Path, days: int) -> dict[str, Any]:
    """Everything the posting will say but its day: rows by name, codenames in their order, how many working days.

    Refuses a ranking that is not settled, names that were not opened for it, private numbers, and too few days.
    """
    ranking = newest_ranking(session, seen.id)
    found = results_in(session, ranking)
    unsettled = [one.codename for one in found if one.standing in (Standing.TIED, Standing.WAITING)]
    if unsettled:
        raise Refusal("results.unsettled", candidates="、".join(unsettled))
    if not LEAST <= days <= MOST:
        raise Refusal("page_results.days_wrong", least=LEAST, most=MOST)
    passed = [one.codename for one in found if one.standing == Standing.IN]
    people = opened_names(session, names, applicants, wanted=passed).people
    return {
        "meeting": seen.id,
        "committee": seen.committee.name,
        "ranking": ranking.id,
        "rows": public_rows([people[name] for name in passed]),
        "codenames": passed,
        "days": days,
    }


def post_list(session: Session, content: Mapping[str, Any], *, at: datetime, actor: str) -> Publicity:
    """Enter the proposed list as posted today. Refuses one whose ranking is no longer the newest."""
    seen = meeting_of(session, content["meeting"])
    ranking = session.get_one(Ranking, content["ranking"])
    term = working_days_after(at.date(), content["days"], working_day_tables(session))
    facts = {
        "committee": seen.committee.name,
        "posted_on": str(term.start),
        "ends_on": str(term.end),
        "meeting": str(seen.held_on),
    }
    return publish_results(
        session,
        ranking,
        scope=seen.scope,
        term=term,
        list_text=list_text(content["rows"], facts),
        codenames=content["codenames"],
        at=at,
        actor=actor,
    )
