"""Which rows of a roster an import leaves out for their errors, and whether the others can be taken without them."""

from __future__ import annotations

from dataclasses import dataclass

from expertpool.documents.roster.clean import require_clean
from expertpool.documents.roster.number import read_number
from expertpool.documents.roster.reading import RosterReading
from expertpool.ids import ExpertId


@dataclass(frozen=True)
class LeftOut:
    """Rows with errors: their numbers as Excel shows them, and whom they are about."""

    rows: tuple[int, ...]
    numbers: frozenset[ExpertId]
    nameless: bool
    """Whether a row does not tell whom it is about."""
    beyond_rows: bool
    """Whether errors stand that concern more than single rows, such as a missing column."""


def left_out_of(reading: RosterReading) -> LeftOut:
    """The rows in which errors stand. A row whose expert number cannot be read is nameless."""
    places = sorted({problem.at[0] for problem in reading.errors if problem.at} & reading.places)
    column = reading.columns["expert_no"].at if "expert_no" in reading.columns else None
    grid = reading.head.grid
    numbers: set[ExpertId] = set()
    nameless = False
    for place in places:
        cell = "" if column is None else grid.cell(place, column)
        number = None if isinstance(cell, tuple) else read_number(cell).value
        nameless = nameless or not number
        numbers |= {number} if number else set()
    rows = tuple(grid.where(place).row or 0 for place in places)
    beyond = any(problem.at is None or problem.at[0] not in reading.places for problem in reading.errors)
    return LeftOut(rows, frozenset(numbers), nameless, beyond)


def others_usable(reading: RosterReading, left_out: LeftOut) -> bool:
    """Whether experts remain without these rows, and every error lies in one of them."""
    return bool(reading.experts) and not left_out.beyond_rows


def require_usable(reading: RosterReading, left_out: LeftOut, *, only_good: bool) -> None:
    """Pass a clean reading; with ``only_good`` also one of which the other rows can be taken. Raises FaultyRoster."""
    if not only_good or not others_usable(reading, left_out):
        require_clean(reading)
