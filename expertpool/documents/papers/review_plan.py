"""评审实施方案: the plan with its eight contents, filed a week before the meeting."""

from __future__ import annotations

from collections.abc import Sequence

from expertpool.documents.papers.draft import Draft, Words
from expertpool.documents.papers.experts import list_members
from expertpool.documents.papers.material import Material
from expertpool.documents.papers.statements_file import Person
from expertpool.season.counting import days_before

PEOPLE = {
    "papers.head.number": 12,
    "papers.head.name": 28,
    "papers.head.unit": 62,
    "papers.head.specialty": 30,
    "papers.head.applied_level": 24,
}


def review_plan(material: Material, words: Words) -> list[Draft]:
    """The one paper, in 2025 notice 六(二)2."""
    draft = Draft("review-plan", words("papers.review_plan"), words("papers.clause.review_plan"), words)
    committee, plan = material.committee, material.stated.plan
    draft.parts.clear()
    draft.paragraph(
        "papers.plan.begin", committee=material.called(words), last=draft.day(days_before(committee.meeting, 7))
    )
    _written(draft, "papers.plan.applied", plan.applied)
    draft.heading("papers.plan.time")
    draft.text(plan.time or draft.day(committee.meeting))
    _written(draft, "papers.plan.place", plan.place)
    draft.heading("papers.plan.panel")
    _panel(draft, material)
    _written(draft, "papers.plan.procedure", plan.procedure)
    _written(draft, "papers.plan.measures", plan.measures)
    draft.heading("papers.plan.applicants")
    draft.listing("papers.plan.applicants", PEOPLE, people_rows(material.stated.applicants), wanted=8)
    draft.heading("papers.plan.experts")
    list_members(draft, material)
    draft.signed_by("papers.role.office", "papers.role.organiser", "papers.role.authority")
    return [draft]


def missing_contents(material: Material, words: Words) -> list[str]:
    """Those of the eight contents that neither a record nor the office states, by name."""
    plan = material.stated.plan
    contents = {
        "papers.plan.applied": plan.applied,
        "papers.plan.place": plan.place,
        "papers.plan.panel": material.members,
        "papers.plan.procedure": plan.procedure,
        "papers.plan.measures": plan.measures,
        "papers.plan.applicants": material.stated.applicants,
        "papers.plan.experts": material.members,
    }
    return [words(key) for key, value in contents.items() if not value]


def people_rows(people: Sequence[Person]) -> list[list[str | None]]:
    """One row a person, numbered from 1."""
    return [[str(at), one.name, one.unit, one.specialty, one.level] for at, one in enumerate(people, start=1)]


def _written(draft: Draft, key: str, text: str | None) -> None:
    draft.heading(key)
    draft.text(draft.known(draft.words(key), text))


def _panel(draft: Draft, material: Material) -> None:
    label = draft.words("papers.plan.panel")
    if material.members is None:
        draft.text(draft.known(label, None))
        return
    drawn = draft.known_day(draft.words("papers.drawn_on"), material.drawn_on)
    draft.paragraph("papers.plan.panel_is", seats=len(material.members), reserves=len(material.reserves), drawn=drawn)
    material.drawn_so(draft)
