"""The papers by name: what each is called, which clause asks for it, what it needs, and in which forms it comes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from expertpool.documents.papers.approval_report import approval_report
from expertpool.documents.papers.committee_filing import committee_filing
from expertpool.documents.papers.draft import Draft, Words
from expertpool.documents.papers.integrity_report import integrity_report
from expertpool.documents.papers.material import Material
from expertpool.documents.papers.panel_list import panel_list
from expertpool.documents.papers.passed_roster import passed_roster
from expertpool.documents.papers.pledge import pledges
from expertpool.documents.papers.promise import promise
from expertpool.documents.papers.publicity import result_notice, roster_notice
from expertpool.documents.papers.review_plan import review_plan


@dataclass(frozen=True)
class Paper:
    """One kind of paper. ``key``: its place in the catalogue of words; ``forms``: file endings."""

    key: str
    make: Callable[[Material, Words], list[Draft]]
    forms: tuple[str, ...] = ("pdf",)


PAPERS: Mapping[str, Paper] = {
    "panel-list": Paper("panel_list", panel_list, ("pdf", "xlsx")),
    "pledge": Paper("pledge", pledges),
    "review-plan": Paper("review_plan", review_plan, ("pdf", "docx")),
    "committee-filing": Paper("committee_filing", committee_filing, ("pdf", "docx")),
    "roster-notice": Paper("roster_notice", roster_notice, ("pdf", "docx")),
    "result-notice": Paper("result_notice", result_notice, ("pdf", "docx")),
    "approval-report": Paper("approval_report", approval_report, ("pdf", "docx")),
    "passed-roster": Paper("passed_roster", passed_roster, ("pdf", "xlsx")),
    "promise": Paper("promise", promise, ("pdf", "docx")),
    "integrity-report": Paper("integrity_report", integrity_report, ("pdf", "xlsx")),
}
