"""评审通过人员花名册: those who passed, one line each, handed in with the report for approval."""

from __future__ import annotations

from expertpool.documents.papers.draft import Draft, Words
from expertpool.documents.papers.material import Material
from expertpool.documents.papers.publicity import POSTED, passed_rows, posted_term


def passed_roster(material: Material, words: Words) -> list[Draft]:
    """The one paper, in 2025 notice 六(二)4; identity cards stand in the confirmed roster alone."""
    draft = Draft("passed-roster", words("papers.passed_roster"), words("papers.clause.passed_roster"), words)
    committee, people = material.committee, material.stated.passed
    term = posted_term(material.posted, material)
    draft.facts(
        [
            ("papers.committee", committee.name),
            ("papers.series", f"{committee.series} {committee.level}"),
            ("papers.meeting", committee.meeting),
            ("papers.notice.start", term and term.start),
            ("papers.notice.end", term and term.end),
            ("papers.approval.passed", len(people) or None),
        ]
    )
    draft.heading("papers.notice.list")
    draft.listing("papers.notice.list", POSTED, passed_rows(people, words), wanted=8)
    draft.paragraph("papers.passed_roster.note")
    draft.signed_by("papers.role.office", "papers.role.organiser", "papers.role.authority")
    return [draft]
