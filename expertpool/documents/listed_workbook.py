"""A workbook to be filled in: tables whose open cells are marked and guarded, and a page that explains."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

import xlsxwriter

LONGEST = 32_000


@dataclass(frozen=True, kw_only=True)
class ListedSheet:
    """``heads`` with widths in characters; ``open_columns`` are written in by people; ``choices`` by column.

    ``whole_numbers``: columns that take whole numbers from 0 to the number given. ``foot``: at the foot of each page.
    """

    name: str
    heads: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[str]]
    open_columns: frozenset[int] = frozenset()
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)
    whole_numbers: Mapping[int, int] = field(default_factory=dict)
    foot: str = ""


def listed_bytes(
    sheets: Sequence[ListedSheet], *, guide_name: str = "", guide: Sequence[str] = (), made_on: date | None = None
) -> bytes:
    """The workbook. Every text is stored as text, so that no spreadsheet program takes it for a formula or a date.

    With ``made_on`` the same sheets give the same bytes; without it the file carries the moment it was written.
    """
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    if made_on is not None:
        book.set_properties({"created": datetime.combine(made_on, time())})
    for sheet in sheets:
        _write(book, sheet)
    if guide:
        page = book.add_worksheet(guide_name)
        page.set_column(0, 0, 100)
        for at, line in enumerate(guide):
            page.write_string(at, 0, line)
    book.close()
    return held.getvalue()


def _write(book: Any, sheet: ListedSheet) -> None:
    head = book.add_format({"bold": True, "border": 1, "bg_color": "#F2F2F2", "text_wrap": True, "valign": "vcenter"})
    plain = book.add_format({"border": 1, "text_wrap": True, "num_format": "@", "quote_prefix": True})
    wanted = book.add_format({"border": 1, "text_wrap": True, "num_format": "@", "bg_color": "#FFF8DC"})
    number = book.add_format({"border": 1, "num_format": "0", "bg_color": "#FFF8DC"})
    page = book.add_worksheet(sheet.name)
    for column, (text, width) in enumerate(sheet.heads):
        page.write_string(0, column, text, head)
        page.set_column(column, column, width)
    for line, row in enumerate(sheet.rows, start=1):
        for column, text in enumerate(row):
            look = number if column in sheet.whole_numbers else wanted if column in sheet.open_columns else plain
            if text:
                page.write_string(line, column, text[:LONGEST], look)
            else:
                page.write_blank(line, column, None, look)
    _guard(page, sheet)
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_footer(f"&L{sheet.foot.replace('&', '&&')}&C&P / &N" if sheet.foot else "&C&P / &N")


def _guard(page: Any, sheet: ListedSheet) -> None:
    last = max(len(sheet.rows), 1)
    for column, choices in sheet.choices.items():
        page.data_validation(1, column, last, column, {"validate": "list", "source": list(choices)})
    for column, most in sheet.whole_numbers.items():
        bounds = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": most}
        page.data_validation(1, column, last, column, bounds)
