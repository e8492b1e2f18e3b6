"""公示: the names of those who passed, posted for working days that are counted one by one."""

from __future__ import annotations

from collections.abc import Sequence

from expertpool.documents.papers.draft import Draft, Words
from expertpool.documents.papers.material import Material
from expertpool.documents.papers.review_plan import PEOPLE, people_rows
from expertpool.documents.papers.statements_file import Person, Posting
from expertpool.errors import Refusal
from expertpool.season.counting import Term, working_days_after

LEAST = 5
"""Working days that a list is posted at least (2025 notice, 五3; order 40, article 26)."""

POSTED = {**PEOPLE, "papers.head.unit": 46, "papers.head.result": 16}


def result_notice(material: Material, words: Words) -> list[Draft]:
    """公示 of those who passed, in order 40 article 26 and 2025 notice 二(一)3."""
    draft = Draft("result-notice", words("papers.result_notice"), words("papers.clause.result_notice"), words)
    draft.paragraph("papers.notice.results", committee=material.called(words))
    _term(draft, material.posted, material)
    _ways(draft, material.posted)
    draft.heading("papers.notice.list")
    draft.listing("papers.notice.list", POSTED, passed_rows(material.stated.passed, words), wanted=8)
    draft.signed_by("papers.role.office")
    return [draft]


def passed_rows(people: Sequence[Person], words: Words) -> list[list[str | None]]:
    """One line of ``POSTED`` each; whose result nobody stated has passed."""
    return [[*row, one.result or words("papers.passed")] for row, one in zip(people_rows(people), people, strict=True)]


def roster_notice(material: Material, words: Words) -> list[Draft]:
    """公示 of those who apply, in 2025 notice 五3."""
    draft = Draft("roster-notice", words("papers.roster_notice"), words("papers.clause.roster_notice"), words)
    draft.paragraph("papers.notice.roster", committee=material.called(words))
    posting = roster_posting(material)
    _term(draft, posting, material)
    _ways(draft, posting)
    people: tuple[Person, ...] = material.stated.applicants
    draft.heading("papers.plan.applicants")
    draft.listing("papers.plan.applicants", PEOPLE, people_rows(people), wanted=8)
    draft.signed_by("papers.role.office")
    return [draft]


def roster_posting(material: Material) -> Posting:
    """How the roster is posted. What is stated of the results' posting serves where nothing else is stated.

    Its day does so only before the meeting: a roster is posted before anything is reviewed.
    """
    own, results = material.stated.roster_publicity, material.stated.publicity
    early = results.posted is not None and results.posted < material.committee.meeting
    return Posting(
        posted=own.posted or (results.posted if early else None),
        working_days=max(own.working_days, results.working_days if early and own.posted is None else 0),
        place=own.place or results.place,
        contact=own.contact or results.contact,
    )


def posted_term(stated: Posting, material: Material) -> Term | None:
    """The working days for which the list is posted. Refuses fewer than five, and a year whose days nobody entered."""
    if stated.working_days < LEAST:
        raise Refusal("papers.posted_too_short", found=stated.working_days, least=LEAST)
    return working_days_after(stated.posted, stated.working_days, material.tables) if stated.posted else None


def _term(draft: Draft, stated: Posting, material: Material) -> None:
    term = posted_term(stated, material)
    start = draft.known_day(draft.words("papers.notice.start"), term.start if term else None)
    end = draft.known_day(draft.words("papers.notice.end"), term.end if term else None)
    draft.paragraph("papers.notice.term", start=start, end=end, count=stated.working_days)
    if term is not None:
        days = "、".join(f"{step.day:%m-%d}" for step in term.steps if step.number)
        draft.paragraph("papers.notice.days", days=days, start=start)


def _ways(draft: Draft, stated: Posting) -> None:
    place = draft.known(draft.words("papers.notice.place"), stated.place)
    contact = draft.known(draft.words("papers.notice.contact"), stated.contact)
    draft.paragraph("papers.notice.ways", place=place, contact=contact)
