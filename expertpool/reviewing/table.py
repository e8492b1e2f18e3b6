"""Small tables in CSV, with Chinese or English heads in any order, and the place of every fault."""

from __future__ import annotations

import io
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from expertpool.csv_cells import csv_reader
from expertpool.documents.filled_table import read_filled
from expertpool.documents.roster.column_table import ColumnTable, Kind, RosterColumn
from expertpool.errors import Refusal, Where

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")


@dataclass(frozen=True)
class Row:
    """One line by field, with the file and the number it has there."""

    file: str
    number: int
    cells: Mapping[str, str]

    def where(self, field: str) -> Where:
        """The place of a cell."""
        return Where(file=self.file, row=self.number, field=field)


def heads_of(table: str) -> dict[str, str]:
    """How a head may be written -> its field, of the table with this name."""
    text = files("expertpool.reviewing").joinpath("heads.toml").read_text(encoding="utf-8")
    return {head: field for field, heads in tomllib.loads(text)[table].items() for head in heads}


def read_table(path: Path, table: str, *, optional: frozenset[str] = frozenset()) -> list[Row]:
    """The lines of a file, read as the table with this name; every field of it but the ``optional`` must have a column.

    CSV in UTF-8 with or without BOM or in GB18030, or a workbook. Raises a refusal for a missing or doubled column and
    for an empty table.
    """
    heads = heads_of(table)
    if path.suffix.lower() in WORKBOOKS:
        return from_workbook(path, heads, optional)
    lines = list(csv_reader(io.StringIO(decoded(path), newline="")))
    file = str(path)
    if not lines:
        raise Refusal("scores.table_empty", where=Where(file=file))
    fields = [heads.get(unicodedata.normalize("NFKC", head).strip().lower()) for head in lines[0]]
    missing = sorted(set(heads.values()) - set(fields) - optional)
    if missing:
        raise Refusal("scores.column_missing", where=Where(file=file, row=1), column=missing[0])
    doubled = sorted(field for field in set(heads.values()) if fields.count(field) > 1)
    if doubled:
        raise Refusal("scores.column_doubled", where=Where(file=file, row=1), column=doubled[0])
    rows = [
        Row(file, number, {field: clean(cell) for field, cell in zip(fields, line, strict=False) if field})
        for number, line in enumerate(lines[1:], start=2)
        if any(map(str.strip, line))
    ]
    if not rows:
        raise Refusal("scores.table_empty", where=Where(file=file))
    for row in rows:
        for field in sorted(set(heads.values()) - row.cells.keys() - optional):
            raise Refusal("scores.cell_empty", where=row.where(field), field=field)
    return rows


def from_workbook(path: Path, heads: Mapping[str, str], optional: frozenset[str]) -> list[Row]:
    """The same from a sheet of a workbook, whatever stands above its heads."""
    fields = dict.fromkeys(heads.values())
    named = {field: [head for head, of in heads.items() if of == field] for field in fields}
    columns = [
        RosterColumn(field, own[0], Kind.TEXT, tuple(own[1:]), required=field not in optional)
        for field, own in named.items()
    ]
    shape = ColumnTable(tuple(columns), number=columns[0].key)
    read = read_filled(path, shape, code="scores.column_missing_in_book")
    if not read:
        raise Refusal("scores.table_empty", where=Where(file=str(path)))
    rows = [Row(str(path), one.where(columns[0].key).row or 0, one.cells) for one in read]
    for row in rows:
        for field in sorted(fields.keys() - optional):
            if not row.cells[field]:
                raise Refusal("scores.cell_empty", where=row.where(field), field=field)
    return rows


def decoded(path: Path) -> str:
    """The file's text."""
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refusal("scores.sheet_not_text", where=Where(file=str(path)))


def clean(cell: str) -> str:
    """A cell in NFKC without spaces around it."""
    return unicodedata.normalize("NFKC", cell).strip()
