"""Which deadlines bind a committee, on which day each was kept, and on whose word that day stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from expertpool.filings.filing import Around, Step
from expertpool.queries.committee_season import CommitteeDays
from expertpool.queries.filings import FilingSeen, steps_by, steps_on_file
from expertpool.rules.facts import CommitteeFacts
from expertpool.season.deadlines import Due, due

SIGNED_IN, CLAIMED, COMMITTEE_FILE = "signed-in", "claimed", "committee-file"
"""On whose word a day stands: somebody's who signed in or who claimed a role, or the committee file's."""

RECORDS_OF = {
    "plan-filed": "plan_filed",
    "composition-filed": "composition_filed",
    "committee-refiling": "committee_filed",
    "results-report": "results_reported",
    "approval-filing": "results_reported",
    "expert-integrity-filing": "integrity_filed",
}
"""The record, of a filing or of the committee file, that shows on which day a deadline was kept."""

POSTED, POSTED_UNTIL, ALL_POSTED = "result-posted", "result-publicity-end", "review-and-publicity-end"
"""The deadlines that a posting of results on record keeps or misses: its first day, its last, and the season's."""


@dataclass(frozen=True, kw_only=True)
class KeptDeadlines:
    """``due``: every deadline with its day; ``done`` and ``stated`` by deadline's id, of those that were done."""

    due: Sequence[Due] = ()
    done: Mapping[str, date]
    stated: Mapping[str, str]


def kept_deadlines(
    facts: CommitteeFacts, season: CommitteeDays, filings: Sequence[FilingSeen], *, around: Around, today: date
) -> KeptDeadlines:
    """What binds the committee, postponements on file included, and what of it is on record as done by ``today``.

    ``around``: the dates in force for it and its own days. What was sent back or dropped is not done, and a filing
    that moves a day does not keep it.
    """
    listed = due(around.dates, {**around.days, "meeting": facts.meeting}, around.tables, facts=season.traits)
    kept = [one for one in filings if not one.filing.kind.moves]
    steps = steps_by(kept, lambda transition: transition.by.deadline if transition.by else "")
    done = {name: step.on for name, step in steps.items() if name not in RECORDS_OF}
    stated = {name: _word(step) for name, step in steps.items()}
    records = steps_on_file(filings)
    for name, key in RECORDS_OF.items():
        stated.pop(name, None)
        if key in facts.records:
            done[name], stated[name] = facts.records[key], _word(records.get(key))
    for name, day in _posted(season, listed, today):
        done[name], stated[name] = day, SIGNED_IN
    return KeptDeadlines(due=listed, done=done, stated=stated)


def _posted(season: CommitteeDays, listed: Iterable[Due], today: date) -> Iterable[tuple[str, date]]:
    """What a posting of results on record shows: when it began, and when it ran out."""
    began = season.happened.get("result_posted")
    if began is None:
        return
    yield POSTED, began
    end = next((one.day for one in listed if one.deadline.id == POSTED_UNTIL), None)
    if end is not None and end <= today:
        yield POSTED_UNTIL, end
        yield ALL_POSTED, end


def _word(step: Step | None) -> str:
    if step is None:
        return COMMITTEE_FILE
    return CLAIMED if step.claimed else SIGNED_IN
