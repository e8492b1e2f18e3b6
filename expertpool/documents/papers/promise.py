"""评委会书面承诺书: the committee's office answers for the review it files."""

from __future__ import annotations

from expertpool.documents.papers.draft import Draft, Words
from expertpool.documents.papers.material import Material


def promise(material: Material, words: Words) -> list[Draft]:
    """The one paper, in 2025 notice 六(二)4."""
    draft = Draft("promise", words("papers.promise"), words("papers.clause.promise"), words)
    authority = draft.known(words("papers.authority"), material.stated.authority)
    draft.paragraph("papers.approval.to", authority=authority)
    draft.paragraph("papers.promise.begin", committee=material.called(words))
    draft.paragraph("papers.promise.one")
    draft.paragraph("papers.promise.two")
    draft.paragraph("papers.promise.three")
    draft.paragraph("papers.promise.four")
    draft.signed_by("papers.role.chair", "papers.role.office", "papers.role.organiser")
    return [draft]
