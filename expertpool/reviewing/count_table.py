"""A counter's table: one line for each candidate with the ballots found, from Excel or CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from blind.tally import Count
from expertpool.documents.filled_table import read_filled, worded_table
from expertpool.errors import Refusal, Where
from expertpool.reviewing.table import read_table

FIELDS = ("yes", "no", "abstained", "spoilt")
COLUMNS = ("candidate", *FIELDS)
WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
Line = tuple[Mapping[str, str], Callable[[str], Where]]
"""Cells by field, and the place of each."""


def read_counts(path: Path) -> dict[str, Count]:
    """Counts by candidate, in the order of the file."""
    found: dict[str, Count] = {}
    for cells, where in _lines(path):
        name = cells["candidate"]
        if not name or name in found:
            raise Refusal("ballot.candidate_empty_or_doubled", where=where("candidate"), name=name)
        found[name] = Count(**{field: ballots(cells[field], where(field)) for field in FIELDS})
    return found


def _lines(path: Path) -> Iterator[Line]:
    if path.suffix.lower() not in WORKBOOKS:
        yield from ((row.cells, row.where) for row in read_table(path, "counts"))
        return
    table = worded_table("ballot", COLUMNS, required=COLUMNS, number="candidate")
    yield from ((row.cells, row.where) for row in read_filled(path, table, code="ballot.count_columns"))


def ballots(text: str, where: Where) -> int:
    """A whole number of ballots; an empty cell is not nought."""
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise Refusal("ballot.not_a_count", where=where, found=text[:40])
    return int(text)
