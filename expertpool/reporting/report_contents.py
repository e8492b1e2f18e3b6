"""What compliance reports of one run say, gathered from what is on record; packs and calendars are read once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from expertpool.errors import Refusal
from expertpool.queries.committee_record import CommitteeOnRecord
from expertpool.queries.committee_season import committee_named, days_of_committee
from expertpool.queries.committee_texts import kept_conditions
from expertpool.queries.filed_facts import with_filed
from expertpool.queries.filings import FilingSeen, around_committee, filings_of, steps_on_file
from expertpool.queries.removal_reasons import removals_listed
from expertpool.queries.score_sealing import score_sealing
from expertpool.queries.season_dates import dates_or_none
from expertpool.queries.working_days import working_day_tables
from expertpool.reporting.committee_report import committee_report
from expertpool.reporting.kept_deadlines import KeptDeadlines, kept_deadlines
from expertpool.reporting.rule_lines import Line
from expertpool.rules.facts import CommitteeFacts
from expertpool.rules.stack import PacksByDay
from expertpool.words import Language


class ReportContents:
    """Makes the contents of one day's reports, in one language."""

    def __init__(self, session: Session, *, packs: Sequence[str] | None, today: date, language: Language) -> None:
        self.session = session
        self.packs = PacksByDay(packs)
        self.today = today
        self.language = language
        self._filed: dict[int, Mapping[int | None, Sequence[FilingSeen]]] = {}
        self._days = working_day_tables(session)
        self._removed = removals_listed(session)

    def of_committee(
        self,
        record: CommitteeOnRecord,
        *,
        committee: CommitteeFacts | None = None,
        lines: Sequence[Line] | None = None,
    ) -> dict[str, Any]:
        """One committee's report as plain values. Refuses a committee of which no draw is on record.

        ``committee``: its file; None takes the one on record, saved or else the newest draw's. Filings on record count
        before any.
        ``lines``: its rules where they were judged already, from the same record and file.
        """
        if not record.draws:
            raise Refusal("report.nothing_on_record", name=record.name, year=record.year)
        row = committee_named(self.session, record.name, record.year)
        filings = self._filings(record.year).get(row.id, ())
        steps = steps_on_file(filings)
        kept_file = None if committee is not None else kept_conditions(self.session, row)
        committee = committee if kept_file is None else kept_file.facts
        facts = committee or record.draws[-1].committee
        if steps:
            facts = committee = with_filed(facts, steps)
        season, dates = days_of_committee(self.session, row), dates_or_none(self.session, facts.year)
        kept = KeptDeadlines(done={}, stated={})
        if dates is not None:
            around = around_committee(season, filings, dates=dates, tables=self._days)
            kept = kept_deadlines(facts, season, filings, around=around, today=self.today)
        return committee_report(
            record,
            self.packs.on(facts.meeting),
            committee=committee,
            deadlines=kept.due,
            done=kept.done,
            stated=kept.stated,
            today=self.today,
            language=self.language,
            removed=self._removed.get((record.name, record.year), ()),
            lines=lines,
            sealing=score_sealing(self.session, row.id or 0),
        )

    def _filings(self, year: int) -> Mapping[int | None, Sequence[FilingSeen]]:
        """Every filing of a year by its committee, read once a run."""
        if year not in self._filed:
            by_committee: dict[int | None, list[FilingSeen]] = defaultdict(list)
            for one in filings_of(self.session, year):
                by_committee[one.committee_id].append(one)
            self._filed[year] = by_committee
        return self._filed[year]
