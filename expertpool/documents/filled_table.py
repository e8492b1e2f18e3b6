"""A table that people filled in: its rows by column, and the place of every cell, from Excel, CSV or JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from expertpool.documents.roster.column_table import ColumnTable, Kind, RosterColumn
from expertpool.documents.roster.file import read_grids
from expertpool.documents.roster.grid import Grid, shown
from expertpool.errors import Refusal, Where
from expertpool.words import Language, say

WITHIN = 10
"""Rows in which a head is looked for; titles may stand above it."""

Places = Mapping[str, tuple[int, str]]
"""Column key -> number of the column from 0, and its head as it stands in the file."""


@dataclass(frozen=True)
class FilledRow:
    """One line: its cells as texts by column key, empty ones too."""

    cells: Mapping[str, str]
    grid: Grid
    at: int
    places: Places

    def where(self, key: str) -> Where:
        """The place of a cell, or of the line where the file has no such column."""
        if key not in self.places:
            return self.grid.where(self.at)
        column, head = self.places[key]
        return self.grid.where(self.at, column, head=head)


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
    """The lines that are not empty, of the first sheet with a head.

    Raises Refusal ``code`` (place ``columns``) where no row names all required columns.
    """
    needed = {column.key for column in table.columns if column.required}
    nearest: set[str] = needed
    for grid in sorted(read_grids(path, table), key=lambda one: one.hidden):
        heads = range(min(WITHIN, len(grid.rows))) if grid.head_row is None else [grid.head_row]
        for head in heads:
            places = _places(grid, head, table)
            if needed <= places.keys():
                return _rows(grid, head, places, table)
            nearest = min(nearest, needed - places.keys(), key=len)
    names = "、".join(column.head for column in table.columns if column.key in nearest)
    raise Refusal(code, where=Where(file=path.name), columns=names)


def _places(grid: Grid, head: int, table: ColumnTable) -> dict[str, tuple[int, str]]:
    found: dict[str, tuple[int, str]] = {}
    for at, value in enumerate(grid.rows[head]):
        text = shown(value).strip()
        column = table.find(text) if text else None
        if column is not None:
            found.setdefault(column.key, (at, text))
    return found


def _rows(grid: Grid, head: int, places: Places, table: ColumnTable) -> list[FilledRow]:
    rows = []
    for at in range(head + 1, len(grid.rows)):
        found = {key: shown(grid.cell(at, column)).strip() for key, (column, _) in places.items()}
        cells = {column.key: found.get(column.key, "") for column in table.columns}
        if any(cells.values()):
            rows.append(FilledRow(cells, grid, at, places))
    return rows
