"""The list of those who passed, as everybody may read it: six columns, no number that belongs to a person."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from blind.encoding import canonical
from blind.identity import Identity
from expertpool.errors import Refusal

HEADS = ("序号", "姓名", "单位", "系列/专业", "层级", "结果")
PASSED = "通过"
FORMAT = "expertpool-public-list/1"
_NUMBER = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{15}|1[3-9]\d{9})(?!\d)")
"""A number of an identity card, old or new, or of a mobile telephone."""


def public_rows(people: Sequence[Identity]) -> list[list[str]]:
    """One line a person, numbered from 1. Refuses a cell with an identity card's or telephone's number in it."""
    rows = [
        [str(at), one.name, one.employer, "/".join(filter(None, (one.series, one.specialty))), one.level, PASSED]
        for at, one in enumerate(people, start=1)
    ]
    for at, (row, one) in enumerate(zip(rows, people, strict=True), start=1):
        secret = [one.id_number, *one.phone]
        for head, cell in zip(HEADS, row, strict=True):
            if _NUMBER.search(cell) or any(number and number in cell for number in secret):
                raise Refusal("results.private_number", line=at, column=head)
    return rows


def list_text(rows: Sequence[Sequence[str]], facts: Mapping[str, str]) -> str:
    """The list as one canonical text, which is kept and to which a posted copy is held."""
    return canonical({"facts": dict(facts), "format": FORMAT, "heads": list(HEADS), "rows": rows}).decode()


def differing(kept: Any, posted: Sequence[Sequence[str]]) -> list[int]:
    """The lines (from 1, the head not counted) in which a posted copy is not the list that was kept."""
    rows = [list(row) for row in kept["rows"]]
    longest = max(len(rows), len(posted))
    padded = [*map(list, posted), *([[]] * (longest - len(posted)))]
    return [at for at in range(1, longest + 1) if (rows[at - 1] if at <= len(rows) else []) != padded[at - 1]]
