"""Small lists in .xlsx, .csv or .json whose rows are a few texts each: read with the place of every fault."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from expertpool.documents.roster.column_table import ColumnTable, Kind, RosterColumn
from expertpool.documents.roster.file import read_grids
from expertpool.documents.roster.grid import shown
from expertpool.documents.roster.head import find_head
from expertpool.errors import Refusal, Where


@dataclass(frozen=True)
class Listed:
    """One row: its texts by column key, and where each stands."""

    cells: Mapping[str, str]
    places: Mapping[str, Where]


def read_listed(path: Path, columns: Sequence[tuple[str, str, tuple[str, ...]]]) -> tuple[Listed, ...]:
    """The rows that hold anything. ``columns``: key, head, other heads. Raises Refusal where no such head is found."""
    table = ColumnTable(
        tuple(RosterColumn(key, head, Kind.TEXT, (key, *others), required=True) for key, head, others in columns),
        number=columns[0][0],
    )
    try:
        head = find_head(read_grids(path, table), table)
    except Refusal as refusal:
        if refusal.code not in ("roster.no_head", "roster.json_no_keys"):
            raise
        raise Refusal(
            "conflicts.list_head", where=Where(file=path.name), heads="、".join(c[1] for c in columns)
        ) from None
    rows = []
    for at in range(head.first_row, len(head.grid.rows)):
        cells = {key: shown(head.grid.cell(at, place.at)).strip() for key, place in head.columns.items()}
        if any(cells.values()):
            places = {key: head.grid.where(at, place.at, head=place.head) for key, place in head.columns.items()}
            rows.append(Listed(cells, places))
    return tuple(rows)
