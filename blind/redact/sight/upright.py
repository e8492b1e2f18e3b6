"""Pages that lie on a side or stand on their head are turned before anything is read from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np

from blind.redact.box import Box
from blind.redact.page import Line, Pixels, RawPage
from blind.redact.sight.ink import flattened, grey_of, side_to_look_at
from blind.redact.sight.reader import Quad, Reader

_SAMPLE = 4
_SMALL_SIDE = 1000
_CLEARLY = 8.0
_SURELY, _BARELY = 92.0, 60.0
_A_LINE = 4


def quarter_turns(image: Pixels, reader: Reader, besides: Sequence[Box] = ()) -> tuple[int, list[Quad]]:
    """How many quarter turns to the left (as numpy's rot90 counts) make the page stand upright: 0..3; and its lines.

    A page lies on its side when most of its detected lines are taller than wide; which end is up, the recogniser
    decides on the longest lines. A page is left as it is unless another position reads clearly better. The places of
    lines are those of the page as given. Small letters in the boxes ``besides`` need not be found.
    """
    grey = flattened(grey_of(image))
    scale = min(1.0, side_to_look_at(grey, _SMALL_SIDE, besides) / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    quads = [quad / scale for quad in reader.detect(np.asarray(small, dtype=np.uint8))]
    tall = [quad for quad in quads if _height(quad) > 1.5 * _width(quad)]
    sideways = len(tall) * 2 > len(quads)
    ways = (1, 3) if sideways else (0, 2)
    sample = sorted(tall if sideways else [q for q in quads if _width(q) >= _height(q)], key=_length)[-_SAMPLE:]
    if not sample:
        return 0, quads
    strips = [_strip(grey, quad) for quad in sample]
    first, second = ways
    as_it_is = _legible(strips, first, reader)
    if as_it_is >= _SURELY:
        return first, quads
    the_other_way = _legible(strips, second, reader)
    if sideways and max(as_it_is, the_other_way) < _BARELY:
        return 0, quads
    return (second if the_other_way > as_it_is + _CLEARLY else first), quads


def _legible(strips: Sequence[Pixels], way: int, reader: Reader) -> float:
    return sum(reader.read(np.ascontiguousarray(np.rot90(strip, way))).mean for strip in strips) / len(strips)


def runs_backwards(page: RawPage) -> bool:
    """Whether most of the layer's letters stand to the left of the one before: the page stands on its head."""
    back = forth = 0
    for line in page.layer:
        boxes = [glyph.box for glyph in line.glyphs if not glyph.char.isspace()]
        for one, other in pairwise(boxes if len(boxes) >= _A_LINE else ()):
            if min(one.bottom, other.bottom) > max(one.top, other.top):
                back += other.left < one.left
                forth += other.left > one.left
    return back > 2 * forth


def on_its_feet(page: RawPage) -> RawPage:
    """A page that stood on its head turned by half; its lines' parts, which came from the wrong end, in their order."""
    page = turned(page, 2)
    return replace(page, layer=tuple(map(_from_the_left, page.layer)))


def _from_the_left(line: Line) -> Line:
    """The line's letters from left to right, if all stand at one height."""
    top, bottom = (max(glyph.box.top for glyph in line.glyphs), min(glyph.box.bottom for glyph in line.glyphs))
    return Line(tuple(sorted(line.glyphs, key=lambda glyph: glyph.box.left))) if top < bottom else line


def turned(page: RawPage, turns: int) -> RawPage:
    """The page, its layer and its pictures, turned to the left by quarters."""
    if turns % 4 == 0:
        return page
    shape = page.image.shape
    return replace(
        page,
        image=np.ascontiguousarray(np.rot90(page.image, turns)),
        layer=tuple(
            Line(tuple(glyph._replace(box=turned_box(glyph.box, turns, shape)) for glyph in line.glyphs))
            for line in page.layer
        ),
        pictures=tuple(turned_box(box, turns, shape) for box in page.pictures),
    )


def turned_box(box: Box, turns: int, shape: tuple[int, ...]) -> Box:
    """Where a box of a page of this shape comes to lie."""
    height, width = shape[:2]
    for _ in range(turns % 4):
        box = Box(box.top, width - box.right, box.bottom, width - box.left)
        height, width = width, height
    return box


def _strip(grey: Pixels, quad: Quad) -> Pixels:
    left, top = np.maximum(np.floor(quad.min(axis=0)).astype(int), 0)
    right, bottom = np.ceil(quad.max(axis=0)).astype(int)
    return grey[top:bottom, left:right]


def _width(quad: Quad) -> float:
    return float(np.linalg.norm(quad[0] - quad[1]))


def _height(quad: Quad) -> float:
    return float(np.linalg.norm(quad[0] - quad[3]))


def _length(quad: Quad) -> float:
    return max(_width(quad), _height(quad))
