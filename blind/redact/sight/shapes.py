"""The ink of each glyph of a page, cut out of its pixels: all lines that run level are swept in one go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from blind.redact.box import Box
from blind.redact.page import Line, Pixels

_DARK = 160
_TALLEST = 64
"""Higher lines are swept each by itself, or the room beside the others would be larger than the page."""

Edges = NDArray[np.int64]
"""Rows of left, top, right, bottom: as many boxes."""


class Shape(NamedTuple):
    """A glyph's ink: a key equal for equal pixels, its pixels cut tightly, and its place."""

    exact: bytes
    pixels: Pixels
    box: Box


def shapes_on(lines: Sequence[Line], grey: Pixels) -> list[list[Shape | None]]:
    """For each glyph of each line its shape, None where nothing is drawn."""
    shapes: list[list[Shape | None]] = [[None] * len(line.glyphs) for line in lines]
    written = [[at for at, glyph in enumerate(line.glyphs) if not glyph.char.isspace()] for line in lines]
    together: list[tuple[int, Edges]] = []
    for row, (line, places) in enumerate(zip(lines, written, strict=True)):
        if not places:
            continue
        cells = own_cells(line)[places]
        if not _in_a_row(cells, grey):
            _set(shapes[row], places, [shape_of(Box(*cell), grey) for cell in cells.tolist()])
        elif int(cells[:, 3].max() - cells[:, 1].min()) > _TALLEST:
            _set(shapes[row], places, _swept([cells], grey))
        else:
            together.append((row, cells))
    found = iter(_swept([cells for _, cells in together], grey))
    for row, cells in together:
        _set(shapes[row], written[row], [next(found) for _ in range(len(cells))])
    return shapes


def _set(shapes: list[Shape | None], places: list[int], found: list[Shape | None]) -> None:
    for at, shape in zip(places, found, strict=True):
        shapes[at] = shape


def own_cells(line: Line) -> Edges:
    """Each glyph's cell, cut where the next one's begins: lines set tightly overlap in their blank parts."""
    cells = np.array([glyph.box for glyph in line.glyphs])
    (left, top, right, bottom), (next_left, next_top, _, next_bottom) = cells[:-1].T, cells[1:].T
    shared = np.minimum(bottom, next_bottom) - np.maximum(top, next_top)
    level = 2 * shared > np.minimum(bottom - top, next_bottom - next_top)
    cells[:-1, 2] = np.where(level & (left + 1 < next_left) & (next_left < right), next_left, right)
    return cells


def _in_a_row(cells: Edges, grey: Pixels) -> bool:
    """Whether cells follow one another to the right without overlap, on the page, about as high as each other."""
    left, top, right, bottom = cells.T
    height = int(bottom.max() - top.min())
    apart = bool((right[:-1] <= left[1:]).all()) and bool((right > left).all()) and bool((bottom > top).all())
    on_page = left.min() >= 0 and top.min() >= 0 and right.max() <= grey.shape[1] and bottom.max() <= grey.shape[0]
    return apart and bool(on_page) and height < 2 * int((bottom - top).max())


def _swept(lines: Sequence[Edges], grey: Pixels) -> list[Shape | None]:
    """The shapes in the cells of lines that run level, one line after the other: all laid side by side on one strip."""
    if not lines:
        return []
    wholes = [Box(int(at[0, 0]), int(at[:, 1].min()), int(at[-1, 2]), int(at[:, 3].max())) for at in lines]
    ends = np.cumsum([whole.width for whole in wholes])
    high = max(whole.height for whole in wholes)
    strip = np.full((high, int(ends[-1])), 255, np.uint8)
    moved: list[Edges] = []
    for whole, end, cells in zip(wholes, ends.tolist(), lines, strict=True):
        start = end - whole.width
        strip[: whole.height, start:end] = grey[whole.top : whole.bottom, whole.left : whole.right]
        moved.append(cells - np.array([whole.left - start, whole.top] * 2))
    cells, counts = np.concatenate(moved), [len(each) for each in lines]
    aside = np.repeat([whole.left - end + whole.width for whole, end in zip(wholes, ends, strict=True)], counts)
    above = np.repeat([whole.top for whole in wholes], counts)
    coarse = strip >> 5
    return [
        None
        if top >= bottom
        else Shape(
            bytes((bottom - top & 255, right - left & 255)) + coarse[top:bottom, left:right].tobytes(),
            strip[top:bottom, left:right],
            Box(left + x, top + y, right + x, bottom + y),
        )
        for left, top, right, bottom, x, y in zip(*_inked(cells, strip), aside.tolist(), above.tolist(), strict=True)
    ]


def _inked(cells: Edges, strip: Pixels) -> tuple[list[int], list[int], list[int], list[int]]:
    """Left, top, right and bottom of the dark pixels in each cell; in an empty one the bottom is above the top."""
    high, wide = strip.shape
    bounds = cells[:, ::2].ravel()[:-1]
    rows = np.arange(high)[:, None]
    dark = (strip < _DARK).view(np.uint8)
    if bool((cells[:, 1] > 0).any()) or bool((cells[:, 3] < high).any()):
        lengths = np.diff(cells[:, ::2].ravel(), append=wide)
        first, last = (np.repeat(np.repeat(cells[:, side].astype(np.int32), 2), lengths) for side in (1, 3))
        each = rows.astype(np.int32)
        dark &= (each >= first) & (each < last)
    per_cell = np.bitwise_or.reduceat(dark, bounds, axis=1)[:, ::2]
    column, columns = np.bitwise_or.reduce(dark, axis=0) > 0, np.arange(wide)
    return (
        np.minimum.reduceat(np.where(column, columns, wide), bounds)[::2].tolist(),
        np.where(per_cell > 0, rows, high).min(axis=0).tolist(),
        np.maximum.reduceat(np.where(column, columns + 1, 0), bounds)[::2].tolist(),
        np.where(per_cell > 0, rows + 1, 0).max(axis=0).tolist(),
    )


def shape_of(box: Box, grey: Pixels) -> Shape | None:
    """The dark pixels inside a glyph's box or None where nothing is drawn."""
    top, left = max(0, box.top), max(0, box.left)
    part = grey[top : box.bottom, left : box.right]
    if not part.size:
        return None
    dark = part < _DARK
    columns = np.flatnonzero(dark.any(axis=0))
    if not len(columns):
        return None
    rows = np.flatnonzero(dark.any(axis=1))
    upper, lower, first, last = int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1
    tight = part[upper:lower, first:last]
    return Shape(
        exact=bytes((lower - upper & 255, last - first & 255)) + (tight >> 5).tobytes(),
        pixels=tight,
        box=Box(left + first, top + upper, left + last, top + lower),
    )
