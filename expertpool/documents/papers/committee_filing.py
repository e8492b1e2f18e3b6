"""评委会核准备案表: what is filed for a committee that is new, changed, or whose filing ends."""

from __future__ import annotations

from fractions import Fraction

from expertpool.documents.papers.draft import Draft, Words
from expertpool.documents.papers.experts import list_members
from expertpool.documents.papers.material import Material
from expertpool.rules.facts import EmployerKind


def committee_filing(material: Material, words: Words) -> list[Draft]:
    """The one paper, in 2025 notice 六(一)1."""
    draft = Draft("committee-filing", words("papers.committee_filing"), words("papers.clause.committee_filing"), words)
    committee, filing = material.committee, material.stated.filing
    draft.facts(
        [
            ("papers.committee", committee.name),
            ("papers.organiser", material.stated.organiser),
            ("papers.office", material.stated.office),
            ("papers.series_alone", committee.series),
            ("papers.head.specialty", "、".join(committee.specialties)),
            ("papers.head.level", committee.level.value),
            ("papers.filing.scope", filing.scope),
            ("papers.filing.from", committee.filed_from),
            ("papers.filing.until", committee.filed_until),
            ("papers.filing.seats", committee.seats),
            ("papers.filing.private", _private(material, words)),
            *material.drawn_as(draft),
            ("papers.filing.cleaned_on", committee.pool_cleaned_on),
            ("papers.filing.cleaning", filing.pool_cleaning),
            ("papers.filing.changes", filing.changes),
        ]
    )
    draft.heading("papers.sheet.members")
    list_members(draft, material)
    draft.signed_by("papers.role.office", "papers.role.organiser", "papers.role.authority")
    return [draft]


def _private(material: Material, words: Words) -> str | None:
    """How many members private enterprises employ; None while the kind of some employer is not on record."""
    kinds = [one.facts.employer_kind for one in material.members or ()]
    if not kinds or None in kinds:
        return None
    count = kinds.count(EmployerKind.PRIVATE_ENTERPRISE)
    tenths = round(Fraction(1000 * count, len(kinds)))
    return words("papers.filing.private_is", count=count, members=len(kinds), share=f"{tenths // 10}.{tenths % 10}")
