"""Make a committee's report: gather what is on record, judge it, render it, and say what is to be signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from blind.report import Report, digest_of
from expertpool.documents.report_paper import report_pdf, report_workbook
from expertpool.errors import Refusal
from expertpool.models import Roster
from expertpool.queries.committee_record import CommitteeOnRecord
from expertpool.queries.frozen_roster import frozen_experts
from expertpool.queries.reports import reports_about
from expertpool.queries.working_days import working_day_tables
from expertpool.reporting.committee_report import KIND, committee_report
from expertpool.rules.facts import CommitteeFacts, ExpertFacts
from expertpool.rules.stack import load_packs
from expertpool.season.deadlines import Due, due, known_dates, season_dates
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


@dataclass(frozen=True)
class MadeReport:
    """A report with its files, not signed yet."""

    report: Report
    files: Mapping[str, bytes]


def make_report(
    session: Session,
    record: CommitteeOnRecord,
    *,
    committee: CommitteeFacts | None,
    packs: Sequence[str] | None,
    today: date,
    language: Language,
) -> MadeReport:
    """The compliance report of one committee on this day. Refuses a committee of which no draw is on record."""
    if not record.draws:
        raise Refusal("report.nothing_on_record", name=record.name, year=record.year)
    facts = committee or record.draws[-1].committee
    content = committee_report(
        record,
        load_packs(packs, on=facts.meeting),
        committee=committee,
        pool=_pool(session, record),
        deadlines=_deadlines(session, facts),
        done={name: facts.records[key] for name, key in RECORDS_OF.items() if key in facts.records},
        today=today,
        language=language,
    )
    scope = f"{record.name}/{record.year}"
    before = reports_about(session, scope, KIND)
    content["issued"] = str(today)
    content["number"] = len(before) + 1
    files = _files(content, today, language)
    subjects = {name: digest_of(data) for name, data in files.items()}
    replaces = before[-1] if before else None
    return MadeReport(Report(kind=KIND, scope=scope, subjects=subjects, content=content, replaces=replaces), files)


def _files(content: Mapping[str, Any], today: date, language: Language) -> dict[str, bytes]:
    pdf = report_pdf(content, issued=today, number=content["number"], language=language)
    return {PDF: pdf, WORKBOOK: report_workbook([content], language)}


def _pool(session: Session, record: CommitteeOnRecord) -> tuple[ExpertFacts, ...]:
    seated = record.seated
    if seated is None:
        return ()
    return tuple(expert.facts for expert in frozen_experts(session, session.get_one(Roster, seated.roster_id)))


def _deadlines(session: Session, facts: CommitteeFacts) -> list[Due]:
    """The deadlines of the season's notice, where one for this year comes with the program."""
    name = next((name for name in known_dates() if season_dates(name).year == facts.year), None)
    if name is None:
        return []
    return due(season_dates(name), {"meeting": facts.meeting}, working_day_tables(session))
