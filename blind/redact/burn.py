"""What identifies is burnt out of a page's pixels, and what a page carries besides its writing is left behind."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from blind.redact.box import Box, around
from blind.redact.page import Line, Pixels, SeenPage, Sight, around_line
from blind.redact.sight.ink import VISIBLE, WHITE, cut, flattened, grey_of, inked, visible_from, within

GRID = 8
"""Side of a JPEG block in pixels: compression leaves traces of a letter in its whole block."""
FIXED_WIDTH = 20 * GRID
"""The width that every short hole takes where the paper beside it is empty."""
_STEP = 17
_RIM = 2
_STUMP = 8
_CRUMBS, _LOW, _A_ROW = 14, 10, 3
_USUAL = 44
"""Height of a hole over a line of usual type on a scan."""
_LARGE = 80
_SMALL_TYPE = 15
_ONE_LINE = 64


@dataclass(frozen=True)
class Burnt:
    """A page ready to be rebuilt: grey pixels, the lines that stay readable, and where something was burnt.

    ``bits`` 1: the pixels are 0 or 255; 4: multiples of 17.
    """

    image: Pixels
    bits: int
    lines: tuple[Line, ...]
    holes: tuple[Box, ...]


def burnt(page: SeenPage, boxes: Sequence[Box]) -> Burnt:
    """The page without colour, background and faint ink, and with everything inside the boxes burnt.

    A box on a raster picture grows to the 8-pixel grid and one block further; one over drawn letters takes in the
    rest of a letter that mostly lies in it. Short boxes become equally wide where the paper to their right is empty.
    """
    grey = grey_of(page.image).copy()
    holes = [_hole(box, page, grey) for box in boxes]
    holes = [hole for hole in holes if hole.width > 0 and hole.height > 0]
    for hole in holes:
        _without_stumps(grey, hole)
    paper = int(np.percentile(grey[::4, ::4], 90)) if holes and grey.size else WHITE
    for hole in holes:
        cut(grey, hole)[:] = paper
    flat, under = _cleared(grey, page)
    equal = tuple(sorted(_equally_wide(flat, hole, page) for hole in _together(holes)))
    for hole in equal:
        cut(flat, hole)[:] = WHITE
    bits = 4 if _has_tones(flat) or _has_small_type(page.lines, flat) else 1
    image = _levels(flat) if bits == 4 else _two_levels(flat, under=under)
    for hole in equal:
        _without_crumbs(image, hole)
    for hole in equal:
        _draw(image, hole)
    return Burnt(image, bits, _staying(page.lines, equal), equal)


def _hole(box: Box, page: SeenPage, grey: Pixels) -> Box:
    """What has to be burnt so that nothing of the box is left: more on a raster picture than over drawn letters."""
    if any(box.meets(picture) for picture in page.pictures):
        left, top = (edge // GRID * GRID - GRID for edge in (box.left, box.top))
        right, bottom = (-(-edge // GRID) * GRID + GRID for edge in (box.right, box.bottom))
        return within(_between_lines(Box(left, top, right, bottom), box, page.lines, grey), page.image.shape)
    return within(Box(box.left - 1, box.top - 1, box.right + 1, box.bottom + 1), page.image.shape)


def _between_lines(hole: Box, box: Box, lines: Sequence[Line], grey: Pixels) -> Box:
    """The hole, and where it would cut into the line above or below, only one block beyond the letters of its own.

    The whole grid lies within that, however the picture stands on it.
    """
    if box.height > _ONE_LINE:
        return hole
    top, bottom = hole.top, hole.bottom
    for other in (glyph.box for line in lines if line.glyphs and line.box.meets(hole) for glyph in line.glyphs):
        shared = min(other.bottom, box.bottom) - max(other.top, box.top)
        if not other.meets(hole) or shared * 2 > min(other.height, box.height):
            continue
        if other.top + other.bottom < box.top + box.bottom and _letters(other, grey).bottom > hole.top:
            top = max(hole.top, _letters(box, grey).top - GRID)
        elif other.top + other.bottom > box.top + box.bottom and _letters(other, grey).top < hole.bottom:
            bottom = min(hole.bottom, _letters(box, grey).bottom + GRID)
    return Box(hole.left, top, hole.right, bottom)


def _letters(box: Box, grey: Pixels) -> Box:
    """The box without the air above and below letters that recognition takes in with them: more in small type."""
    part = cut(grey, box)
    least, most = box.height // 8, box.height // 3
    if not part.size:
        return box
    written = np.asarray((part < int(np.percentile(part, 90)) - VISIBLE).any(axis=1))
    above, below = (min(max(_air(rows, least), least), most) for rows in (written, np.flip(written)))
    return Box(box.left, box.top + above, box.right, box.bottom - below)


def _air(written: NDArray[np.bool_], least: int) -> int:
    """Rows before the first written one; feet or heads of the next line that reach in at the edge do not count."""
    blank = np.flatnonzero(~written)
    start = int(blank[0]) if len(blank) and blank[0] <= least else 0
    ink = np.flatnonzero(written[start:])
    return start + int(ink[0]) if len(ink) else 0


def _without_stumps(grey: Pixels, hole: Box) -> None:
    """Wipe what sticks out of a hole of strokes that lie mostly in it, so that no half row of letters shows."""
    around = within(Box(hole.left - _STUMP, hole.top - _STUMP, hole.right + _STUMP, hole.bottom + _STUMP), grey.shape)
    part = cut(grey, around)
    inside = np.zeros(part.shape, bool)
    inside[hole.top - around.top : hole.bottom - around.top, hole.left - around.left : hole.right - around.left] = True
    paper = int(np.percentile(part, 90))
    count, labels = cv2.connectedComponents((part < paper - 40).astype(np.uint8), connectivity=8)
    within_hole = np.bincount(labels[inside], minlength=count)
    beyond = np.bincount(labels[~inside], minlength=count)
    stumps = (beyond > 0) & (within_hole > 2 * beyond)
    stumps[0] = False
    if stumps.any():
        rim = cv2.dilate((stumps[labels] & ~inside).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
        part[rim] = paper


def _without_crumbs(image: Pixels, hole: Box) -> None:
    """Wipe a row of low pieces close above or below a hole: on a page laid askew they are feet and heads of letters.

    Whole letters of the next line reach further than the band that is looked at; in small type all is smaller.
    """
    reach, low = (size * min(hole.height, _USUAL) // _USUAL for size in (_CRUMBS, _LOW))
    for band, near_top in (
        (within(Box(hole.left, hole.top - reach, hole.right, hole.top), image.shape), False),
        (within(Box(hole.left, hole.bottom, hole.right, hole.bottom + reach), image.shape), True),
    ):
        part = cut(image, band)
        if part.shape[0] < _STUMP // 2 or not part.size:
            continue
        _, labels, stats, _ = cv2.connectedComponentsWithStats((part < WHITE - 40).astype(np.uint8), connectivity=8)
        top, bottom = stats[:, cv2.CC_STAT_TOP], stats[:, cv2.CC_STAT_TOP] + stats[:, cv2.CC_STAT_HEIGHT]
        near, far = (
            (top <= _STUMP, bottom >= part.shape[0]) if near_top else (bottom >= part.shape[0] - _STUMP, top <= 0)
        )
        crumbs = near & ~far & (stats[:, cv2.CC_STAT_HEIGHT] <= low)
        crumbs[0] = False
        if crumbs.sum() >= _A_ROW:
            part[crumbs[labels]] = WHITE


def _together(holes: Sequence[Box]) -> list[Box]:
    """Holes of one line that overlap or all but touch become one."""
    joined: list[Box] = []
    for hole in sorted(holes, key=lambda box: (box.top, box.left)):
        near = next((at for at, other in enumerate(joined) if _side_by_side(other, hole)), None)
        if near is None:
            joined.append(hole)
        else:
            joined[near] = joined[near].joined(hole)
    return joined


def _side_by_side(one: Box, other: Box) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    gap = max(one.left, other.left) - min(one.right, other.right)
    return shared * 4 > 3 * max(one.height, other.height) and gap <= 2


def _cleared(grey: Pixels, page: SeenPage) -> tuple[Pixels, int]:
    """The page on white paper without ink too faint to be its own writing, and the levels that made it too faint."""
    flat = flattened(grey)
    under = visible_from(flat, page.pictures)
    faint = cv2.inRange(flat, np.array(WHITE - under + 1), np.array(WHITE - 1))
    if not cv2.countNonZero(faint):
        return flat, under
    for line in page.lines:
        drawn = [glyph.box for glyph in line.glyphs if glyph.sight is Sight.LAYER]
        for _, beside in itertools.groupby(drawn, _height_of):
            left, top, right, bottom = around(list(beside))
            faint[max(0, top) : max(0, bottom), max(0, left) : max(0, right)] = 0
    return np.asarray(cv2.bitwise_or(flat, faint, dst=faint), dtype=np.uint8), under


def _height_of(box: Box) -> tuple[int, int]:
    """Boxes of a line that follow one another at one height hold all there is between the first and the last."""
    return box.top, box.bottom


def _equally_wide(flat: Pixels, hole: Box, page: SeenPage) -> Box:
    """The hole as wide as the next multiple of the fixed width, where the paper to its right is empty so far."""
    if hole.height > 4 * FIXED_WIDTH // 10:
        return hole
    aim = hole.left + -(-hole.width // FIXED_WIDTH) * FIXED_WIDTH
    strip = within(Box(hole.right, hole.top, aim, hole.bottom), flat.shape)
    empty = strip.right == aim and bool((cut(flat, strip) == WHITE).all())
    if not empty:
        return hole
    near = (line for line in page.lines if strip.width and line.glyphs and around_line(line).meets(strip))
    free = not any(glyph.box.meets(strip) for line in near for glyph in line.glyphs)
    return Box(hole.left, hole.top, aim, hole.bottom) if free else hole


def _has_tones(flat: Pixels) -> bool:
    """Whether areas of middle grey (photographs, shaded charts) make up more than a trace of the page."""
    middle = cv2.inRange(flat, np.array(61), np.array(224))
    areas = cv2.erode(middle, np.ones((7, 7), np.uint8))
    if not cv2.countNonZero(areas):
        return False
    return cv2.countNonZero(cv2.dilate(areas, np.ones((7, 7), np.uint8))) > 0.002 * flat.size


def _has_small_type(lines: Sequence[Line], flat: Pixels) -> bool:
    """Whether a good part of the letters is so small that two levels would close their counters."""
    small = every = 0
    for line in lines:
        heights = [glyph.box.height for glyph in line.glyphs if not glyph.char.isspace()]
        every += len(heights)
        if heights and line.glyphs[0].sight is Sight.OCR:
            small += len(heights) * (_letters(line.box, flat).height < _SMALL_TYPE)
        else:
            small += sum(height < _SMALL_TYPE for height in heights)
    return small * 5 > every


def _levels(flat: Pixels) -> Pixels:
    return (((flat.astype(np.uint16) + _STEP // 2) // _STEP) * _STEP).clip(0, WHITE).astype(np.uint8)


def _two_levels(flat: Pixels, *, under: int) -> Pixels:
    """Black and white, parted half-way between the paper and the page's own ink."""
    levels = cv2.calcHist([inked(flat)], [0], None, [WHITE + 1], [0, WHITE + 1])[: WHITE - under + 1, 0]
    counts = np.cumsum(levels.astype(np.int64))
    own = int(np.searchsorted(counts, 0.1 * counts[-1])) if counts[-1] else 0
    parted = cv2.threshold(flat, (WHITE + own) // 2 + 10, WHITE, cv2.THRESH_BINARY)[1]
    return np.asarray(parted, dtype=np.uint8)


def _draw(image: Pixels, hole: Box) -> None:
    """A black bar with a white rim, so that it touches no letter; over large places a frame."""
    cut(image, hole)[:] = WHITE
    inner = Box(hole.left + _RIM, hole.top + _RIM, hole.right - _RIM, hole.bottom - _RIM)
    if inner.width <= 0 or inner.height <= 0:
        return
    cut(image, inner)[:] = 0
    if inner.width > _LARGE and inner.height > _LARGE:
        cut(image, Box(inner.left + _RIM, inner.top + _RIM, inner.right - _RIM, inner.bottom - _RIM))[:] = WHITE


def _staying(lines: Sequence[Line], holes: Sequence[Box]) -> tuple[Line, ...]:
    """The lines without the characters that a hole covers by a third or more."""
    staying = (_uncovered(line, holes) for line in lines if line.glyphs)
    return tuple(line for line in staying if line.text.strip())


def _uncovered(line: Line, holes: Sequence[Box]) -> Line:
    whole = around_line(line)
    near = [hole for hole in holes if hole.meets(whole)]
    if not near:
        return line
    return Line(tuple(glyph for glyph in line.glyphs if not any(_covers(hole, glyph.box) for hole in near)))


def _covers(hole: Box, box: Box) -> bool:
    shared = hole.shared(box)
    return shared > 0 and shared * 3 >= box.area
