"""Seals: rings and squares of ink with letters along the rim, in red, blue or any colour, or black on copies."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from blind.redact.box import Box
from blind.redact.hit import Act
from blind.redact.marks.mark import Mark
from blind.redact.page import Pixels, SeenPage
from blind.redact.sight.ink import FAINT_COLOUR, Mask, flattened, grey_of, ink, regions, spread_of, widened

_SECTORS = 36
_MARGIN = 10
_SMALLEST, _LARGEST = 44, 480
_HUES = ((168, 12), (12, 40), (40, 90), (90, 140), (140, 168))
_LEAST_INK = 120
_CIRCLES, _FEW_LETTERS = 8, 6
_LAST: dict[bytes, tuple[Mark, ...]] = {}
_REMEMBERED = 3
"""A page is burnt when the next one was seen."""
_STRONG, _FADED = 40, FAINT_COLOUR


def find(page: SeenPage, words: Sequence[str]) -> list[Mark]:  # noqa: ARG001  # all finders are called alike
    """The whole of each seal: what stands in its ring says whose it is, and so does half of it."""
    found = list(_in_colour(page.image))
    found += [mark for mark in _black(page) if not any(mark.box.meets(other.box) for other in found)]
    return found


def burnt_whole(image: Pixels) -> list[Box]:
    """Places of coloured seals that are hidden without a question, so that nobody need read the letters in them."""
    return [
        mark.box for mark in _in_colour(image) if mark.act is Act.HIDE and mark.reason in ("seal-ring", "seal-square")
    ]


def _in_colour(image: Pixels) -> tuple[Mark, ...]:
    """The coloured seals of a page; the last pages asked about are remembered, because each is asked about again."""
    key = hashlib.blake2b(np.ascontiguousarray(image).data, digest_size=16).digest() + str(image.shape).encode()
    if key not in _LAST:
        while len(_LAST) >= _REMEMBERED:
            del _LAST[next(iter(_LAST))]
        _LAST[key] = tuple(_looked_for(image))
    return _LAST[key]


def _looked_for(image: Pixels) -> list[Mark]:
    found: list[Mark] = []
    for mask, faded in _coloured(image):
        for box in regions(mask, across=13, down=13, at_least=_LEAST_INK):
            mark = _coloured_mark(mask, box, image.shape, faded=faded)
            if mark is None and not faded:
                mark = _interlaced(mask, box)
            if mark is not None and not any(mark.box.meets(other.box) for other in found):
                found.append(mark)
    return found


def _interlaced(mask: Mask, box: Box) -> Mark | None:
    """A clump of several seals that overlap, or of a seal and a pen: a whole circle with letters shows within it."""
    part = mask[box.top : box.bottom, box.left : box.right]
    if not 2 * _SMALLEST <= min(part.shape) <= max(part.shape) <= 2 * _LARGEST or not 0.03 < float(part.mean()) < 0.5:
        return None
    small = np.asarray(cv2.resize(part * 255, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    circles = cv2.HoughCircles(
        small, cv2.HOUGH_GRADIENT, 1.5, 20, param1=120, param2=40, minRadius=_SMALLEST // 4, maxRadius=_LARGEST // 4
    )
    for x, y, radius in (circles[0][:_CIRCLES] if circles is not None else np.empty((0, 3))).tolist():
        around = Box(*(round(2 * side) for side in (x - radius, y - radius, x + radius, y + radius)))
        inside = widened(around, 4, part.shape)
        ring = part[inside.top : inside.bottom, inside.left : inside.right]
        if _ring_shows(ring) and _letters_inside(ring) >= _FEW_LETTERS:
            return Mark(widened(box, _MARGIN, mask.shape), "seal", "seal-ring", Act.HIDE, 75)
    return None


def _ring_shows(part: Mask) -> bool:
    """Ink nearly all along the rim, whatever else lies over the ring."""
    if min(part.shape) < _SMALLEST:
        return False
    radius, angle = _polar(part.shape)
    return _share_of_sectors(part, (radius > 0.88) & (radius < 1.0), angle) > 0.85


def _coloured(image: Pixels) -> Iterator[tuple[Mask, bool]]:
    """Ink of one hue after the other, strong colours first, then faded ones."""
    if image.ndim == 2:
        return
    if not (spread_of(image) > _FADED).any():
        return
    soft = np.asarray(cv2.GaussianBlur(image, (3, 3), 0), dtype=np.uint8)
    hue = cv2.cvtColor(soft, cv2.COLOR_RGB2HSV)[:, :, 0]
    spread = spread_of(soft)
    for least in (_STRONG, _FADED):
        for start, end in _HUES:
            here = (hue >= start) | (hue < end) if start > end else (hue >= start) & (hue < end)
            mask = (here & (spread > least)).astype(np.uint8)
            if _LEAST_INK <= cv2.countNonZero(mask) < 0.4 * mask.size:
                yield mask, least == _FADED


def _coloured_mark(mask: Mask, box: Box, shape: tuple[int, ...], *, faded: bool) -> Mark | None:
    part = mask[box.top : box.bottom, box.left : box.right]
    reason, act, sureness = "", Act.HIDE, 0
    if _at_the_edge(box, shape) and 70 <= box.height <= _LARGEST and 8 <= box.width <= 260 and part.mean() < 0.6:
        reason, sureness = "seal-over-page-edge", 80
    elif not _SMALLEST <= min(box.width, box.height) <= max(box.width, box.height) <= _LARGEST:
        return None
    elif _is_square(part):
        reason, sureness = "seal-square", 70 if faded else 90
    elif _is_ring(part):
        letters = _letters_inside(part)
        reason, sureness = "seal-ring", 75 if faded else 95
        if letters < 3:
            return None
        if letters < 6:
            act, sureness = Act.ASK, 60
    elif not faded and _is_fingerprint(part, box):
        reason, sureness = "fingerprint", 85
    return Mark(widened(box, _MARGIN, shape), "seal", reason, act, sureness) if reason else None


def _at_the_edge(box: Box, shape: tuple[int, ...]) -> bool:
    return box.left <= 3 or box.right >= shape[1] - 3


def _is_ring(part: Mask) -> bool:
    """Ink in nearly every direction near the rim of the ellipse that fills the box, and not a filled disc."""
    height, width = part.shape
    if not 0.5 < width / height < 2.0:
        return False
    radius, angle = _polar(part.shape)
    rim = (radius > 0.84) & (radius < 1.04)
    return _share_of_sectors(part, rim, angle) > 0.75 and 0.05 < float(part[radius < 1].mean()) < 0.62


def _letters_inside(part: Mask) -> int:
    """Separate strokes between the ring and the middle."""
    radius, _ = _polar(part.shape)
    inner = (part > 0) & (radius < 0.86)
    count, _, stats, _ = cv2.connectedComponentsWithStats(inner.astype(np.uint8), connectivity=8)
    least = max(8, min(part.shape) // 12)
    return sum(int(stats[at, cv2.CC_STAT_AREA]) >= least for at in range(1, count))


def _is_square(part: Mask) -> bool:
    """A frame on all four sides with strokes inside: a name seal."""
    height, width = part.shape
    if not 0.6 < width / height < 1.7 or max(height, width) > 220:
        return False
    depth = max(3, min(height, width) // 10)
    sides = (
        part[:depth].any(axis=0),
        part[-depth:].any(axis=0),
        part[:, :depth].any(axis=1),
        part[:, -depth:].any(axis=1),
    )
    framed = all(float(side.mean()) > 0.8 for side in sides)
    inside = part[depth:-depth, depth:-depth]
    return framed and inside.size > 0 and 0.12 < float(inside.mean()) < 0.85


def _is_fingerprint(part: Mask, box: Box) -> bool:
    """An oval of many fine ridges without a frame."""
    if not (50 <= box.height <= 170 and 40 <= box.width <= 150 and 0.5 < box.width / box.height < 1.2):
        return False
    radius, _ = _polar(part.shape)
    corners = part[radius > 1.15]
    changes = np.abs(np.diff(part.astype(np.int8), axis=0)).sum(axis=0)
    fill = float(part[radius < 1].mean())
    return 0.25 < fill < 0.9 and (corners.size == 0 or float(corners.mean()) < 0.08) and float(np.median(changes)) >= 8


def _black(page: SeenPage) -> list[Mark]:
    """Rings of black or grey ink with letters around, as on copies; circles of diagrams have theirs in the middle."""
    mask = ink(flattened(grey_of(page.image)))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    found = []
    for at in range(1, count):
        left, top, width, height, area = (int(stats[at, column]) for column in range(5))
        if not (90 <= width <= _LARGEST and 90 <= height <= _LARGEST and area < 0.5 * width * height):
            continue
        ring = (labels[top : top + height, left : left + width] == at).astype(np.uint8)
        box = Box(left, top, left + width, top + height)
        if _is_ring(ring) and _letters_around(mask[top : top + height, left : left + width]):
            found.append(Mark(widened(box, _MARGIN, mask.shape), "seal", "seal-black", Act.HIDE, 85))
    return found


def _letters_around(part: Mask) -> bool:
    radius, angle = _polar(part.shape)
    band = (radius > 0.55) & (radius < 0.86)
    middle = (radius > 0.3) & (radius < 0.5)
    share = float(part[band].mean())
    return _share_of_sectors(part, band, angle) > 0.55 and 0.05 < share < 0.6 and float(part[middle].mean()) < 0.5


def _polar(shape: tuple[int, ...]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """For each pixel its distance from the middle (1 on the ellipse that fills the box) and its sector."""
    height, width = shape[:2]
    down, across = np.mgrid[0:height, 0:width]
    y, x = (down - (height - 1) / 2) / (height / 2), (across - (width - 1) / 2) / (width / 2)
    sector = ((np.arctan2(y, x) + np.pi) / (2 * np.pi) * _SECTORS).astype(np.int64) % _SECTORS
    return np.hypot(x, y), sector


def _share_of_sectors(part: Mask, where: NDArray[np.bool_], sector: NDArray[np.int64]) -> float:
    hit = np.unique(sector[where & (part > 0)])
    return len(hit) / _SECTORS
