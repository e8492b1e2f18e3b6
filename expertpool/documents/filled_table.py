"""A table that people filled in: its rows by column, and the place of every cell, from Excel, CSV or JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from expertpool.documents.roster.column_table import ColumnTable, Kind, RosterColumn
from expertpool.documents.roster.file import read_grids
from expertpool.documents.roster.grid import shown
from expertpool.documents.roster.head import Head, find_head
from expertpool.errors import Refusal, Where
from expertpool.words import Language, say


@dataclass(frozen=True)
class FilledRow:
    """One line: its cells as texts by column key, empty ones too."""

    cells: dict[str, str]
    head: Head
    at: int

    def where(self, key: str) -> Where:
        """The place of a cell, or of the line where the file has no such column."""
        place = self.head.columns.get(key)
        if place is None:
            return self.head.grid.where(self.at)
        return self.head.grid.where(self.at, place.at, head=place.head)


def worded_table(area: str, keys: Sequence[str], *, required: Sequence[str], number: str) -> ColumnTable:
    """The columns ``area.column.KEY`` of the catalogues, found by their head in either language or by their key."""
    columns = [
        RosterColumn(
            key,
            say(f"{area}.column.{key}"),
            Kind.TEXT,
            (say(f"{area}.column.{key}", Language.EN),),
            required=key in required,
        )
        for key in keys
    ]
    return ColumnTable(tuple(columns), number=number)


def read_filled(path: Path, table: ColumnTable, *, code: str) -> list[FilledRow]:
    """The lines that are not empty. Raises Refusal ``code`` (place ``columns``) where a required column is missing."""
    needed = [column for column in table.columns if column.required]
    try:
        head = find_head(read_grids(path, table), table)
    except Refusal as refusal:
        if refusal.code not in ("roster.no_head", "roster.json_no_keys"):
            raise
        raise _missing(path, code, needed) from None
    missing = [column for column in needed if column.key not in head.columns]
    if missing:
        raise _missing(path, code, missing)
    rows = [FilledRow(_cells(head, at, table), head, at) for at in range(head.first_row, len(head.grid.rows))]
    return [row for row in rows if any(row.cells.values())]


def _cells(head: Head, at: int, table: ColumnTable) -> dict[str, str]:
    found = {key: (shown(head.grid.cell(at, place.at)) or "").strip() for key, place in head.columns.items()}
    return {column.key: found.get(column.key, "") for column in table.columns}


def _missing(path: Path, code: str, columns: Sequence[RosterColumn]) -> Refusal:
    return Refusal(code, where=Where(file=path.name), columns="、".join(column.head for column in columns))
