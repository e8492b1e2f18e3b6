"""评委会组成人员名单: the members of the panel on record, and its reserves in the order drawn."""

from __future__ import annotations

from expertpool.documents.papers.draft import Draft, Words
from expertpool.documents.papers.experts import COLUMNS, expert_rows, list_members
from expertpool.documents.papers.material import Material


def panel_list(material: Material, words: Words) -> list[Draft]:
    """The one paper, in 2025 notice 六(一)2 and 六(二)2."""
    draft = Draft("panel-list", words("papers.panel_list"), words("papers.clause.panel_list"), words)
    committee = material.committee
    draft.facts(
        [
            ("papers.committee", committee.name),
            ("papers.series", f"{committee.series} {committee.level}"),
            ("papers.meeting", committee.meeting),
            ("papers.drawn_on", material.drawn_on),
            *material.drawn_as(draft),
        ]
    )
    draft.heading("papers.sheet.members")
    list_members(draft, material)
    if material.reserves:
        draft.heading("papers.sheet.reserves")
        draft.listing(
            "papers.sheet.reserves", COLUMNS, expert_rows(material.reserves, committee, material.stated.posts)
        )
    draft.signed_by("papers.role.office", "papers.role.organiser")
    return [draft]
