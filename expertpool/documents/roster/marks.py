"""What a spreadsheet says about its cells beyond their values: errors, formulas without a result, merges, padding."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from expertpool.documents.roster.grid import BadCell, Merge
from expertpool.errors import Refusal

MOST_BYTES = 64 * 2**20
"""A roster file above this is refused unread; 20,000 experts take about three."""

MOST_UNPACKED = 512 * 2**20
"""A packed file that grows beyond this is refused."""

MOST_CELLS = 4_000_000
"""Rows times columns of one sheet, up to the last filled cell."""

Place = tuple[int, int]


@dataclass(frozen=True)
class SheetMarks:
    """Marks of one sheet by row and column, from 0. ``padded``: how many digits a number format such as 0000 shows."""

    bad: Mapping[Place, BadCell] = field(default_factory=dict)
    merges: tuple[Merge, ...] = ()
    padded: Mapping[Place, int] = field(default_factory=dict)


NO_MARKS = SheetMarks()


def error_cell(text: str) -> BadCell:
    """A cell that shows one of Excel's error values."""
    return BadCell("roster.excel_error", text)


def formula_cell(formula: str) -> BadCell:
    """A cell whose formula has never been calculated and saved; ``formula`` without its equals sign, if it is known."""
    return BadCell("roster.formula_empty", f"={formula}" if formula else "")


def refuse_if_too_wide(rows: int, columns: int, *, sheet: str) -> None:
    """Refuse a sheet whose last filled cell lies too far out to be part of a roster. Raises Refusal."""
    if rows * columns > MOST_CELLS:
        raise Refusal("roster.too_wide", rows=rows, columns=columns, sheet=sheet)


def attribute(tag: bytes, name: bytes) -> bytes | None:
    """The value of an XML attribute in the inside of a tag, its prefix set aside; entities stay as they are."""
    found = re.search(rb"(?:^|[\s:])" + name + rb"\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", tag)
    return None if found is None else (found[1] if found[1] is not None else found[2])
