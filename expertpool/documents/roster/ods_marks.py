"""Marks of an .ods workbook, read from its XML: merges, formulas without a result, and how far the sheets reach."""

from __future__ import annotations

import html
import re
import zipfile

from expertpool.documents.roster.grid import BadCell, Merge
from expertpool.documents.roster.marks import Place, SheetMarks, attribute, formula_cell, refuse_if_too_wide

_TABLE = re.compile(rb"<(?:\w+:)?table\s([^<>]*)>")
_TOKEN = re.compile(rb"<(?:\w+:)?table-row\b([^<>]*)>|<(?:\w+:)?(?:covered-)?table-cell\b([^<>]*?)(/?)>")


def ods_marks(package: zipfile.ZipFile) -> dict[str, SheetMarks]:
    """Marks by sheet name. Raises Refusal for a sheet that reaches too far, zipfile's errors for a damaged file."""
    if "content.xml" not in package.namelist():
        return {}
    content = package.read("content.xml")
    tables = list(_TABLE.finditer(content))
    ends = [table.start() for table in tables[1:]] + [len(content)]
    found = {}
    for table, end in zip(tables, ends, strict=True):
        name = _plain(attribute(table[1], b"name") or b"")
        found[name] = _table_marks(content[table.end() : end], sheet=name)
    return found


def _plain(raw: bytes) -> str:
    return html.unescape(raw.decode("utf-8", "replace"))


def _times(tag: bytes, name: bytes) -> int:
    text = attribute(tag, name) or b"1"
    return max(int(text), 1) if text.isdigit() and len(text) < 10 else 1


def _table_marks(inside: bytes, *, sheet: str) -> SheetMarks:
    """Walk rows and cells, each counted as often as it repeats itself."""
    bad: dict[Place, BadCell] = {}
    merges: list[Merge] = []
    row, next_row, column, rows, columns = -1, 0, 0, 0, 0
    for token in _TOKEN.finditer(inside):
        row_tag, tag, closed = token.groups()
        if row_tag is not None:
            row, column = next_row, 0
            next_row += _times(row_tag, b"number-rows-repeated")
            continue
        repeated = _times(tag, b"number-columns-repeated")
        down, across = _times(tag, b"number-rows-spanned"), _times(tag, b"number-columns-spanned")
        if down > 1 or across > 1:
            merges.append(Merge(row, column, row + down - 1, column + across - 1))
        formula = attribute(tag, b"formula")
        if closed and formula and not attribute(tag, b"value-type"):
            bad[row, column] = formula_cell(_plain(formula).partition("=")[2])
        column += repeated
        if not closed or attribute(tag, b"value-type"):
            rows, columns = max(rows, next_row), max(columns, column)
    refuse_if_too_wide(rows, columns, sheet=sheet)
    return SheetMarks(bad=bad, merges=tuple(merges))
