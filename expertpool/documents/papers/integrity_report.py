"""诚信情况报告: every expert's pledge and conduct, filed within a month of the review's end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from expertpool.documents.papers.draft import Draft, Words
from expertpool.documents.papers.material import Material

COLUMNS = {
    "papers.head.number": 10,
    "papers.head.expert_no": 20,
    "papers.head.name": 22,
    "papers.head.unit": 46,
    "papers.head.pledged": 24,
    "papers.head.conduct": 34,
}


def integrity_report(material: Material, words: Words) -> list[Draft]:
    """The one paper, in 2025 notice 六(一)3. An empty cell is not on record, which is not the same as none."""
    draft = Draft("integrity-report", words("papers.integrity_report"), words("papers.clause.integrity_report"), words)
    people = material.conduct
    draft.paragraph(
        "papers.integrity.begin",
        committee=material.called(words),
        count=draft.known(words("papers.integrity.count"), len(people) or None),
        pledged=draft.known(
            words("papers.integrity.pledged"), sum(one.pledged_on is not None for one in people) if people else None
        ),
    )
    material.drawn_so(draft)
    draft.heading("papers.integrity.list")
    rows = [
        [
            str(at),
            one.expert_no,
            one.name,
            one.employer,
            one.pledged_on.isoformat() if one.pledged_on else None,
            _conduct(one.conduct, words),
        ]
        for at, one in enumerate(people, start=1)
    ]
    draft.listing("papers.integrity.list", COLUMNS, rows, wanted=material.committee.seats)
    draft.paragraph("papers.integrity.note")
    draft.signed_by("papers.role.office", "papers.role.organiser")
    return [draft]


def _conduct(events: Sequence[Mapping[str, str]] | None, words: Words) -> str | None:
    if events is None:
        return None
    return "；".join(f"{event['on']} {event['what']}" for event in events) or words("papers.integrity.nothing")
