"""The three forms of a table: CSV, JSON, and a sheet of a workbook; each read back with the place of every cell."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

import python_calamine
import xlsxwriter

from expertpool.csv_cells import csv_reader
from expertpool.errors import Refusal, Where
from expertpool.exchange.spelling import Misspelt, cell_of, text_of

Texts = list[list[str | None]]
"""Rows of texts in the order of the columns; None where nothing is."""

Table = tuple[list[str], Texts]
"""Column names and rows."""

LONGEST_CELL = 32_000
WORKBOOK = "season.xlsx"
MOST_ROWS = 1_048_575
EMPTY = "\\"
"""An empty text in a sheet: readers leave out rows and columns whose cells are all blank."""
MADE = date(1980, 1, 1)
"""Every workbook says so: when it was made stands in the manifest."""


class Form(StrEnum):
    """How tables are written."""

    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"


def written(tables: Mapping[str, Table], form: Form) -> dict[str, bytes]:
    """The files of these tables by name; the same tables give the same bytes."""
    if form is Form.XLSX:
        return {WORKBOOK: _workbook(tables)}
    write = _csv if form is Form.CSV else _json
    return {f"{name}.{form}": write(*table) for name, table in tables.items()}


def read(files: Mapping[str, bytes], form: Form, names: Sequence[str]) -> dict[str, Table]:
    """The tables of these names. Refuses what cannot be read, with its place."""
    if form is Form.XLSX:
        return _sheets(files[WORKBOOK], names)
    look = _read_csv if form is Form.CSV else _read_json
    return {name: look(files[f"{name}.{form}"], f"{name}.{form}") for name in names}


def _csv(columns: Sequence[str], rows: Texts) -> bytes:
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([cell_of(text) for text in row] for row in rows)
    return held.getvalue().encode("utf-8-sig")


def _json(columns: Sequence[str], rows: Texts) -> bytes:
    listed = [dict(zip(columns, row, strict=True)) for row in rows]
    return (json.dumps(listed, ensure_ascii=False, indent=1) + "\n").encode(errors="surrogatepass")


def _read_csv(data: bytes, name: str) -> Table:
    try:
        lines = list(csv_reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error):
        raise Refusal("exchange.unreadable", where=Where(file=name)) from None
    if not lines:
        raise Refusal("exchange.unreadable", where=Where(file=name))
    return lines[0], [_cells(line, Where(file=name, row=at), len(lines[0])) for at, line in enumerate(lines[1:], 2)]


def _cells(line: Sequence[str], where: Where, width: int) -> list[str | None]:
    if len(line) != width:
        raise Refusal("exchange.row_width", where=where, found=len(line), wanted=width)
    try:
        return [text_of(cell) for cell in line]
    except Misspelt:
        raise Refusal("exchange.cell", where=where) from None


def _read_json(data: bytes, name: str) -> Table:
    try:
        listed = json.loads(data)
    except (ValueError, RecursionError):
        raise Refusal("exchange.unreadable", where=Where(file=name)) from None
    if not isinstance(listed, list) or not all(isinstance(row, dict) for row in listed):
        raise Refusal("exchange.unreadable", where=Where(file=name))
    columns = list(listed[0]) if listed else []
    for at, row in enumerate(listed, 1):
        where = Where(file=name, row=at)
        if list(row) != columns:
            raise Refusal("exchange.row_width", where=where, found=len(row), wanted=len(columns))
        if not all(value is None or isinstance(value, str) for value in row.values()):
            raise Refusal("exchange.cell", where=where)
    return columns, [list(row.values()) for row in listed]


def _workbook(tables: Mapping[str, Table]) -> bytes:
    held = io.BytesIO()
    options: dict[str, Any] = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(held, options)
    book.set_properties({"created": datetime.combine(MADE, time())})
    for name, (columns, rows) in tables.items():
        if len(rows) > MOST_ROWS:
            raise Refusal("exchange.sheet_full", table=name, rows=len(rows), most=MOST_ROWS)
        page = book.add_worksheet(name[:31])
        cells = [[cell_of(text) or EMPTY for text in row] for row in rows]
        at = 0
        for place, column in enumerate(columns):
            pieces = max((-(-len(row[place]) // LONGEST_CELL) for row in cells), default=1)
            for piece in range(max(pieces, 1)):
                page.write_string(0, at, column if not piece else f"{column} ({piece + 1})")
                for line, row in enumerate(cells, 1):
                    text = row[place][piece * LONGEST_CELL : (piece + 1) * LONGEST_CELL]
                    if text:
                        page.write_string(line, at, text)
                at += 1
        page.freeze_panes(1, 0)
    book.close()
    return held.getvalue()


def _sheets(data: bytes, names: Sequence[str]) -> dict[str, Table]:
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        found = {name: book.get_sheet_by_name(name[:31]).to_python(skip_empty_area=False) for name in names}
    except (python_calamine.CalamineError, OSError, ValueError):
        raise Refusal("exchange.unreadable", where=Where(file=WORKBOOK)) from None
    return {name: _sheet(name, lines) for name, lines in found.items()}


_PIECE = re.compile(r"(.+) \((\d+)\)")


def _sheet(name: str, lines: Sequence[Sequence[Any]]) -> Table:
    if not lines or not all(isinstance(cell, str) for line in lines for cell in line):
        raise Refusal("exchange.unreadable", where=Where(file=WORKBOOK, sheet=name))
    columns: list[str] = []
    places: list[list[int]] = []
    for at, head in enumerate(lines[0]):
        piece = _PIECE.fullmatch(head)
        if piece and columns and piece[1] == columns[-1]:
            places[-1].append(at)
        else:
            columns.append(head)
            places.append([at])
    rows = [["".join(line[at] for at in each) for each in places] for line in lines[1:]]
    where = [Where(file=WORKBOOK, sheet=name, row=at) for at in range(2, len(rows) + 2)]
    return columns, [_cells(row, spot, len(columns)) for row, spot in zip(rows, where, strict=True)]
