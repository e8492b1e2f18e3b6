"""Photographs and faces: dense pictures with the tones of a photograph, and drawn or printed portraits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from blind.redact.box import Box
from blind.redact.hit import Act
from blind.redact.marks.mark import Mark
from blind.redact.page import Pixels, SeenPage
from blind.redact.sight.ink import cut, grey_of, regions, spread_of, widened

_MARGIN = 16
_SHRUNK = 4
_FACE_SCALE = 0.4
_RICH = 40
_UNDER_PAPER, _COLOURED = 18, 26
_FILLED = 0.85
_THICK, _SHADES, _TRACE, _FLAT = 0.42, 6, 0.12, 0.7


def find(page: SeenPage, words: Sequence[str]) -> list[Mark]:  # noqa: ARG001  # all finders are called alike
    """Dense areas with many tones are photographs; of the flat ones only portraits; and every face."""
    found = []
    areas = _dense_areas(page.image)
    for box in areas:
        part = cut(page.image, box)
        if _tones(part) >= _RICH and not _is_lettered(page, box):
            found.append(Mark(widened(box, _MARGIN, page.image.shape), "photo", "photo-tones", Act.HIDE, 85))
        elif _is_portrait(part, box):
            found.append(Mark(widened(box, _MARGIN, page.image.shape), "photo", "photo-portrait", Act.HIDE, 85))
    found = [replace(mark, box=_to_its_edges(mark.box, page.image)) for mark in found]
    for box in _portraits_on_paper(page) if page.scanned else []:
        if not any(box.meets(mark.box) for mark in found):
            whole = widened(_to_its_edges(box, page.image), _MARGIN, page.image.shape)
            found.append(Mark(whole, "photo", "photo-portrait", Act.ASK, 60))
    for face in _faces(page, areas):
        if not any(face.meets(mark.box) for mark in found):
            found.append(Mark(face, "photo", "face", Act.HIDE, 80))
    return found


def _dense_areas(image: Pixels) -> list[Box]:
    """Where the page is covered rather than written on: at a quarter of the scale, no paper for 40 pixels and more."""
    grey = grey_of(image)
    small = np.asarray(cv2.resize(grey, None, fx=1 / _SHRUNK, fy=1 / _SHRUNK, interpolation=cv2.INTER_AREA), np.uint8)
    paper = cv2.resize(_paper(small), grey.shape[::-1], interpolation=cv2.INTER_LINEAR)
    inked = (cv2.subtract(paper, grey) > _UNDER_PAPER) | (spread_of(image) > _COLOURED)
    share = cv2.resize(inked.astype(np.float32), small.shape[::-1], interpolation=cv2.INTER_AREA)
    covered = (cv2.blur(share, (5, 5)) > _FILLED).astype(np.uint8)
    closed = cv2.morphologyEx(covered, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    solid = np.asarray(cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((10, 10), np.uint8)), dtype=np.uint8)
    height, width = solid.shape
    boxes = [
        Box(box.left * _SHRUNK, box.top * _SHRUNK, box.right * _SHRUNK, box.bottom * _SHRUNK)
        for box in regions(solid, across=3, down=3, at_least=150)
        if box.width * box.height < 0.5 * width * height
        and solid[box.top : box.bottom, box.left : box.right].mean() > 0.6
    ]
    return [box for box in boxes if box.width >= 56 and box.height >= 56]


def _portraits_on_paper(page: SeenPage) -> list[Box]:
    """Upright patches on a scan that hold many shades once their grain is smoothed, and hardly a letter.

    So copies, halftones and faded prints are found, of which much is as white as the paper.
    """
    grey = grey_of(page.image)
    small = np.asarray(cv2.resize(grey, None, fx=1 / _SHRUNK, fy=1 / _SHRUNK, interpolation=cv2.INTER_AREA), np.uint8)
    inked = (cv2.subtract(_paper(small), small) > _UNDER_PAPER).astype(np.float32)
    thick = (cv2.blur(inked, (9, 9)) > _THICK).astype(np.uint8)
    solid = np.asarray(cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((9, 9), np.uint8)), dtype=np.uint8)
    boxes = (
        Box(box.left * _SHRUNK, box.top * _SHRUNK, box.right * _SHRUNK, box.bottom * _SHRUNK)
        for box in regions(solid, across=3, down=3, at_least=150)
    )
    return [
        box
        for box in boxes
        if 64 <= box.width <= 440
        and 80 <= box.height <= 560
        and 0.4 < box.width / box.height < 1.15
        and _letters_in(page, box) < 3
        and _shades(cut(grey, box)) >= _SHADES
    ]


def _letters_in(page: SeenPage, box: Box) -> int:
    return sum(
        glyph.box.meets(box) and glyph.sureness >= 80 and glyph.char.isalnum()
        for line in page.lines
        for glyph in line.glyphs
    )


def _shades(part: Pixels) -> int:
    """How many of sixteen shades make up a fortieth of the area or more, its grain smoothed; 0 for a flat area."""
    soft = np.asarray(cv2.GaussianBlur(part, (0, 0), 3), dtype=np.uint8)
    counts = np.bincount((soft >> 4).ravel(), minlength=16)
    inked = counts[: max(1, int(np.percentile(soft, 97)) >> 4)]
    if 2 * inked.sum() > part.size and inked.max() > _FLAT * inked.sum():
        return 0
    return int((counts > part.size / 40).sum())


def _to_its_edges(box: Box, image: Pixels) -> Box:
    """The box as far as the picture's ink goes on around it, by a third of its size at most."""
    reach = widened(box, max(box.width, box.height) // 3, image.shape)
    grey = cut(grey_of(image), reach)
    paper = int(np.percentile(cut(grey_of(image), widened(box, 60, image.shape)), 95))
    dark = grey < paper - _UNDER_PAPER
    left, top = box.left - reach.left, box.top - reach.top
    right, bottom = left + box.width, top + box.height
    rows, columns = dark[:, left:right].mean(axis=1), dark[top:bottom].mean(axis=0)
    top, bottom = _grown(rows, top, bottom)
    left, right = _grown(columns, left, right)
    return Box(reach.left + left, reach.top + top, reach.left + right, reach.top + bottom)


def _grown(shares: NDArray[np.float64], start: int, end: int) -> tuple[int, int]:
    while start > 0 and shares[max(0, start - 3) : start].max() > _TRACE:
        start -= 1
    while end < len(shares) and shares[end : end + 3].max() > _TRACE:
        end += 1
    return start, end


def _paper(small: Pixels) -> Pixels:
    """The paper's brightness, over areas larger than any portrait."""
    tiny = cv2.resize(small, (max(1, small.shape[1] // 8), max(1, small.shape[0] // 8)), interpolation=cv2.INTER_AREA)
    side = 15
    closed = cv2.erode(cv2.dilate(tiny, np.ones((side, side), np.uint8)), np.ones((side, side), np.uint8))
    return np.asarray(cv2.resize(closed, small.shape[::-1], interpolation=cv2.INTER_LINEAR), dtype=np.uint8)


def _tones(part: Pixels) -> int:
    """How many colours (of 4,096) it takes to cover nine tenths of an area: a chart has a dozen."""
    small = cv2.resize(part, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    levels = (small if small.ndim == 3 else np.repeat(small[:, :, None], 3, axis=2)).astype(np.int64) >> 4
    codes = (levels[..., 0] << 8) | (levels[..., 1] << 4) | levels[..., 2]
    counts = np.sort(np.unique(codes, return_counts=True)[1])[::-1]
    if part.ndim == 2 or _is_grey(part):
        return int(np.searchsorted(np.cumsum(counts), 0.9 * counts.sum())) * 5
    return int(np.searchsorted(np.cumsum(counts), 0.9 * counts.sum())) + 1


def _is_grey(part: Pixels) -> bool:
    return float(spread_of(part).mean()) < 8


def _is_lettered(page: SeenPage, box: Box) -> bool:
    """Whether several surely read lines stand inside: a scanned document or a slide, not a photograph."""
    inside = [
        line
        for line in page.lines
        if len(line.text.strip()) >= 4
        and sum(glyph.box.meets(box) for glyph in line.glyphs) * 2 > len(line.glyphs)
        and sum(glyph.sureness for glyph in line.glyphs) >= 80 * len(line.glyphs)
    ]
    return len(inside) >= 3


def _is_portrait(part: Pixels, box: Box) -> bool:
    """An upright rectangle of the size of a passport photograph with skin in its middle, or shades when grey."""
    if not (60 <= box.width <= 420 and 0.4 < box.width / box.height < 1.05):
        return False
    if part.ndim == 2 or _is_grey(part):
        return box.width >= 80 and float(cv2.GaussianBlur(grey_of(part), (0, 0), 4).std()) > 22
    skin = _skin(part)
    height, width = skin.shape
    middle = skin[height // 6 : height * 3 // 4, width // 4 : width * 3 // 4]
    return 0.06 < float(skin.mean()) < 0.75 and float(middle.mean()) > 0.25


def _skin(part: Pixels) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    light = cv2.cvtColor(part, cv2.COLOR_RGB2YCrCb)
    return np.asarray(cv2.inRange(light, np.array([60, 134, 80]), np.array([252, 178, 130])) > 0)


def _faces(page: SeenPage, areas: Sequence[Box]) -> list[Box]:
    """Faces that the cascade finds at 0.4 of the scale, only where the page is dense; twice as large as found."""
    finder = _cascade()
    places = [*areas, *(box for box in page.pictures if box not in areas)]
    if finder is None or not places:
        return []
    grey = grey_of(page.image)
    small = np.asarray(cv2.resize(grey, None, fx=_FACE_SCALE, fy=_FACE_SCALE, interpolation=cv2.INTER_AREA))
    found = finder.detectMultiScale(small, scaleFactor=1.15, minNeighbors=8, minSize=(26, 26))
    boxes = []
    for x, y, wide, high in found:
        left, top, side, tall = (round(float(value) / _FACE_SCALE) for value in (x, y, wide, high))
        face = Box(left, top, left + side, top + tall)
        if any(face.meets(place) for place in places) and _has_mid_tones(cut(grey, face)):
            boxes.append(widened(face, side // 2, grey.shape))
    return boxes


def _has_mid_tones(part: Pixels) -> bool:
    """A face has shades; text that looks like one to the cascade is black on white."""
    return bool(((part > 50) & (part < 215)).mean() > 0.45)


@cache
def _cascade() -> cv2.CascadeClassifier | None:
    """The frontal face cascade that OpenCV 4 carries; None where a build has none."""
    folder = getattr(getattr(cv2, "data", None), "haarcascades", "")
    path = Path(folder) / "haarcascade_frontalface_default.xml"
    return cv2.CascadeClassifier(str(path)) if folder and path.exists() else None
