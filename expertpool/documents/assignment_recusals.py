"""Who must not read what: a list of codenames and expert numbers, each with its ground."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from expertpool.documents.roster.column_table import ColumnTable, Kind, RosterColumn
from expertpool.documents.roster.file import read_grids
from expertpool.documents.roster.grid import shown
from expertpool.documents.roster.head import Head, find_head
from expertpool.errors import Refusal, Where
from expertpool.words import Language, say

_ALSO = {"codename": ("packet", "code"), "expert_no": ("expert", "expert number"), "ground": ("reason", "why")}


def table() -> ColumnTable:
    """The columns of the list, found by their Chinese or English heads."""
    columns = [
        RosterColumn(
            key,
            say(f"assign.column.{key}"),
            Kind.TEXT,
            (say(f"assign.column.{key}", Language.EN), *say(f"assign.also.{key}").split("、"), *also),
            required=True,
        )
        for key, also in _ALSO.items()
    ]
    return ColumnTable(tuple(columns), number="codename")


@dataclass(frozen=True)
class Recusals:
    """Pairs (codename, expert number) that are never made, each with its ground where one is given."""

    grounds: dict[tuple[str, str], str]


def _head(path: Path, columns: ColumnTable) -> Head:
    """The head of the list; all three columns are needed, though a ground may be left empty."""
    try:
        return find_head(read_grids(path, columns), columns)
    except Refusal as refusal:
        if refusal.code not in ("roster.no_head", "roster.json_no_keys"):
            raise
        raise Refusal("assign.column_missing", where=Where(file=path.name)) from None


def read_recusals(path: Path, *, codenames: Collection[str], experts: Collection[str]) -> Recusals:
    """Read an ``.xlsx``, ``.csv`` or ``.json`` list. Raises Refusal with the cell of whatever names nobody."""
    columns = table()
    head = _head(path, columns)
    known = {"codename": frozenset(codenames), "expert_no": frozenset(experts)}
    grounds: dict[tuple[str, str], str] = {}
    for at in range(head.first_row, len(head.grid.rows)):
        cells = {key: (shown(head.grid.cell(at, place.at)) or "").strip() for key, place in head.columns.items()}
        if not any(cells.values()):
            continue
        for key, names in known.items():
            if cells[key] not in names:
                where = head.grid.where(at, head.columns[key].at, head=head.columns[key].head)
                raise Refusal(f"assign.unknown_{key}", where=where, found=cells[key])
        grounds[cells["codename"], cells["expert_no"]] = cells.get("ground", "")
    return Recusals(grounds)
