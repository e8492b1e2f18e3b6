"""The forms of a paper, by file ending: PDF to print, Word to edit, a workbook of its lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from expertpool.documents.listed_workbook import ListedSheet, listed_bytes
from expertpool.documents.papers.draft import Draft
from expertpool.documents.papers.page_docx import page_docx
from expertpool.documents.papers.page_pdf import page_pdf
from expertpool.words import Language


def lists_workbook(draft: Draft, made_on: date) -> bytes:
    """The paper's tables, one sheet each, with their heads repeated; equal drafts give equal bytes."""
    sheets = [
        ListedSheet(
            name=name,
            heads=[(head, max(8, width // 2)) for head, width in table.columns],
            rows=table.rows,
            foot=draft.foot,
        )
        for name, table in draft.lists.items()
    ]
    return listed_bytes(sheets, made_on=made_on)


FORMS: Mapping[str, Callable[[Draft, Language, date], bytes]] = {
    "pdf": lambda draft, language, made_on: page_pdf(draft, language, made_on=made_on),
    "docx": lambda draft, _language, made_on: page_docx(draft, made_on=made_on),
    "xlsx": lambda draft, _language, made_on: lists_workbook(draft, made_on),
}
