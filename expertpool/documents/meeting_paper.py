"""Papers of a meeting as PDF: the roll to sign, the agenda, a counter's sheet: facts, tables and signatures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from expertpool import __version__
from expertpool.documents.typesetting import Fonts, page_template, typeset
from expertpool.words import Language, say

PAGE, TABLE_SIZE = "meeting_paper.typ", 10.5
BLOCK_FOOT = 36
"""Millimetres at the foot of a page that leave room for a verification block below its number."""


@dataclass(frozen=True, kw_only=True)
class PaperTable:
    """A table below a head ("" for none): heads with widths in millimetres (162 in all), and rows."""

    head: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, kw_only=True)
class MeetingPaper:
    """One paper: ``facts`` are pairs of label and value, ``signatures`` the roles that sign."""

    title: str
    held_on: date
    facts: Sequence[tuple[str, str]]
    tables: Sequence[PaperTable]
    notes: Sequence[str] = ()
    signatures: Sequence[str] = ()
    foot: int = 19
    """Millimetres below the type; a verification block wants ``BLOCK_FOOT``."""


def paper_pdf(paper: MeetingPaper, language: Language, *, fonts_folder: Path | None = None) -> bytes:
    """The PDF; the same paper and language give the same bytes."""
    page = {
        "lang": language.value,
        "region": say("language.region", language),
        "program": f"expertpool {__version__}",
        "title": paper.title,
        "foot": paper.foot,
        "page": say("draw_record.page", language, page="@page", pages="@pages"),
        "facts": [list(pair) for pair in paper.facts],
        "sections": [
            {
                "head": table.head,
                "columns": [{"head": head, "width": width} for head, width in table.columns],
                "rows": [list(row) for row in table.rows],
            }
            for table in paper.tables
        ],
        "notes": list(paper.notes),
        "signatures": list(paper.signatures),
        "sign": say("meeting.sign", language),
        "missing_words": say("draw_record.missing.words", language),
    }
    made = datetime.combine(paper.held_on, time(), tzinfo=UTC)
    return typeset(page_template(PAGE), page, made=made, fonts=Fonts(fonts_folder), cells=TABLE_SIZE)
