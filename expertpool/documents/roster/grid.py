"""A sheet as it was read: cells by row and column, before anything is understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from expertpool.errors import Where


class Format(StrEnum):
    """The file formats a roster may come in, by extension."""

    XLSX = ".xlsx"
    XLS = ".xls"
    ODS = ".ods"
    CSV = ".csv"
    JSON = ".json"


@dataclass(frozen=True)
class BadCell:
    """A cell without a usable value: ``code`` (a key of the catalogues) says why, ``shown`` is what a person sees."""

    code: str
    shown: str = ""


Scalar = str | int | float | bool | date | datetime | time | timedelta | BadCell
Value = Scalar | tuple[Scalar, ...]
"""A cell's value; ``""`` is empty, a tuple is a JSON list."""


@dataclass(frozen=True)
class Merge:
    """Merged cells: first and last row and column, from 0, both included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Grid:
    """One sheet. ``rows[0]`` is Excel's row 1, title rows counted; rows may differ in length."""

    file: str
    format: Format
    rows: Sequence[Sequence[Value]]
    sheet: str | None = None
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    head_row: int | None = field(default=None)
    """Set where the format itself knows the head (JSON); None where it has to be looked for."""

    def where(self, row: int | None, column: int | None = None, *, head: str | None = None) -> Where:
        """The place of a cell as people see it: Excel's row and letter, or an object's place in a JSON list."""
        if self.format is Format.JSON:
            return Where(file=self.file, row=row or None, field=head)
        letter = None if column is None else column_letter(column)
        return Where(file=self.file, sheet=self.sheet, row=None if row is None else row + 1, column=letter, field=head)

    def cell(self, row: int, column: int) -> Value:
        """The value at a place, empty beyond the edge."""
        line = self.rows[row] if row < len(self.rows) else ()
        return line[column] if column < len(line) else ""


def column_letter(column: int) -> str:
    """Excel's letters for a column counted from 0: 0 is A, 25 is Z, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_place(letters: str) -> int:
    """The column, from 0, that Excel's letters name."""
    place = 0
    for letter in letters.upper():
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def shown(value: Value) -> str:
    """A value as a person would see it in the cell."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return "、".join(shown(item) for item in value)
    if isinstance(value, BadCell):
        return value.shown
    return _shown_number(value) if isinstance(value, bool | int | float) else _shown_time(value)


def _shown_number(value: float) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


def _shown_time(value: date | time | timedelta) -> str:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ") if value.time() != time() else value.date().isoformat()
    return str(value)
