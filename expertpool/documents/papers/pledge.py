"""专家诚信承诺书: one pledge an expert, to be signed before the review."""

from __future__ import annotations

from expertpool.documents.papers.draft import Draft, Words
from expertpool.documents.papers.material import Material
from expertpool.documents.roster.expert import RosterExpert


def pledges(material: Material, words: Words) -> list[Draft]:
    """One paper a member and reserve; a single one with blanks where no panel is on record."""
    people = (*(material.members or ()), *material.reserves)
    return [_pledge(material, one, words) for one in people] or [_pledge(material, None, words)]


def _pledge(material: Material, one: RosterExpert | None, words: Words) -> Draft:
    draft = Draft("pledge", words("papers.pledge"), words("papers.clause.pledge"), words)
    draft.file_name = str(one.facts.expert_no) if one else ""
    draft.dense = True
    draft.facts(
        [
            ("papers.head.name", one and one.name),
            ("papers.head.expert_no", one and one.facts.expert_no),
            ("papers.head.unit", one and one.facts.employer),
            ("papers.committee", material.committee.name),
        ]
    )
    draft.paragraph("papers.pledge.begin", year=material.committee.year)
    draft.paragraph("papers.pledge.one")
    draft.paragraph("papers.pledge.two")
    draft.paragraph("papers.pledge.three")
    draft.paragraph("papers.pledge.four")
    draft.paragraph("papers.pledge.five")
    draft.paragraph("papers.pledge.recusal")
    draft.paragraph("papers.pledge.recusal_none")
    draft.paragraph("papers.pledge.recusal_some")
    draft.signed_by("papers.role.expert", sealed=False)
    return draft
