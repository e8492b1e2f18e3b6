"""Bar codes and square codes, which carry numbers and addresses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
import zxingcpp

from blind.redact.box import Box
from blind.redact.hit import Act
from blind.redact.marks.mark import Mark
from blind.redact.page import Pixels, SeenPage
from blind.redact.sight.ink import Mask, flattened, grey_of, ink, regions, widened

_MARGIN = 6


def find(page: SeenPage, words: Sequence[str]) -> list[Mark]:  # noqa: ARG001  # all finders are called alike
    """Codes that can be read, and dense square or barred patterns that look like one and cannot."""
    grey = grey_of(page.image)
    patterns = _patterns(grey)
    if not patterns:
        return []
    found = [Mark(widened(box, _MARGIN, grey.shape), "code", "code-read", Act.HIDE, 100) for box in read_places(grey)]
    known = [mark.box for mark in found]
    for box in patterns:
        if not any(box.meets(other) for other in known) and _like_code(_cut(grey, box)):
            found.append(Mark(widened(box, _MARGIN, grey.shape), "code", "code-unread", Act.HIDE, 80))
    return found


def read_places(grey: Pixels) -> list[Box]:
    """Boxes of all codes that a reader of codes makes out."""
    return [_box(result.position) for result in zxingcpp.read_barcodes(grey)]


def _box(position: Any) -> Box:
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    xs, ys = [corner.x for corner in corners], [corner.y for corner in corners]
    left, top, right, bottom = min(xs), min(ys), max(xs) + 1, max(ys) + 1
    if bottom - top < (right - left) // 4:
        reach = (right - left) // 4
        return Box(left, max(0, top - reach), right, bottom + reach)
    return Box(left, top, right, bottom)


def _patterns(grey: Pixels) -> list[Box]:
    """Clumps of ink that are large and dense enough to be a code."""
    mask = ink(flattened(grey), under=100)
    boxes = regions(mask, across=9, down=9, at_least=300)
    return [
        box
        for box in boxes
        if box.width >= 40 and box.height >= 24 and _maybe_code(mask[box.top : box.bottom, box.left : box.right])
    ]


def _maybe_code(part: Mask) -> bool:
    """Dense enough, and either about square or of long upright bars; lines of text are neither."""
    height, width = part.shape
    if not 0.25 < float(part.mean()) < 0.8:
        return False
    upright = float(np.abs(np.diff(part.astype(np.int8), axis=0)).sum(axis=0).mean())
    square = height >= 36 and 0.6 < width / height < 1.7
    return square or bool(width > height and upright < max(3.0, height / 12))


def _like_code(part: Pixels) -> bool:
    """Square codes: many changes between black and white along rows and columns alike; bars: along rows alone."""
    dark = part < 128
    height, width = dark.shape
    across = np.abs(np.diff(dark.astype(np.int8), axis=1)).sum(axis=1)
    down = np.abs(np.diff(dark.astype(np.int8), axis=0)).sum(axis=0)
    square = 0.75 < width / height < 1.35 and width >= 50
    sharp = float(((part < 70) | (part > 185)).mean()) > 0.75
    if square and sharp and np.median(across) > 5 and np.median(down) > 5 and _has_finders(dark):
        return True
    straight = float((cv2.erode(dark.astype(np.uint8), np.ones((max(3, height // 2), 1), np.uint8))).mean())
    return bool(width > 1.5 * height and np.median(across) > 30 and np.median(down) <= 2 and straight > 0.15)


def _has_finders(dark: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> bool:
    """Three of the four corners are mostly dark, as the eyes of a QR code are."""
    height, width = dark.shape
    high, wide = max(4, height // 4), max(4, width // 4)
    corners = (dark[:high, :wide], dark[:high, -wide:], dark[-high:, :wide], dark[-high:, -wide:])
    return sum(0.4 < float(corner.mean()) < 0.85 for corner in corners) >= 3


def _cut(grey: Pixels, box: Box) -> Pixels:
    return grey[box.top : box.bottom, box.left : box.right]
