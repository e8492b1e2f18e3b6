"""Sheets of an .xlsx, .xls or .ods workbook as grids."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from expertpool.documents.roster_grid import Format, Grid, Merge, Value
from expertpool.documents.roster_marks import MOST_UNPACKED, NO_MARKS, SheetMarks, refuse_if_too_wide
from expertpool.documents.roster_ods_marks import ods_marks
from expertpool.documents.roster_xls_marks import xls_marks
from expertpool.documents.roster_xlsx_marks import xlsx_marks
from expertpool.errors import Refusal

_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, NotImplementedError, OSError, OverflowError)


def read_workbook(content: bytes, *, file: str, form: Format) -> list[Grid]:
    """Every worksheet in workbook order. Raises Refusal: damaged, protected by a password, far too large."""
    marks = _marks(content, form=form)
    return [_grid(sheet, hidden, mark, file=file, form=form) for sheet, hidden, mark in _sheets(content, marks)]


def _marks(content: bytes, *, form: Format) -> dict[str, SheetMarks] | list[SheetMarks]:
    if form is Format.XLS:
        return xls_marks(content)
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            _refuse_unreadable(package)
            return xlsx_marks(package) if form is Format.XLSX else ods_marks(package)
    except _DAMAGED as damage:
        raise Refusal("roster.damaged") from damage


def _refuse_unreadable(package: zipfile.ZipFile) -> None:
    entries = package.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refusal("roster.encrypted")
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Refusal("roster.too_big", limit=str(MOST_UNPACKED >> 20))
    names = {entry.filename for entry in entries}
    if "META-INF/manifest.xml" in names and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise Refusal("roster.encrypted")


def _sheets(
    content: bytes, marks: dict[str, SheetMarks] | list[SheetMarks]
) -> Iterator[tuple[CalamineSheet, bool, SheetMarks]]:
    """Sheets one by one. The reader is compiled code: whatever it raises over a damaged file is a refusal here."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        place = 0
        for about in book.sheets_metadata:
            if about.typ is not SheetTypeEnum.WorkSheet:
                continue
            mark = _mark_of(marks, about.name, place)
            place += 1
            yield book.get_sheet_by_name(about.name), about.visible is not SheetVisibleEnum.Visible, mark
    except PasswordError as locked:
        raise Refusal("roster.encrypted") from locked
    except (CalamineError, ValueError, OSError, OverflowError, MemoryError) as damage:
        raise Refusal("roster.damaged") from damage
    except BaseException as damage:
        if type(damage).__name__ != "PanicException":
            raise
        raise Refusal("roster.damaged") from damage


def _mark_of(marks: dict[str, SheetMarks] | list[SheetMarks], name: str, place: int) -> SheetMarks:
    if isinstance(marks, dict):
        return marks.get(name, NO_MARKS)
    return marks[place] if place < len(marks) else NO_MARKS


def _grid(sheet: CalamineSheet, hidden: bool, marks: SheetMarks, *, file: str, form: Format) -> Grid:
    refuse_if_too_wide(sheet.total_height, sheet.total_width, sheet=sheet.name)
    rows: list[list[Value]] = list(sheet.to_python(skip_empty_area=False)) if sheet.end else []  # type: ignore[arg-type]  # rows are lists of plain values, a narrower type than Value
    for (row, column), cell in marks.bad.items():
        _put(rows, row, column, cell)
    for (row, column), width in marks.padded.items():
        _pad(rows, row, column, width)
    merged = [Merge(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()]
    return Grid(file, form, rows, sheet=sheet.name, merges=(*merged, *marks.merges), hidden=hidden)


def _put(rows: list[list[Value]], row: int, column: int, cell: Value) -> None:
    """Set a cell that the reader may have left out because it found no value there."""
    while len(rows) <= row:
        rows.append([])
    rows[row] += [""] * (column + 1 - len(rows[row]))
    rows[row][column] = cell


def _pad(rows: list[list[Value]], row: int, column: int, width: int) -> None:
    """A whole number under the format 0000 as Excel shows it: 7 is 0007."""
    value = rows[row][column] if row < len(rows) and column < len(rows[row]) else ""
    if (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and 0 <= value < 10**width
        and value == int(value)
    ):
        rows[row][column] = str(int(value)).zfill(width)
