"""Committees as a season judges them: each file as it stands, and the days that filings on record add to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlmodel import Session

from expertpool.filings.filing import Step
from expertpool.queries.committee_files import committee_files
from expertpool.queries.committee_record import CommitteeOnRecord
from expertpool.queries.filings import FilingSeen, filings_of, steps_on_file
from expertpool.rules.facts import CommitteeFacts

Key = tuple[str, int]
"""A committee's name and year."""


def with_filed(facts: CommitteeFacts, steps: Mapping[str, Step]) -> CommitteeFacts:
    """The committee with the records its filings make; they count before what its file states of the same thing."""
    return replace(facts, records={**facts.records, **{name: step.on for name, step in steps.items()}})


def filed_facts(
    session: Session, records: Sequence[CommitteeOnRecord], files: Mapping[Key, CommitteeFacts]
) -> dict[Key, CommitteeFacts]:
    """By name and year, the committees that are known better than by their newest draw.

    ``files``: committee files that count before those on record; a committee without either but with filings goes by
    its newest draw.
    """
    kept = (committee_files(session, year) for year in sorted({one.year for one in records}))
    files = {key: facts for one in kept for key, facts in one.items()} | dict(files)
    drawn = {(one.name, one.year): one.draws[-1].committee for one in records if one.draws}
    filed: dict[Key, list[FilingSeen]] = defaultdict(list)
    for year in sorted({year for _, year in drawn}):
        for one in filings_of(session, year):
            if one.committee is not None:
                filed[one.committee, year].append(one)
    known = dict(files)
    for key, several in filed.items():
        facts, steps = files.get(key) or drawn.get(key), steps_on_file(several)
        if facts is not None and steps:
            known[key] = with_filed(facts, steps)
    return known
