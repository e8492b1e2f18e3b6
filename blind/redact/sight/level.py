"""Pages laid askew on the glass are turned level, so that a hole over one line cuts into no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from blind.redact.box import Box
from blind.redact.page import Line, RawPage
from blind.redact.sight.ink import within
from blind.redact.sight.reader import Quad

LEAST, MOST = 2.0, 12.0
"""Degrees: a hole over a line that leans less spares its neighbours; beyond, lines lie otherwise on purpose."""
_ALIKE = 1.5
_LONG = 4.0
_LINES = 3
_SHARE = 0.6

Turn = NDArray[np.float64]


def slant(quads: Sequence[Quad]) -> float:
    """By how many degrees the page's lines fall to the right; 0 where they are nearly level or do not agree."""
    leans = [lean for quad in quads if (lean := _lean(quad)) is not None]
    if len(leans) < _LINES:
        return 0.0
    middle = float(np.median(leans))
    agree = sum(abs(lean - middle) <= _ALIKE for lean in leans)
    return middle if LEAST <= abs(middle) <= MOST and agree >= _SHARE * len(leans) else 0.0


def _lean(quad: Quad) -> float | None:
    """How far the longer side of a long line's frame is from level or upright; None for a short one."""
    across, down = quad[1] - quad[0], quad[3] - quad[0]
    wide, high = float(np.linalg.norm(across)), float(np.linalg.norm(down))
    if max(wide, high) < _LONG * max(min(wide, high), 1.0):
        return None
    x, y = across if wide > high else (down[1], -down[0])
    return float((np.degrees(np.arctan2(y, x)) + 90) % 180 - 90)


def levelled(page: RawPage, degrees: float, quads: Sequence[Quad] | None) -> tuple[RawPage, list[Quad] | None]:
    """The page turned about its middle by so much, on a sheet that holds all of it, and the frames of its lines."""
    height, width = page.image.shape[:2]
    turn: Turn = np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1), dtype=np.float64)
    cos, sin = abs(turn[0, 0]), abs(turn[0, 1])
    wide, high = round(width * cos + height * sin), round(width * sin + height * cos)
    turn[:, 2] += (wide - width) / 2, (high - height) / 2
    paper = np.percentile(page.image[::4, ::4].reshape(-1, *page.image.shape[2:]), 90, axis=0)
    image = cv2.warpAffine(
        page.image, turn, (wide, high), flags=cv2.INTER_CUBIC, borderValue=tuple(map(float, np.atleast_1d(paper)))
    )
    level = replace(
        page,
        image=np.asarray(image, dtype=np.uint8),
        layer=tuple(
            Line(tuple(glyph._replace(box=_moved(glyph.box, turn)) for glyph in line.glyphs)) for line in page.layer
        ),
        pictures=tuple(within(_moved(box, turn), (high, wide)) for box in page.pictures),
    )
    return level, None if quads is None else [_points(quad, turn) for quad in quads]


def _points(points: Quad, turn: Turn) -> Quad:
    return np.asarray(points @ turn[:, :2].T + turn[:, 2], dtype=np.float32)


def _moved(box: Box, turn: Turn) -> Box:
    """What the corners of the box enclose on the turned page."""
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    corners = _points(np.array([[left, top], [right, top], [right, bottom], [left, bottom]], dtype=np.float32), turn)
    (left, top), (right, bottom) = np.floor(corners.min(axis=0)), np.ceil(corners.max(axis=0))
    return Box(int(left), int(top), int(right), int(bottom))
