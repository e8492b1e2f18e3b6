"""Marks of an .xls workbook, read from its records (MS-XLS): error values, which the reader gives as empty cells."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from expertpool.documents.roster.grid import BadCell
from expertpool.documents.roster.marks import Place, SheetMarks, error_cell
from expertpool.documents.roster.ole import CompoundFile

_FORMULA, _SHEET, _ERROR_OR_LOGICAL, _BEGIN, _END = 0x0006, 0x0085, 0x0205, 0x0809, 0x000A
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_WORKSHEET = 0


def xls_marks(content: bytes) -> list[SheetMarks]:
    """Marks of the worksheets in their order; empty where the container cannot be followed."""
    try:
        container = CompoundFile(content)
        book = container.read("Workbook" if "Workbook" in container.streams else "Book")
        return [SheetMarks(bad=dict(_bad_cells(book, start))) for start in _sheet_starts(book)]
    except (ValueError, KeyError, IndexError, struct.error):
        return []


def _records(book: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        yield kind, book[at + 4 : at + 4 + length]
        at += 4 + length


def _sheet_starts(book: bytes) -> list[int]:
    starts = []
    for kind, data in _records(book, 0):
        if kind == _END:
            break
        if kind == _SHEET and data[5] == _WORKSHEET:
            starts.append(struct.unpack_from("<I", data)[0])
    return starts


def _bad_cells(book: bytes, start: int) -> Iterator[tuple[Place, BadCell]]:
    depth = 0
    for kind, data in _records(book, start):
        depth += (kind == _BEGIN) - (kind == _END)
        if depth == 0:
            return
        if kind == _ERROR_OR_LOGICAL and data[7]:
            yield struct.unpack_from("<HH", data), error_cell(_ERRORS.get(data[6], "#N/A"))
        elif kind == _FORMULA and data[12:14] == b"\xff\xff" and data[6] == 2:
            yield struct.unpack_from("<HH", data), error_cell(_ERRORS.get(data[8], "#N/A"))
