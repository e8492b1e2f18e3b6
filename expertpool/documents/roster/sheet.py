"""How workbooks written here look: formats, text columns, drop-downs, and values that never turn into formulas."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from expertpool.documents.roster.column_table import Kind, RosterColumn
from expertpool.documents.roster.grid import Value, shown
from expertpool.words import Language, say

LONGEST_CELL = 32_767
"""Excel's limit for the characters of one cell."""

_FONT = {"font_name": "等线", "font_size": 11, "valign": "vcenter"}
LOOKS: Mapping[str, Mapping[str, Any]] = {
    "plain": {},
    "head": {"bold": True, "bg_color": "#DDEBF7", "border": 1, "border_color": "#9DB7D5", "text_wrap": True},
    "required": {"bold": True, "bg_color": "#FCE4D6", "border": 1, "border_color": "#D9A58A", "text_wrap": True},
    "title": {"bold": True, "font_size": 14},
    "error": {"bg_color": "#FFC7CE", "font_color": "#9C0006"},
    "notice": {"bg_color": "#FFEB9C", "font_color": "#7F6000"},
    "good": {"font_color": "#375623"},
    "aside": {"italic": True, "font_color": "#7F7F7F"},
    "link": {"font_color": "#0563C1", "underline": 1},
    "wrapped": {"text_wrap": True, "valign": "top"},
}
"""Looks by name; errors and notices also say themselves in words, colour never stands alone."""

_NO_XML = re.compile("[\ufffe\uffff\ud800-\udfff]")
_NUMBER_FORMATS = {"text": "@", "date": "yyyy-mm-dd"}


@dataclass
class Looks:
    """The formats of one workbook, each made once."""

    book: Any
    _made: dict[tuple[str, str], Any] = field(default_factory=dict)

    def __call__(self, look: str, kind: str = "") -> Any:
        """The format for a look and a kind of cell: ``text``, ``date`` or nothing."""
        known = self._made.get((look, kind))
        if known is None:
            shape = {**_FONT, **LOOKS[look]}
            if kind:
                shape["num_format"] = _NUMBER_FORMATS[kind]
            known = self._made[look, kind] = self.book.add_format(shape)
        return known


def cell_kind(column: RosterColumn | None) -> str:
    """The kind of format a column's cells get: text keeps digits as typed, date shows year-month-day."""
    if column is None:
        return ""
    if column.as_text:
        return "text"
    return "date" if column.kind in (Kind.FIRST_DAY, Kind.LAST_DAY) else ""


def put(sheet: Any, row: int, column: int, value: Value, *, look: Any) -> None:
    """Write a value as what it is. Text is written as text whatever it begins with, so it never becomes a formula."""
    if isinstance(value, str):
        if value:
            sheet.write_string(row, column, written(value), look)
        else:
            sheet.write_blank(row, column, None, look)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, look)
    elif isinstance(value, int | float) and _exact(value):
        sheet.write_number(row, column, value, look)
    elif isinstance(value, datetime | date) and value.year >= 1900:
        sheet.write_datetime(row, column, value, look)
    else:
        sheet.write_string(row, column, written(shown(value)), look)


def _exact(value: float) -> bool:
    """Whether a workbook can hold a number as it is."""
    return math.isfinite(value) if isinstance(value, float) else abs(value) < 10**15


def written(text: str) -> str:
    """Text that a workbook can hold: no code points that XML forbids, no more than a cell's length."""
    clean = _NO_XML.sub("\ufffd", text) if not text.isascii() else text
    return clean if len(clean) <= LONGEST_CELL else clean[: LONGEST_CELL - 1] + "…"


def offer_choices(sheet: Any, column: RosterColumn, at: int, *, first: int, last: int, language: Language) -> None:
    """A drop-down with a column's allowed values on rows ``first`` to ``last``, from 0; other values are refused.

    Columns that take several values at once get none, as Excel knows no such list.
    """
    if not column.values or column.several:
        return
    sheet.data_validation(
        first,
        at,
        last,
        at,
        {
            "validate": "list",
            "source": list(column.values),
            "error_title": say("roster.template.wrong_choice.title", language),
            "error_message": say("roster.template.wrong_choice", language, allowed="、".join(column.values)),
        },
    )


def width_of(text: str) -> int:
    """The width of a text in Excel's units: Chinese characters take two."""
    return sum(2 if letter > "\u2e7f" else 1 for letter in text)
