"""核准备案报告: what came of the review, how it was posted and what was reported, for approval within a month."""

from __future__ import annotations

from expertpool.documents.papers.draft import Draft, Words
from expertpool.documents.papers.material import Material
from expertpool.documents.papers.publicity import posted_term
from expertpool.documents.papers.review_plan import PEOPLE, people_rows
from expertpool.errors import Refusal
from expertpool.season.counting import months_after
from expertpool.season.deadlines import due

RESULTS_REPORT = "results-report"


def approval_report(material: Material, words: Words) -> list[Draft]:
    """The one paper, in 2025 notice 六(二)4. Refuses numbers that cannot be."""
    draft = Draft("approval-report", words("papers.approval_report"), words("papers.clause.approval_report"), words)
    draft.paragraph("papers.approval.to", authority=draft.known(words("papers.authority"), material.stated.authority))
    draft.paragraph("papers.approval.begin", committee=material.called(words))
    draft.heading("papers.approval.review")
    draft.facts(_numbers(draft, material))
    draft.heading("papers.approval.publicity")
    _publicity(draft, material)
    draft.heading("papers.approval.complaints")
    draft.text(draft.known(words("papers.approval.complaints"), material.posted.complaints))
    draft.heading("papers.notice.list")
    draft.listing("papers.notice.list", PEOPLE, people_rows(material.stated.passed), wanted=8)
    _due(draft, material)
    draft.signed_by("papers.role.office", "papers.role.organiser")
    return [draft]


def _due(draft: Draft, material: Material) -> None:
    """The day to hand it in by: a month after the review's end, or the notice's own day where that is earlier."""
    end = material.stated.approval.review_end
    if end is None:
        return
    listed = due(material.dates, {"review_end": end}, material.tables) if material.dates else []
    found = next((one for one in listed if one.deadline.id == RESULTS_REPORT), None)
    if found is None:
        draft.paragraph("papers.approval.due", day=draft.day(months_after(end, 1, material.tables)))
    else:
        key = "papers.approval.due_by_notice" if found.bound_by else "papers.approval.due_by_month"
        draft.paragraph(key, day=draft.day(found.day))


def _numbers(draft: Draft, material: Material) -> list[tuple[str, object]]:
    stated, held = material.stated.approval, material.held
    reviewed = stated.reviewed if stated.reviewed is not None else held.candidates if held else None
    passed = stated.passed if stated.passed is not None else held.passed if held else None
    _refuse_impossible("reviewed", reviewed, "applied", stated.applied)
    _refuse_impossible("passed", passed, "reviewed", reviewed)
    _refuse_impossible("passed", len(material.stated.passed), "passed", passed)
    return [
        ("papers.approval.review_start", stated.review_start or (held and held.held_on)),
        ("papers.approval.review_end", stated.review_end),
        ("papers.approval.applied", stated.applied),
        ("papers.approval.seats", None if material.members is None else len(material.members)),
        *material.drawn_as(draft),
        ("papers.approval.present", held and held.present),
        ("papers.approval.reviewed", reviewed),
        ("papers.approval.passed", passed),
        ("papers.approval.failed", None if reviewed is None or passed is None else reviewed - passed),
    ]


def _refuse_impossible(part: str, few: int | None, whole: str, many: int | None) -> None:
    if few is not None and many is not None and few > many:
        raise Refusal("papers.more_than_all", part=part, few=few, whole=whole, many=many)


def _publicity(draft: Draft, material: Material) -> None:
    term = posted_term(material.posted, material)
    start = draft.known_day(draft.words("papers.notice.start"), term.start if term else None)
    end = draft.known_day(draft.words("papers.notice.end"), term.end if term else None)
    draft.paragraph("papers.notice.term", start=start, end=end, count=material.posted.working_days)
