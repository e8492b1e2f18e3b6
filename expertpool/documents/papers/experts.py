"""Experts as rows of tables: the roster of a committee, with age and years in a row worked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from expertpool.documents.papers.draft import Draft
from expertpool.documents.papers.material import Material
from expertpool.documents.roster.expert import RosterExpert
from expertpool.rules.facts import CommitteeFacts

COLUMNS = {
    "papers.head.number": 9,
    "papers.head.name": 21,
    "papers.head.gender": 9,
    "papers.head.age": 10,
    "papers.head.unit": 32,
    "papers.head.unit_kind": 17,
    "papers.head.level": 15,
    "papers.head.specialty": 19,
    "papers.head.post": 13,
    "papers.head.in_a_row": 11,
}


def list_members(draft: Draft, material: Material) -> None:
    """The members as a table, in the order drawn; empty lines where no panel is on record."""
    rows = expert_rows(material.members or (), material.committee, material.stated.posts)
    draft.listing("papers.sheet.members", COLUMNS, rows, wanted=material.committee.seats)


def expert_rows(
    people: Sequence[RosterExpert], committee: CommitteeFacts, posts: Mapping[str, str]
) -> list[list[str | None]]:
    """One row an expert; None for what is not on record."""
    return [
        [
            str(at),
            one.name,
            one.gender,
            _age(one, committee),
            one.facts.employer,
            one.facts.employer_kind and one.facts.employer_kind.value,
            one.facts.level.value,
            "、".join(one.facts.specialties),
            posts.get(str(one.facts.expert_no)),
            _in_a_row(one, committee),
        ]
        for at, one in enumerate(people, start=1)
    ]


def _age(one: RosterExpert, committee: CommitteeFacts) -> str | None:
    born, day = one.facts.birth_month, committee.meeting
    if born is None:
        return None
    return str(day.year - born.year - (day.month < born.month))


def _in_a_row(one: RosterExpert, committee: CommitteeFacts) -> str | None:
    """How many years without a gap the expert served up to the year before."""
    served = one.facts.years_served
    if served is None:
        return None
    count = 0
    while committee.year - 1 - count in served:
        count += 1
    return str(count)
