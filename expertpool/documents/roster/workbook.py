"""Sheets of an .xlsx, .xls or .ods workbook as grids: the values, and what the file says about them besides."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO

from expertpool.documents.roster.grid import Format, Grid, Value
from expertpool.documents.roster.marks import MOST_UNPACKED, NO_MARKS, SheetMarks
from expertpool.documents.roster.ods_marks import ods_marks
from expertpool.documents.roster.sheets import RawSheet, read_sheets
from expertpool.documents.roster.xls_marks import xls_marks
from expertpool.documents.roster.xlsx_marks import xlsx_marks
from expertpool.errors import Refusal

_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, NotImplementedError, OSError, OverflowError)


def read_workbook(content: bytes, *, file: str, form: Format) -> list[Grid]:
    """Every worksheet in workbook order. Raises Refusal: damaged, protected by a password, far too large."""
    if form is Format.XLS:
        in_order = xls_marks(content)
        return [_grid(sheet, _at(in_order, at), file=file, form=form) for at, sheet in enumerate(read_sheets(content))]
    by_name = _package_marks(content, form=form)
    return [_grid(sheet, by_name.get(sheet.name, NO_MARKS), file=file, form=form) for sheet in read_sheets(content)]


def _at(marks: Sequence[SheetMarks], place: int) -> SheetMarks:
    return marks[place] if place < len(marks) else NO_MARKS


def _package_marks(content: bytes, *, form: Format) -> Mapping[str, SheetMarks]:
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


def _grid(sheet: RawSheet, marks: SheetMarks, *, file: str, form: Format) -> Grid:
    rows = sheet.rows
    for (row, column), cell in marks.bad.items():
        _put(rows, row, column, cell)
    for (row, column), width in marks.padded.items():
        _pad(rows, row, column, width)
    return Grid(file, form, rows, sheet=sheet.name, merges=(*sheet.merges, *marks.merges), hidden=sheet.hidden)


def _put(rows: list[list[Value]], row: int, column: int, cell: Value) -> None:
    """Set a cell that the reader may have left out because it found no value there."""
    while len(rows) <= row:
        rows.append([])
    rows[row] += [""] * (column + 1 - len(rows[row]))
    rows[row][column] = cell


def _pad(rows: list[list[Value]], row: int, column: int, width: int) -> None:
    """A whole number under the format 0000 as Excel shows it: 7 is 0007."""
    value = rows[row][column] if row < len(rows) and column < len(rows[row]) else ""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return
    if 0 <= value < 10**width and value == int(value):
        rows[row][column] = str(int(value)).zfill(width)
