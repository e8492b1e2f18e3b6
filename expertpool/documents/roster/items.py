"""Several texts in one cell, such as specialties and units, separated by 、 ; or ,."""

from __future__ import annotations

import re

from expertpool.documents.roster.parsed import Parsed, failed
from expertpool.documents.roster.problem import error, notice
from expertpool.documents.roster.text import CJK, LONGEST, one_line

_SEPARATORS = re.compile(r"[、；;，,\n]+")
_LINE_ENDS = re.compile(r"[、；;\n]+")
_PERHAPS_TWO = re.compile(rf"(?<=[{CJK}])[\s/|]+(?=[{CJK}])")


def read_items(text: str) -> Parsed[tuple[str, ...]]:
    """The texts of a cell in their order, each once. Notice: one that looks like two, or begins like a formula."""
    return read_item_list(_SEPARATORS.split(text))


def read_lines(text: str) -> Parsed[tuple[str, ...]]:
    """As ``read_items`` for texts that may hold commas, such as a unit's English name."""
    return read_item_list(_LINE_ENDS.split(text))


def read_item_list(parts: list[str]) -> Parsed[tuple[str, ...]]:
    """Texts that came apart already, in their order, each once."""
    items = tuple(dict.fromkeys(item for part in parts if (item := one_line(part))))
    if any(len(item) > LONGEST for item in items):
        return failed(error("too_long", longest=str(LONGEST)))
    faults = [notice("perhaps_several", item=item) for item in items if _PERHAPS_TWO.search(item)]
    faults += [notice("formula_like") for item in items if item[0] in "+-@"][:1]
    return Parsed(items, tuple(faults[:1]))
