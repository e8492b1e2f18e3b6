"""A counter's table: one line for each candidate with the ballots found, and the readings a tally may be asked for."""

from __future__ import annotations

from pathlib import Path

from blind.tally import Count
from expertpool.errors import Refusal
from expertpool.reviewing.table import Row, read_table

FIELDS = ("yes", "no", "abstained", "spoilt")


def read_counts(path: Path) -> dict[str, Count]:
    """Counts by candidate, in the order of the file."""
    found: dict[str, Count] = {}
    for row in read_table(path, "counts"):
        name = row.cells["candidate"]
        if not name or name in found:
            raise Refusal("ballot.candidate_empty_or_doubled", where=row.where("candidate"), name=name)
        found[name] = Count(**{field: ballots(row, field) for field in FIELDS})
    return found


def ballots(row: Row, field: str) -> int:
    """A whole number of ballots; an empty cell is not nought."""
    text = row.cells[field]
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise Refusal("ballot.not_a_count", where=row.where(field), found=text[:40])
    return int(text)
