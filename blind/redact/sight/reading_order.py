"""The order in which a page's lines are read: from top to bottom, a column of writing before the one beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from blind.redact.page import Line, around_line

_LEAST = 3
_WIDE = 6
"""A column of writing has three lines or more, half of them at least six times as wide as high: cells are shorter."""
_APART = 0.7
"""Of a line's height: the least width of a gutter."""


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """The lines as somebody reads them; lines beside one another that are no columns go by rows."""
    rows = sorted((line for line in lines if line.glyphs), key=_place)
    return list(_ordered(rows))


def _place(line: Line) -> tuple[int, int]:
    box = around_line(line)
    return (box.top + box.bottom) // 2, box.left


def _ordered(rows: list[Line]) -> Iterator[Line]:
    """Rows down to the first columns, the columns one after the other, and what stands below them."""
    at = 0
    while at + 1 < len(rows):
        found = _columns(rows, at)
        if found is None:
            yield rows[at]
            at += 1
            continue
        end, gutter = found
        part = rows[at:end]
        yield from _ordered([line for line in part if around_line(line).right <= gutter])
        yield from _ordered([line for line in part if around_line(line).right > gutter])
        at = end
    yield from rows[at:]


def _columns(rows: Sequence[Line], start: int) -> tuple[int, int] | None:
    """Where columns that begin at this line end, and the left edge of their gutter; None where none begin."""
    one = around_line(rows[start])
    for other in (around_line(line) for line in rows[start + 1 : start + 1 + _LEAST]):
        left, right = (one, other) if one.left < other.left else (other, one)
        if right.left - left.right < _APART * min(left.height, right.height):
            continue
        end, low, high = start, left.right, right.left
        for line in rows[start:]:
            box = around_line(line)
            narrowed = (max(low, box.right), high) if box.left < (low + high) / 2 else (low, min(high, box.left))
            if narrowed[1] - narrowed[0] < _APART * box.height:
                break
            (low, high), end = narrowed, end + 1
        if all(map(_written, _sides(rows[start:end], low))):
            return end, low
    return None


def _sides(rows: Sequence[Line], gutter: int) -> tuple[list[Line], list[Line]]:
    left = [line for line in rows if around_line(line).right <= gutter]
    return left, [line for line in rows if around_line(line).right > gutter]


def _written(column: Sequence[Line]) -> bool:
    """Whether these lines are a column of writing."""
    boxes = [around_line(line) for line in column]
    return len(boxes) >= _LEAST and median(box.width / max(1, box.height) for box in boxes) >= _WIDE
