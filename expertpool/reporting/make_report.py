"""Make reports: gather what is on record, judge it, render it, and say what is to be signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from blind.report import Report, Sealing, digest_of
from expertpool.documents.report_paper import report_pdf, season_pdf
from expertpool.documents.report_workbook import report_workbook
from expertpool.queries.committee_record import CommitteeOnRecord
from expertpool.queries.reports import reports_issued
from expertpool.reporting.committee_report import KIND
from expertpool.reporting.report_contents import ReportContents
from expertpool.reporting.season_report import KIND as SEASON_KIND
from expertpool.reporting.season_report import season_report
from expertpool.rules.facts import CommitteeFacts
from expertpool.words import Language

PDF, WORKBOOK, STATEMENT = "report.pdf", "report.xlsx", "report.json"


@dataclass(frozen=True)
class MadeReport:
    """A report with its files, not signed yet."""

    report: Report
    files: Mapping[str, bytes]


class Reporter:
    """Makes the reports of one run: packs and calendars are read once."""

    def __init__(
        self, session: Session, *, packs: Sequence[str] | None, today: date, language: Language, seal: bytes
    ) -> None:
        """``seal``: the public key that will seal the PDFs."""
        self.seal = seal
        self.today = today
        self.language = language
        self._contents = ReportContents(session, packs=packs, today=today, language=language)
        self._issued = reports_issued(session)

    def of_committee(self, record: CommitteeOnRecord, *, committee: CommitteeFacts | None = None) -> MadeReport:
        """One committee's report on this day. Refuses a committee of which no draw is on record."""
        content = self._contents.of_committee(record, committee=committee)
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
        contents = [(one.content, one.hash.hex()) for one in made]
        content = season_report(year, contents) | {"issued": str(self.today), "number": len(before) + 1}
        files = {
            PDF: season_pdf(content, issued=self.today, language=self.language),
            WORKBOOK: report_workbook([one.content for one in made], self.language),
        }
        return _made(SEASON_KIND, scope, content, files, before=before, seal=self.seal)


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
