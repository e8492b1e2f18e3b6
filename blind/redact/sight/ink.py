"""Ink and paper: a page without its background, the pixels that carry ink, and the long rules among them."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from blind.redact.box import Box
from blind.redact.page import Pixels

WHITE = 255
VISIBLE = 40
"""Levels under the paper from which on a reader sees ink."""
FAINT_COLOUR = 14
"""How far the channels lie apart from which on a faded seal counts as coloured."""
_SATURATED = 48
_BLANK = np.uint64(0xFFFF_FFFF_FFFF_FFFF)
_BAND = 64
"""Rows looked at together: few enough to stay in the processor's own memory."""
_LEAST_SIDE, _LINE_HEIGHT = 544, 13

Mask = NDArray[np.uint8]
"""Height by width, 1 where something holds."""


def grey_of(image: Pixels) -> Pixels:
    """Luminance, height by width."""
    return image if image.ndim == 2 else np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def without_colour(image: Pixels) -> Pixels:
    """The brightest channel: black ink stays, saturated ink (a seal, a marker pen) turns to paper."""
    if image.ndim == 2:
        return image
    red, green, blue = cv2.split(image)
    return np.asarray(cv2.max(cv2.max(red, green), blue), dtype=np.uint8)


def spread_of(image: Pixels) -> Pixels:
    """How far the channels lie apart at each pixel: 0 for grey."""
    if image.ndim == 2:
        return np.zeros(image.shape, np.uint8)
    red, green, blue = cv2.split(image)
    most, least = cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)
    return np.asarray(cv2.subtract(most, least), dtype=np.uint8)


def saturated(image: Pixels) -> Mask:
    """Where colour is plain to see: the channels lie apart by more than printing and scanning do to grey."""
    return (spread_of(image) > _SATURATED).view(np.uint8)


def colour_shows(image: Pixels) -> bool:
    """Whether any pixel is coloured at all, however faintly."""
    if image.ndim != 3 or not image.size:
        return False
    parts = [np.empty((_BAND, image.shape[1]), np.uint8) for _ in range(3)]
    return any(_coloured(image[top : top + _BAND], parts) for top in range(0, image.shape[0], _BAND))


def _coloured(band: Pixels, parts: list[Pixels]) -> bool:
    """Whether colour shows in these rows; ``parts`` is room for a channel each, so that none has to be made anew."""
    red, green, blue = (part[: band.shape[0]] for part in parts)
    cv2.split(band, [red, green, blue])
    apart = max(cv2.norm(red, green, cv2.NORM_INF), cv2.norm(blue, green, cv2.NORM_INF))
    return apart * 2 > FAINT_COLOUR and int(spread_of(band).max()) > FAINT_COLOUR


def inked(image: Pixels) -> Pixels:
    """The values of an image in one row without most of its white: whole pixels, eight at a time."""
    values = np.ascontiguousarray(image).reshape(-1)
    words = 1 if image.ndim == 2 else image.shape[2]
    even = values.size // (8 * words) * (8 * words)
    groups = values[:even].view(np.uint64).reshape(-1, words)
    blank = functools.reduce(np.bitwise_and, groups.T) == _BLANK
    return np.concatenate([groups[~blank].reshape(-1).view(np.uint8), values[even:]])


def flattened(grey: Pixels) -> Pixels:
    """The page divided by its local background, so that paper is white everywhere and ink keeps its contrast."""
    if cv2.countNonZero(cv2.inRange(grey, np.array(250), np.array(WHITE))) > 0.6 * grey.size:
        return grey
    height, width = grey.shape
    small = cv2.resize(grey, (max(1, width // 8), max(1, height // 8)), interpolation=cv2.INTER_AREA)
    kernel = np.ones((9, 9), np.uint8)
    paper = cv2.GaussianBlur(
        cv2.morphologyEx(cv2.dilate(small, np.ones((3, 3), np.uint8)), cv2.MORPH_CLOSE, kernel), (0, 0), 3
    )
    back = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey, np.maximum(back, 1), scale=WHITE), dtype=np.uint8)


def ink(flat: Pixels, *, under: int = VISIBLE) -> Mask:
    """Where a flattened page is darker than its paper by at least ``under`` levels."""
    return (flat <= WHITE - under).view(np.uint8)


def without_rules(mask: Mask, *, length: int = 70) -> Mask:
    """The ink without straight horizontal and vertical lines of at least ``length`` pixels (tables, underlines)."""
    across = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    down = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    rules = cv2.dilate(cv2.bitwise_or(_thin(across, down=True), _thin(down, down=False)), np.ones((3, 3), np.uint8))
    return np.asarray(cv2.bitwise_and(mask, 1 - rules), dtype=np.uint8)


def _thin(mask: Any, *, down: bool) -> Mask:
    """Only what is at most eight pixels thick; a dark area is no rule."""
    thick = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((9, 1) if down else (1, 9), np.uint8))
    return np.asarray(cv2.subtract(mask, thick), dtype=np.uint8)


