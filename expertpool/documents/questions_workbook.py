"""questions.xlsx: one row a question for the office to answer in Excel, and the answered file read back."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter

from expertpool.documents.roster.column_table import ColumnTable, Kind, RosterColumn
from expertpool.documents.roster.file import read_grids
from expertpool.documents.roster.grid import shown
from expertpool.documents.roster.head import find_head
from expertpool.errors import Refusal, Where
from expertpool.words import Language, say

HIDE, KEEP = "隐去", "保留"
_HIDE_WORDS = frozenset({"隐去", "遮盖", "遮", "隐", "隐藏", "是", "hide", "h", "yes", "y", "burn"})
_KEEP_WORDS = frozenset({"保留", "留", "不隐去", "不遮", "否", "放行", "keep", "k", "no", "n", "pass"})

COLUMNS = (
    RosterColumn("key", "申报编号", Kind.TEXT, required=True),
    RosterColumn("about", "问题编号", Kind.TEXT, required=True),
    RosterColumn("question", "问题", Kind.TEXT),
    RosterColumn("text", "文字", Kind.TEXT),
    RosterColumn("snippet", "前后文", Kind.TEXT),
    RosterColumn("places", "位置", Kind.TEXT),
    RosterColumn("answer", "回答", Kind.TEXT, ("答复", "处理"), required=True),
    RosterColumn("reason", "理由", Kind.TEXT),
    RosterColumn("by", "决定人", Kind.TEXT, ("填写人",)),
)
TABLE = ColumnTable(COLUMNS, number="key")
_WIDTHS = {"key": 14, "about": 16, "question": 46, "text": 18, "snippet": 50, "places": 30, "answer": 10, "reason": 24}


@dataclass(frozen=True)
class AskedRow:
    """One question as the office reads it."""

    key: str
    about: str
    question: str
    text: str
    snippet: str
    places: str
    needs_reason: bool = False


@dataclass(frozen=True)
class AnsweredRow:
    """One answer: ``hide`` or keep, with what was written beside it; ``row`` is its row in the file.

    ``snippet``: the surroundings that stood beside the question, None where the file has no such column.
    """

    key: str
    about: str
    hide: bool
    reason: str
    by: str
    row: int
    snippet: str | None = None


def questions_bytes(rows: Sequence[AskedRow], language: Language) -> bytes:
    """The workbook, with a drop-down in the answer column and every text stored as text."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    head = book.add_format({"bold": True, "border": 1, "bg_color": "#F2F2F2", "text_wrap": True, "valign": "vcenter"})
    plain = book.add_format({"border": 1, "text_wrap": True, "valign": "top", "num_format": "@"})
    wanted = book.add_format(
        {"border": 1, "text_wrap": True, "valign": "top", "num_format": "@", "bg_color": "#FFF8DC"}
    )
    sheet = book.add_worksheet(say("packets.questions.sheet", language))
    sheet.freeze_panes(1, 2)
    for at, column in enumerate(COLUMNS):
        sheet.set_column(at, at, _WIDTHS.get(column.key, 14))
        sheet.write_string(0, at, column.head, head)
    for line, row in enumerate(rows, start=1):
        values = {**vars(row), "answer": "", "reason": "", "by": ""}
        for at, column in enumerate(COLUMNS):
            look = wanted if column.key in ("answer", "reason", "by") else plain
            sheet.write_string(line, at, str(values[column.key])[:32_000], look)
    answer = [column.key for column in COLUMNS].index("answer")
    sheet.data_validation(1, answer, max(len(rows), 1), answer, {"validate": "list", "source": [HIDE, KEEP]})
    guide = book.add_worksheet(say("packets.questions.guide", language))
    guide.set_column(0, 0, 100)
    for at, text in enumerate(say("packets.questions.guide_text", language).split("\n")):
        guide.write_string(at, 0, text)
    book.close()
    return held.getvalue()


def read_answers(path: Path) -> tuple[AnsweredRow, ...]:
    """The answers in a workbook, CSV or JSON; rows without one are questions still open.

    Raises Refusal with the cell of an answer that is neither, or of a row without key or question.
    """
    head = find_head(read_grids(path, TABLE), TABLE)
    for needed in ("key", "about", "answer"):
        if needed not in head.columns:
            raise Refusal("packets.answers_column", where=Where(file=path.name), column=TABLE.by_key[needed].head)
    rows = []
    for at in range(head.first_row, len(head.grid.rows)):
        texts = {key: _text(head.grid.cell(at, place.at)) for key, place in head.columns.items()}
        if not texts["answer"]:
            continue
        where = head.grid.where(at, head.columns["answer"].at, head=head.columns["answer"].head)
        if not texts["key"] or not texts["about"]:
            raise Refusal("packets.answer_of_nothing", where=where)
        rows.append(
            AnsweredRow(
                key=texts["key"],
                about=texts["about"],
                hide=_hides(texts["answer"], where),
                reason=texts.get("reason", ""),
                by=texts.get("by", ""),
                row=where.row or 0,
                snippet=texts.get("snippet"),
            )
        )
    return tuple(rows)


def _text(value: Any) -> str:
    return unicodedata.normalize("NFC", shown(value).strip())


def _hides(answer: str, where: Where) -> bool:
    word = unicodedata.normalize("NFKC", answer).strip(" 。.").casefold()
    if word in _HIDE_WORDS:
        return True
    if word in _KEEP_WORDS:
        return False
    raise Refusal("packets.answer_unknown", where=where, answer=answer[:40], hide=HIDE, keep=KEEP)
