"""The rims of burnt places: halves of letters that a hole left standing."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from blind.redact.box import Box
from blind.redact.page import Pixels

_TALLEST = 9
_BAND = 14
_DARK = 140


def holes_seen(grey: Pixels) -> list[Box]:
    """Solid black bars on a page: at least ten pixels high, twenty wide, filled."""
    dark = (grey < _DARK).astype(np.uint8)
    solid = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((9, 17), np.uint8))
    rows = np.flatnonzero(cv2.reduce(solid, 1, cv2.REDUCE_MAX))
    if not len(rows):
        return []
    first = int(rows[0])
    solid = solid[first : int(rows[-1]) + 1]
    count, _, stats, _ = cv2.connectedComponentsWithStats(np.asarray(solid, dtype=np.uint8), connectivity=4)
    boxes = []
    for at in range(1, count):
        left, top, width, height, area = (int(stats[at, column]) for column in range(5))
        if width >= 20 and height >= 10 and area > 0.98 * width * height:
            boxes.append(Box(left, top + first, left + width, top + first + height))
    return boxes


def without_holes(grey: Pixels, holes: Sequence[Box]) -> Pixels:
    """The page with its solid bars painted over, so that nobody tries to read them."""
    clear = grey.copy()
    for box in holes:
        clear[box.top : box.bottom, box.left : box.right] = 255
    return clear


def stumps(grey: Pixels, hole: Box) -> list[Box]:
    """Where rows of letter parts stand close above or below a hole, or part of a letter beside it.

    A line of whole letters is taller than the band looked at, and an underline is one long piece: neither counts.
    """
    found = []
    for top, bottom, inner in (
        (hole.top - _BAND, hole.top, hole.top),
        (hole.bottom, hole.bottom + _BAND, hole.bottom),
    ):
        band = Box(hole.left, max(0, top), hole.right, min(grey.shape[0], bottom))
        if band.height < 4:
            continue
        if _row_of_stumps(grey[band.top : band.bottom, band.left : band.right], at_bottom=inner == hole.top):
            found.append(band)
    return found


def _row_of_stumps(band: Pixels, *, at_bottom: bool) -> bool:
    dark = (band < _DARK).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    pieces = []
    for at in range(1, count):
        _, top, width, height, area = (int(stats[at, column]) for column in range(5))
        near = top + height >= band.shape[0] - 5 if at_bottom else top <= 4
        far = top <= 0 if at_bottom else top + height >= band.shape[0]
        if near and not far and area >= 4 and height <= _TALLEST and width < 0.6 * band.shape[1]:
            pieces.append(width)
    return len(pieces) >= 3 and sum(pieces) >= 0.15 * band.shape[1]