def regions(mask: Mask, *, across: int, down: int, at_least: int = 12) -> list[Box]:
    """Boxes around clumps of ink, where gaps up to ``across`` and ``down`` pixels do not part a clump."""
    rows = np.flatnonzero(cv2.reduce(mask, 1, cv2.REDUCE_MAX))
    columns = np.flatnonzero(cv2.reduce(mask, 0, cv2.REDUCE_MAX))
    if not len(rows):
        return []
    whole = Box(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)
    if (whole.width, whole.height) != mask.shape[::-1]:
        part = mask[whole.top : whole.bottom, whole.left : whole.right]
        found = regions(np.ascontiguousarray(part), across=across, down=down, at_least=at_least)
        return [
            Box(box.left + whole.left, box.top + whole.top, box.right + whole.left, box.bottom + whole.top)
            for box in found
        ]
    joined = cv2.dilate(mask, np.ones((down, across), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    weights = np.bincount(labels[mask > 0], minlength=count)
    found = []
    for at in range(1, count):
        if weights[at] < at_least:
            continue
        left, top, width, height = (int(stats[at, column]) for column in range(4))
        part = mask[top : top + height, left : left + width] * (labels[top : top + height, left : left + width] == at)
        found.append(_tight(part, left, top))
    return sorted(found, key=lambda box: (box.top, box.left))


def side_to_look_at(flat: Pixels, most: int, besides: Sequence[Box] = ()) -> int:
    """How many pixels the longer side needs for lines to be seen, ``most`` at the outside: large type needs fewer.

    Nine tenths of the writing, by the length of its lines, come out at thirteen pixels and more; what stands in the
    boxes ``besides`` need not.
    """
    written = ink(flat)
    for box in besides:
        cut(written, box)[:] = 0
    joined = cv2.dilate(written, np.ones((3, 21), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    sizes = [(int(high), int(wide)) for _, _, wide, high, _ in stats[1:count] if wide >= 24 and high >= 6]
    if not sizes:
        return most
    sizes.sort()
    reached = np.cumsum([wide for _, wide in sizes])
    small = sizes[int(np.searchsorted(reached, 0.1 * reached[-1]))][0]
    return int(min(most, max(_LEAST_SIDE, _LINE_HEIGHT * max(flat.shape) / small)))


def _tight(part: Mask, left: int, top: int) -> Box:
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    return Box(left + int(columns[0]), top + int(rows[0]), left + int(columns[-1]) + 1, top + int(rows[-1]) + 1)


def within(box: Box, shape: tuple[int, ...]) -> Box:
    """The part of a box that lies on a page of this shape."""
    height, width = shape[:2]
    left, top = min(max(box.left, 0), width), min(max(box.top, 0), height)
    return Box(left, top, min(max(box.right, left), width), min(max(box.bottom, top), height))


def cut(image: Pixels, box: Box) -> Pixels:
    """The pixels of a box, as far as it lies on the page."""
    inside = within(box, image.shape)
    return image[inside.top : inside.bottom, inside.left : inside.right]


def widened(box: Box, by: int, shape: tuple[int, ...]) -> Box:
    """The box with a margin, as far as the page reaches."""
    return within(Box(box.left - by, box.top - by, box.right + by, box.bottom + by), shape)


def visible_from(flat: Pixels, pictures: Sequence[Box]) -> int:
    """Levels under the paper from which on ink counts as written on this page.

    On a scan, what is much fainter than the page's own writing shines through from the back or was put there by the
    printer; on a drawn page all ink is meant.
    """
    height, width = flat.shape
    if sum(box.width * box.height for box in pictures) < 0.6 * height * width:
        return VISIBLE
    strokes = flat[flat <= WHITE - VISIBLE]
    if strokes.size < 200:
        return VISIBLE
    own = WHITE - float(np.percentile(strokes, 25))
    return max(VISIBLE, round(0.3 * own))
