"""A paper the office hands in, with its statement: the canonical data, the template's id and the digest of its body."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from blind.report import PAPER, Report, Sealing, digest_of
from expertpool.canonical import plain
from expertpool.documents.papers.catalogue import Paper
from expertpool.documents.papers.draft import Draft
from expertpool.documents.papers.forms import FORMS
from expertpool.documents.papers.page_pdf import page_data, template_id
from expertpool.reporting.make_report import MadeReport
from expertpool.rules.facts import CommitteeFacts
from expertpool.words import Language

HANDED_IN = ("pdf", "xlsx")
"""Forms a statement is about; a Word file is for editing and proves nothing."""


def file_name(draft: Draft) -> str:
    """The name of the draft's files, without ending."""
    return "-".join(filter(None, (draft.template, draft.file_name)))


def made_paper(
    paper: Paper,
    draft: Draft,
    committee: CommitteeFacts,
    *,
    language: Language,
    made_on: date,
    seal: bytes,
    before: Mapping[tuple[str, str], list[bytes]],
) -> MadeReport:
    """The paper's files and what is to be signed about them; ``before``: statements on record by scope and kind.

    A paper takes the place of the last one of its kind for the committee; those made one a person stand side by side.
    """
    forms = [form for form in paper.forms if form in HANDED_IN]
    files = {f"{file_name(draft)}.{form}": FORMS[form](draft, language, made_on) for form in forms}
    kind, scope = f"{PAPER}{draft.template}", f"{committee.name}/{committee.year}"
    earlier = [] if draft.file_name else before.get((scope, kind), [])
    content = {"template": template_id(draft), "made_on": str(made_on), "data": plain(page_data(draft, language))}
    name = f"{file_name(draft)}.pdf"
    made = Report(
        kind=kind,
        scope=scope,
        subjects={name: digest_of(data) for name, data in files.items()},
        content=content,
        replaces=earlier[-1] if earlier else None,
        sealed=Sealing(seal, {name: len(files[name])}),
    )
    return MadeReport(made, files)
