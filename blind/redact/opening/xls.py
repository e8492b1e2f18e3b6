"""Excel 97 workbooks: visible sheets, rows and columns; drawn objects are named and hold the packet."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import Any

import olefile
import xlrd

from blind.redact.opening.limits import LIMITS
from blind.redact.opening.numbers import shown, shows_nothing
from blind.redact.opening.refused import FileRefused
from blind.redact.opening.sheet import Grid
from blind.redact.story import Block, PageBreak, Paragraph, Story, Table

_SMALLEST_TWIPS = 50
_WRITER = 0x005C
_OBJECT, _NOTE, _FILTER_BUTTON = 0x005D, 0x19, 0x14
_ENCRYPTED, _SHEET = 0x002F, 0x0085
_CHART = 2
_WHITE = frozenset({1, 9})
_MACROS = "_VBA_PROJECT_CUR"


def open_xls(data: bytes) -> Story:
    """The visible content of a workbook, a sheet a page, headed by the sheet's name.

    Raises FileRefused: ``encrypted``, ``damaged``, ``too-much-text``, ``no-visible-content``.
    """
    stream, dropped = _book_and_rest(data)
    try:
        book = xlrd.open_workbook(file_contents=_without_user(stream), formatting_info=True, logfile=io.StringIO())
    except xlrd.XLRDError as fault:
        raise FileRefused("encrypted" if "encrypt" in str(fault).lower() else "damaged", kind="xls") from fault
    except Exception as fault:  # xlrd meets damaged files with any kind of error
        raise FileRefused("damaged", kind="xls", found=type(fault).__name__) from fault
    reading = _Workbook(book, dropped)
    try:
        blocks = [*reading.blocks()]
    except (IndexError, KeyError, ValueError, struct.error) as fault:
        raise FileRefused("damaged", kind="xls", found=type(fault).__name__) from fault
    if not any(isinstance(block, Table) for block in blocks):
        raise FileRefused("no-visible-content")
    return Story(blocks=tuple(blocks), dropped=tuple(sorted(dropped)))


def _without_user(book: bytes) -> bytes:
    """The workbook with an empty name of who wrote it last: many programs write that record in ways of their own."""
    plain = bytearray(book)
    at = 0
    for kind, body in _records(book):
        if kind == _WRITER:
            plain[at + 4 : at + 4 + len(body)] = bytes(len(body))
        at += 4 + len(body)
    return bytes(plain)


def _book_and_rest(data: bytes) -> tuple[bytes, set[str]]:
    """The stream that holds the workbook, and what the file holds besides cells."""
    found: set[str] = {"metadata"}
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as compound:
            if compound.exists(_MACROS):
                found.add("macros")
            stream = "Workbook" if compound.exists("Workbook") else "Book"
            book = compound.openstream(stream).read()
    except Exception as fault:  # olefile meets damaged files with any kind of error
        raise FileRefused("damaged", kind="xls", found=type(fault).__name__) from fault
    for kind, body in _records(book):
        if kind == _ENCRYPTED:
            raise FileRefused("encrypted", kind="xls")
        if kind == _SHEET and len(body) >= 6 and body[5] == _CHART:
            found.add("chart")
        if kind == _OBJECT and len(body) >= 6:
            shape = struct.unpack_from("<H", body, 4)[0]
            found.add({_NOTE: "comments", _FILTER_BUTTON: "filters"}.get(shape, "drawn-objects"))
    return book, found


def _records(book: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        if kind == 0 and length == 0:
            return
        yield kind, book[at + 4 : at + 4 + length]
        at += 4 + length


class _Workbook:
    """One reading of one workbook."""

    def __init__(self, book: Any, dropped: set[str]) -> None:
        self._book = book
        self._dropped = dropped
        self._cells = 0

    def blocks(self) -> Iterator[Block]:
        """Visible sheets one after the other."""
        first = True
        for sheet in self._book.sheets():
            if sheet.visibility:
                self._dropped.add("hidden-sheets")
                continue
            rows = self._rows(sheet)
            if rows:
                if not first:
                    yield PageBreak()
                first = False
                yield Paragraph(text=sheet.name, heading=2)
                yield Table(rows=rows)

    def _rows(self, sheet: Any) -> tuple[tuple[str, ...], ...]:
        grid = Grid()
        for number, column in sheet.colinfo_map.items():
            grid.column(number + 1, number + 1, hidden=bool(column.hidden) or column.width == 0)
        for row in range(sheet.nrows):
            info = sheet.rowinfo_map.get(row)
            grid.row(row + 1, hidden=info is not None and bool(info.hidden or info.height == 0))
            for at, cell in enumerate(sheet.row(row)):
                self._cells += 1
                if self._cells > LIMITS.cells:
                    raise FileRefused("too-much-text", limit=LIMITS.cells)
                if text := self._shown(cell):
                    grid.put(row + 1, at + 1, text)
        for top, bottom, left, right in sheet.merged_cells:
            grid.merged(top + 1, left + 1, bottom, right)
        rows = grid.visible()
        self._dropped |= grid.dropped
        return rows

    def _shown(self, cell: Any) -> str:  # noqa: PLR0911  # one return a reason to show something else
        if cell.ctype in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK} or cell.value == "":
            return ""
        look = self._book.xf_list[cell.xf_index]
        font = self._book.font_list[look.font_index]
        code = self._book.format_map[look.format_key].format_str
        if font.height < _SMALLEST_TWIPS:
            return self._hidden("tiny-text")
        if self._white(font.colour_index) and not look.background.fill_pattern:
            return self._hidden("white-text")
        if shows_nothing(code, str if cell.ctype == xlrd.XL_CELL_TEXT else float):
            return self._hidden("hidden-text")
        if cell.ctype == xlrd.XL_CELL_TEXT:
            return str(cell.value)
        if cell.ctype == xlrd.XL_CELL_BOOLEAN:
            return "TRUE" if cell.value else "FALSE"
        if cell.ctype == xlrd.XL_CELL_ERROR:
            return str(xlrd.error_text_from_code.get(cell.value, ""))
        return shown(float(cell.value), code, from_1904=bool(self._book.datemode))

    def _hidden(self, code: str) -> str:
        self._dropped.add(code)
        return ""

    def _white(self, colour: int) -> bool:
        return colour in _WHITE or self._book.colour_map.get(colour) == (255, 255, 255)
