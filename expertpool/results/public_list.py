"""The list of those who passed, as everybody may read it: six columns, no number that belongs to a person."""

from __future__ import annotations

import re
import unicodedata
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
_BETWEEN = re.compile(r"(?<=\d)[\s.\-\u00b7\u2010-\u2015\u200b-\u200f]+(?=[\dXx])")
"""What may stand between the figures of one number."""
_SHORTEST = 5
"""Figures from which on another known number of a person is looked for in every cell."""


def public_rows(people: Sequence[Identity]) -> list[list[str]]:
    """One line a person, numbered from 1. Refuses a cell with an identity card's or telephone's number in it.

    Numbers are found in any width and spacing, whoever of the list they belong to.
    """
    rows = [
        [str(at), one.name, one.employer, "/".join(filter(None, (one.series, one.specialty))), one.level, PASSED]
        for at, one in enumerate(people, start=1)
    ]
    known = {_dense(number) for one in people for number in (one.id_number, *one.phone, *one.other_numbers)}
    secret = [number for number in known if len(number) >= _SHORTEST]
    for row in rows:
        for head, cell in zip(HEADS[1:], row[1:], strict=True):
            shown = _dense(cell)
            if _NUMBER.search(shown) or any(number in shown for number in secret):
                raise Refusal("results.private_number", line=int(row[0]), column=head)
    return rows


def _dense(text: str) -> str:
    """Figures of every width made one kind, with nothing between them."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text)).upper()


def list_text(rows: Sequence[Sequence[str]], facts: Mapping[str, str]) -> str:
    """The list as one canonical text, which is kept and to which a posted copy is held."""
    return canonical({"facts": dict(facts), "format": FORMAT, "heads": list(HEADS), "rows": rows}).decode()


def differing(kept: Any, posted: Sequence[Sequence[str]]) -> list[int]:
    """The lines (from 1, the head not counted) in which a posted copy is not the list that was kept."""
    rows = [list(row) for row in kept["rows"]]
    longest = max(len(rows), len(posted))
    padded = [*map(list, posted), *([[]] * (longest - len(posted)))]
    return [at for at in range(1, longest + 1) if (rows[at - 1] if at <= len(rows) else []) != padded[at - 1]]
