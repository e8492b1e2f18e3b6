"""Results as they were posted: who passed, from which day, and what came of complaints, for a committee's papers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from expertpool.models import Complaint
from expertpool.queries.meetings import every_meeting
from expertpool.queries.results import complaints_about, publicity_of, rankings_of
from expertpool.rules.facts import CommitteeFacts


@dataclass(frozen=True, kw_only=True)
class PostedResults:
    """``rows``: number, name, unit, series and specialty, level and result, as the posted list has them.

    ``working_days``: how many were counted; ``complaints``: how many there were, and how many are answered.
    """

    rows: tuple[tuple[str, ...], ...]
    posted_on: date
    working_days: int
    complaints: int
    answered: int


def posted_results(session: Session, committee: CommitteeFacts) -> PostedResults | None:
    """The list of the committee's newest meeting whose results were posted; None where none were."""
    wanted = (committee.name, committee.year)
    for meeting in reversed(every_meeting(session)):
        rankings = (
            rankings_of(session, meeting.id) if (meeting.committee.name, meeting.committee.year) == wanted else ()
        )
        publicity = publicity_of(session, rankings[-1]) if rankings else None
        if publicity is None:
            continue
        complaints = complaints_about(session, publicity)
        return PostedResults(
            rows=tuple(tuple(row) for row in json.loads(publicity.list_text)["rows"]),
            posted_on=publicity.posted_on,
            working_days=sum(bool(step["number"]) for step in publicity.steps),
            complaints=len(complaints),
            answered=sum(_answered(one) for one in complaints),
        )
    return None


def _answered(complaint: Complaint) -> bool:
    return complaint.answered_on is not None
