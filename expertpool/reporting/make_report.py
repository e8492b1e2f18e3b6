"""Make reports: gather what is on record, judge it, render it, and say what is to be signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlmodel import Session

from blind.report import Report, Sealing, digest_of
from expertpool.documents.report_paper import report_pdf, report_workbook, season_pdf
from expertpool.errors import Refusal
from expertpool.filings.filing import Step
from expertpool.queries.committee_record import CommitteeOnRecord
from expertpool.queries.committee_season import CommitteeDays, committee_named, days_of_committee
from expertpool.queries.filings import records_of_committee
from expertpool.queries.removal_reasons import removals_listed
from expertpool.queries.reports import reports_issued
from expertpool.queries.season_dates import dates_or_none
from expertpool.queries.working_days import working_day_tables
from expertpool.reporting.committee_report import CLAIMED, COMMITTEE_FILE, KIND, SIGNED_IN, committee_report
from expertpool.reporting.season_report import KIND as SEASON_KIND
from expertpool.reporting.season_report import season_report
from expertpool.rules.facts import CommitteeFacts
from expertpool.rules.stack import PacksByDay
from expertpool.season.deadlines import Due, due
from expertpool.words import Language

PDF, WORKBOOK, STATEMENT = "report.pdf", "report.xlsx", "report.json"

RECORDS_OF = {
    "plan-filed": "plan_filed",
    "composition-filed": "composition_filed",
    "committee-refiling": "committee_filed",
    "results-report": "results_reported",
    "expert-integrity-filing": "integrity_filed",
}
"""The record of the committee file that shows on which day a deadline was kept."""

POSTED = "result-posted"
"""The deadline that a posting of results on record keeps or misses."""


@dataclass(frozen=True)
class MadeReport:
    """A report with its files, not signed yet."""

    report: Report
    files: Mapping[str, bytes]


def stated_by(step: Step | None) -> str:
    """On whose word a day stands: somebody's who signed in or who claimed a role, or the committee file's."""
    if step is None:
        return COMMITTEE_FILE
    return CLAIMED if step.claimed else SIGNED_IN


class Reporter:
    """Makes the reports of one run: packs and calendars are read once."""

    def __init__(
        self, session: Session, *, packs: Sequence[str] | None, today: date, language: Language, seal: bytes
    ) -> None:
        """``seal``: the public key that will seal the PDFs."""
        self.session = session
        self.seal = seal
        self.packs = PacksByDay(packs)
        self.today = today
        self.language = language
        self._days = working_day_tables(session)
        self._issued = reports_issued(session)
        self._removed = removals_listed(session)

    def of_committee(self, record: CommitteeOnRecord, *, committee: CommitteeFacts | None = None) -> MadeReport:
        """One committee's report on this day. Refuses a committee of which no draw is on record."""
        if not record.draws:
            raise Refusal("report.nothing_on_record", name=record.name, year=record.year)
        facts = committee or record.draws[-1].committee
        filed = records_of_committee(self.session, record.name, record.year)
        if filed:
            days = {name: step.on for name, step in filed.items()}
            facts = committee = replace(facts, records={**facts.records, **days})
        season = days_of_committee(self.session, committee_named(self.session, record.name, record.year))
        content = committee_report(
            record,
            self.packs.on(facts.meeting),
            committee=committee,
            deadlines=self._deadlines(facts, season),
            done=_done(facts, season),
            stated={name: stated_by(filed.get(key)) for name, key in RECORDS_OF.items()} | {POSTED: SIGNED_IN},
            today=self.today,
            language=self.language,
            removed=self._removed.get((record.name, record.year), ()),
        )
        scope = f"{record.name}/{record.year}"
        before = self._issued.get((scope, KIND), [])
        content |= {"issued": str(self.today), "number": len(before) + 1}
        pdf = report_pdf(content, issued=self.today, number=content["number"], language=self.language)
        files = {PDF: pdf, WORKBOOK: report_workbook([content], self.language)}
        return _made(KIND, scope, content, files, before=before, seal=self.seal)

    def of_season(self, year: int, reports: Sequence[MadeReport]) -> MadeReport:
        """The season's report over the reports of its committees."""
        scope = f"season/{year}"
        before = self._issued.get((scope, SEASON_KIND), [])
        made = [one.report for one in reports]
        content = season_report(year, made, issued=str(self.today), number=len(before) + 1)
        files = {
            PDF: season_pdf(content, issued=self.today, language=self.language),
            WORKBOOK: report_workbook([one.content for one in made], self.language),
        }
        return _made(SEASON_KIND, scope, content, files, before=before, seal=self.seal)

    def _deadlines(self, facts: CommitteeFacts, season: CommitteeDays) -> list[Due]:
        """The deadlines of the year's notice, where one comes with the program or was entered."""
        dates = dates_or_none(self.session, facts.year)
        days = {**season.days, "meeting": facts.meeting}
        return [] if dates is None else due(dates, days, self._days, facts=season.traits)


def _done(facts: CommitteeFacts, season: CommitteeDays) -> dict[str, date]:
    """On which day what a deadline asks for was done: as filed or stated, and the posting of results on record."""
    done = {name: facts.records[key] for name, key in RECORDS_OF.items() if key in facts.records}
    return done | ({POSTED: season.happened["result_posted"]} if "result_posted" in season.happened else {})


def _made(
    kind: str,
    scope: str,
    content: Mapping[str, Any],
    files: Mapping[str, bytes],
    *,
    before: Sequence[bytes],
    seal: bytes,
) -> MadeReport:
    made = Report(
        kind=kind,
        scope=scope,
        subjects={name: digest_of(data) for name, data in files.items()},
        content=content,
        replaces=before[-1] if before else None,
        sealed=Sealing(seal, {PDF: len(files[PDF])}),
    )
    return MadeReport(made, files)
