"""A committee's results as their page shows them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime

from sqlmodel import Session

from expertpool.models import Publicity
from expertpool.models.joint_kind import Joint
from expertpool.queries.ballots import counts_of
from expertpool.queries.joint_acts import acts_about
from expertpool.queries.meetings import MeetingSeen
from expertpool.queries.results import complaints_about, publicity_of, rankings_of, results_in
from expertpool.queries.review import weakly_sealed
from expertpool.results.papers import ranking_row
from expertpool.words import Language, speaker
from web.committee_view import known_committee, meetings_of
from web.contexts.form import Form
from web.contexts.joint import ActLine
from web.contexts.results import ComplaintShown, DayShown, PublicityShown, ResultLine, ResultsPage
from web.joint_view import line_of


def results_page(
    session: Session, number: int, *, at: datetime, language: Language, form: Form | None = None
) -> ResultsPage:
    """Where the results of the committee's newest meeting stand."""
    known = known_committee(session, number)
    meetings = meetings_of(session, known)
    seen = meetings[-1] if meetings else None
    rankings = rankings_of(session, seen.id) if seen else ()
    found = results_in(session, rankings[-1]) if rankings else ()
    posted = publicity_of(session, rankings[-1]) if rankings else None
    weak = weakly_sealed(session, (one.group_id for one in found))
    say = speaker(language)
    return ResultsPage(
        head=known.head,
        meeting=seen.id if seen else None,
        counted=bool(seen) and any(one.outcomes for one in counts_of(session, seen.id if seen else 0)),
        ranking=rankings[-1].number if rankings else 0,
        results=tuple(ResultLine(**dict(zip(_HEADS, ranking_row(one, say, weak), strict=True))) for one in found),
        settled=not any(one.standing in ("tied", "waiting") for one in found),
        publicity=_publicity(session, posted, at.date(), language) if posted else None,
        acts=tuple(_acts(session, seen, at, language)) if seen else (),
        form=form or Form({"publish-days": "5"}),
    )


_HEADS = ("group", "place", "candidate", "score", "votes", "standing", "sealed")


def _acts(session: Session, seen: MeetingSeen, at: datetime, language: Language) -> Iterator[ActLine]:
    for kind in (Joint.UNSEAL_NAMES, Joint.PUBLISH_RESULTS):
        for one in acts_about(session, kind, f"meeting-{seen.id}"):
            yield line_of(one, at, language)


def _publicity(session: Session, posted: Publicity, today: date, language: Language) -> PublicityShown:
    say = speaker(language)
    return PublicityShown(
        posted_on=posted.posted_on,
        ends_on=posted.ends_on,
        rows=tuple(tuple(row) for row in json.loads(posted.list_text)["rows"]),
        days=tuple(
            DayShown(
                day=date.fromisoformat(one["day"]),
                number=one["number"],
                why="" if one["number"] else say(f"season.why.{one['why']}"),
            )
            for one in posted.steps
        ),
        complaints=tuple(
            ComplaintShown(
                id=one.id or 0,
                kind=one.kind,
                line=one.line,
                what=one.what,
                received_on=one.received_on,
                finding=one.finding or "",
                answer=one.answer or "",
                answered_on=one.answered_on,
            )
            for one in complaints_about(session, posted)
        ),
        over=today > posted.ends_on,
        confirmed_on=posted.confirmed_on,
    )
