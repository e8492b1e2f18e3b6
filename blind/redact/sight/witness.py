"""The text layer is believed glyph by glyph: only where recognition saw that the drawn shape is the letter claimed."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from blind.redact.box import Box
from blind.redact.page import Glyph, Line, Pixels
from blind.redact.sight.reader import STRIP_HEIGHT, Reader

_DARK = 160
_UNLIKE = 0.026
_UNLIKE_IN_TWO_LEVELS = 0.078
_CELLS_A_STRIP = 40
_SAME = str.maketrans(
    {"0": "o", "〇": "o", "○": "o", "1": "l", "i": "l", "|": "l", "丨": "l", "!": "l", "一": "-", "—": "-", "－": "-",
     "–": "-", "―": "-", "_": "-", "‐": "-", "−": "-", "─": "-", "·": ".", "•": ".", "・": ".", "、": ",", "，": ",",
     "。": ".", "：": ":", "；": ";", "“": '"', "”": '"', "‘": "'", "’": "'", "′": "'", "`": "'", "×": "x", "口": "□",
     "～": "~", "〈": "<", "〉": ">", "…": ".", "‥": "."}
)  # fmt: skip  # laid out as a table


Drawing = NDArray[np.float32]
"""A glyph's ink, softened for comparison."""

Edges = NDArray[np.int64]
"""Rows of left, top, right, bottom: as many boxes."""


class Shape(NamedTuple):
    """A glyph's ink: a key equal for equal pixels, its pixels cut tightly, and its place."""

    exact: bytes
    pixels: Pixels
    box: Box


class Witness:
    """What was seen of one file so far; a shape holds for the letter as which it was recognised and for no other.

    ``two_levels``: the file's pages are black and white, where a shift by half a pixel changes a shape more.
    """

    def __init__(self, *, two_levels: bool = False) -> None:
        self._unlike = _UNLIKE_IN_TWO_LEVELS if two_levels else _UNLIKE
        self._seen: dict[str, set[bytes]] = defaultdict(set)
        self._refused: dict[str, dict[bytes, int]] = defaultdict(dict)
        self._shapes: dict[str, list[Drawing]] = defaultdict(list)
        self.recognised = 0
        """How many glyph shapes recognition has looked at, for figures."""

    def judge(self, lines: tuple[Line, ...], grey: Pixels, reader: Reader | None) -> list[list[Shape | bool | None]]:
        """For each glyph of each line: its shape when witnessed, True where nothing is drawn, None if not believed."""
        looked = [self._looked(line, grey) for line in lines]
        pending = [
            (glyph, line, shape)
            for line, shapes in zip(lines, looked, strict=True)
            for glyph, shape in zip(line.glyphs, shapes, strict=True)
            if isinstance(shape, Shape)
            and shape.exact not in self._seen[glyph.char]
            and not self._settled(glyph.char, shape)
        ]
        if pending and reader is not None:
            self._recognise(pending, grey, reader)
        return [
            [self._verdict(glyph, shape) for glyph, shape in zip(line.glyphs, shapes, strict=True)]
            for line, shapes in zip(lines, looked, strict=True)
        ]

    def accept(self, line: Line, grey: Pixels) -> None:
        """Recognition read this very line as it claims to be."""
        for glyph, shape in zip(line.glyphs, self._looked(line, grey), strict=True):
            if isinstance(shape, Shape) and shape.exact not in self._seen[glyph.char]:
                self._note(glyph.char, shape)

    def _settled(self, char: str, shape: Shape) -> bool:
        """Whether the shape was seen to hold, or refused and nothing new was seen of that letter since."""
        return shape.exact in self._seen[char] or self._refused[char].get(shape.exact) == len(self._shapes[char])

    def _verdict(self, glyph: Glyph, shape: Shape | bool) -> Shape | bool | None:
        if isinstance(shape, bool):
            return shape or None
        return shape if shape.exact in self._seen[glyph.char] else None

    def _looked(self, line: Line, grey: Pixels) -> list[Shape | bool]:
        """Each glyph's shape; True where it draws nothing and need not; False where it cannot be believed."""
        looked: list[Shape | bool] = []
        for glyph, shape in zip(line.glyphs, shapes_of(line, grey), strict=True):
            if shape is None or glyph.char.isspace():
                looked.append(bool(glyph.face) or glyph.char.isspace())
                continue
            if glyph.face and shape.exact not in self._seen[glyph.char]:
                self._compare(glyph.char, shape)
            looked.append(shape if glyph.face else False)
        return looked

    def _compare(self, char: str, shape: Shape) -> None:
        """Believe a shape that is but for a fraction of a pixel one that was seen to be this letter."""
        if self._settled(char, shape) or not self._shapes[char]:
            return
        soft = _soft(shape.pixels)
        if any(_alike(soft, known, self._unlike) for known in self._shapes[char]):
            self._seen[char].add(shape.exact)

    def _note(self, char: str, shape: Shape) -> None:
        self._seen[char].add(shape.exact)
        self._shapes[char].append(_soft(shape.pixels))

    def _recognise(self, pending: list[tuple[Glyph, Line, Shape]], grey: Pixels, reader: Reader) -> None:
        waiting = _distinct(pending, self._unlike)
        self.recognised += len(waiting)
        wide: list[tuple[Glyph, Line, Shape]] = []
        for glyph, line, shape in waiting:
            if is_mark(glyph.char) and _small_enough(shape.box, line):
                self._note(glyph.char, shape)
            else:
                wide.append((glyph, line, shape))
        for repeat in (1, 3):
            failed = []
            step = _CELLS_A_STRIP // repeat
            for start in range(0, len(wide), step):
                group = wide[start : start + step]
                for each, same in zip(group, self._read(group, grey, reader, repeat=repeat), strict=True):
                    if same:
                        self._note(each[0].char, each[2])
                    else:
                        failed.append(each)
            wide = failed
        for glyph, _, shape in pending:
            self._compare(glyph.char, shape)
        for glyph, _, shape in pending:
            if shape.exact not in self._seen[glyph.char]:
                self._refused[glyph.char][shape.exact] = len(self._shapes[glyph.char])

    @staticmethod
    def _read(group: list[tuple[Glyph, Line, Shape]], grey: Pixels, reader: Reader, *, repeat: int) -> list[bool]:
        """Draw the shapes side by side on one strip, read it, and say which came back as what they claim."""
        cells = [_cell(glyph, line, shape, grey) for glyph, line, shape in group]
        parts: list[Pixels] = []
        bounds: list[tuple[int, int]] = []
        at = 0
        for cell in cells:
            bounds.append((at, at + cell.shape[1] * repeat))
            parts.extend([cell] * repeat)
            at += cell.shape[1] * repeat
        said = reader.read(np.ascontiguousarray(np.concatenate(parts, axis=1)))
        heard: list[list[str]] = [[] for _ in cells]
        for letter, middle in zip(said.text, said.middles, strict=True):
            for spot, (left, right) in enumerate(bounds):
                if left <= middle < right and letter.strip():
                    heard[spot].append(letter)
        return [
            len(letters) >= 1 and len(letters) <= repeat and all(same_letter(letter, glyph.char) for letter in letters)
            for letters, (glyph, _, _) in zip(heard, group, strict=True)
        ]


def _distinct(pending: list[tuple[Glyph, Line, Shape]], unlike: float) -> list[tuple[Glyph, Line, Shape]]:
    """One of each group of alike shapes that claim to be the same letter."""
    groups: dict[str, list[Drawing]] = defaultdict(list)
    chosen, exact = [], set()
    for glyph, line, shape in pending:
        if (glyph.char, shape.exact) in exact:
            continue
        exact.add((glyph.char, shape.exact))
        soft = _soft(shape.pixels)
        if not any(_alike(soft, other, unlike) for other in groups[glyph.char]):
            groups[glyph.char].append(soft)
            chosen.append((glyph, line, shape))
    return chosen


def same_letter(one: str, other: str) -> bool:
    """Whether two characters look alike enough for recognition to take one for the other without a lie."""
    return one == other or _folded(one) == _folded(other)


def own_cells(line: Line) -> Edges:
    """Each glyph's cell, cut where the next one's begins: lines set tightly overlap in their blank parts."""
    boxes = [glyph.box for glyph in line.glyphs]
    cells = np.array([(box.left, box.top, box.right, box.bottom) for box in boxes])
    (left, top, right, bottom), (next_left, next_top, _, next_bottom) = cells[:-1].T, cells[1:].T
    shared = np.minimum(bottom, next_bottom) - np.maximum(top, next_top)
    level = 2 * shared > np.minimum(bottom - top, next_bottom - next_top)
    cells[:-1, 2] = np.where(level & (left + 1 < next_left) & (next_left < right), next_left, right)
    return cells


def is_mark(char: str) -> bool:
    """Whether a character is punctuation or a small sign, which recognition alone cannot be asked about."""
    return unicodedata.category(char)[0] in "PSZC"


def shapes_of(line: Line, grey: Pixels) -> list[Shape | None]:
    """The shape of each glyph of a line, None where nothing is drawn; in one sweep where the cells stand in a row."""
    shapes: list[Shape | None] = [None] * len(line.glyphs)
    written = [at for at, glyph in enumerate(line.glyphs) if not glyph.char.isspace()]
    if not written:
        return shapes
    cells = own_cells(line)[written]
    found = _swept(cells, grey) if _in_a_row(cells, grey) else [shape_of(Box(*cell), grey) for cell in cells.tolist()]
    for at, shape in zip(written, found, strict=True):
        shapes[at] = shape
    return shapes


def _in_a_row(cells: Edges, grey: Pixels) -> bool:
    """Whether cells follow one another to the right without overlap, on the page, about as high as each other."""
    left, top, right, bottom = cells.T
    height = int(bottom.max() - top.min())
    apart = bool((right[:-1] <= left[1:]).all()) and bool((right > left).all()) and bool((bottom > top).all())
    on_page = left.min() >= 0 and top.min() >= 0 and right.max() <= grey.shape[1] and bottom.max() <= grey.shape[0]
    return apart and bool(on_page) and height < 2 * int((bottom - top).max())


def _swept(cells: Edges, grey: Pixels) -> list[Shape | None]:
    whole = Box(int(cells[0, 0]), int(cells[:, 1].min()), int(cells[-1, 2]), int(cells[:, 3].max()))
    strip = grey[whole.top : whole.bottom, whole.left : whole.right]
    dark = strip < _DARK
    lower_ones = (cells[:, 1] > whole.top) | (cells[:, 3] < whole.bottom)
    for left, top, right, bottom in cells[lower_ones].tolist():
        dark[: top - whole.top, left - whole.left : right - whole.left] = False
        dark[bottom - whole.top :, left - whole.left : right - whole.left] = False
    inked, columns = dark.any(axis=0), np.arange(whole.width)
    upper = np.where(inked, dark.argmax(axis=0), whole.height)
    lower = np.where(inked, whole.height - dark[::-1].argmax(axis=0), 0)
    bounds = cells[:, ::2].ravel()[:-1] - whole.left
    edges = (
        np.minimum.reduceat(upper, bounds)[::2].tolist(),
        np.maximum.reduceat(lower, bounds)[::2].tolist(),
        np.minimum.reduceat(np.where(inked, columns, whole.width), bounds)[::2].tolist(),
        np.maximum.reduceat(np.where(inked, columns + 1, 0), bounds)[::2].tolist(),
    )
    coarse = strip >> 5
    return [
        None
        if top >= bottom
        else Shape(
            bytes((bottom - top & 255, right - left & 255)) + coarse[top:bottom, left:right].tobytes(),
            strip[top:bottom, left:right],
            Box(whole.left + left, whole.top + top, whole.left + right, whole.top + bottom),
        )
        for top, bottom, left, right in zip(*edges, strict=True)
    ]


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


def _soft(tight: Pixels) -> Drawing:
    """The ink of a shape with some room around it, blurred so that a shift by half a pixel counts little."""
    roomy = cv2.copyMakeBorder(255 - tight, 3, 3, 3, 3, cv2.BORDER_CONSTANT, value=0)
    return np.asarray(cv2.GaussianBlur(roomy.astype(np.float32), (0, 0), 0.9), dtype=np.float32)


def _alike(one: Drawing, other: Drawing, unlike: float) -> bool:
    """Whether two drawings are one glyph at one size, set at other fractions of a pixel.

    The limits lie under the most similar pairs of characters (0.031, and 0.081 in two levels); shifting leaves 19 of
    20 pairs of one glyph below 0.026, and in two levels 3 of 4 below 0.074.
    """
    if abs(one.shape[0] - other.shape[0]) > 1 or abs(one.shape[1] - other.shape[1]) > 1:
        return False
    height, width = min(one.shape[0], other.shape[0]), min(one.shape[1], other.shape[1])
    roomy = cv2.copyMakeBorder(one, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    fits = cv2.matchTemplate(roomy, other[:height, :width], cv2.TM_CCOEFF_NORMED)
    return float(fits.max()) > 1 - unlike


def _cell(glyph: Glyph, line: Line, shape: Shape, grey: Pixels) -> Pixels:
    """The glyph at its height in its line, on white, with air on both sides, scaled to the strip's height."""
    top = min(shape.box.top, *(other.box.top for other in line.glyphs if other.face == glyph.face))
    bottom = max(shape.box.bottom, *(other.box.bottom for other in line.glyphs if other.face == glyph.face))
    if bottom - top > 3 * max(8, shape.box.height, shape.box.width):
        top, bottom = glyph.box.top, glyph.box.bottom
    top, bottom = max(0, min(top, shape.box.top)), max(bottom, shape.box.bottom)
    height = bottom - top
    room = max(2, height // 6)
    cell = np.full((height, shape.box.width + room), 255, np.uint8)
    drawn = grey[shape.box.top : shape.box.bottom, shape.box.left : shape.box.right]
    cell[shape.box.top - top : shape.box.bottom - top, room // 2 : room // 2 + shape.box.width] = drawn
    inner = STRIP_HEIGHT - 8
    wide = max(4, round(cell.shape[1] * inner / height))
    scaled = cv2.resize(cell, (wide, inner), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.copyMakeBorder(scaled, 4, 4, 0, 0, cv2.BORDER_CONSTANT, value=255), dtype=np.uint8)


def _small_enough(box: Box, line: Line) -> bool:
    """Punctuation is believed by its size: no letter that names somebody fits into a comma."""
    em = max(glyph.box.height for glyph in line.glyphs)
    area = box.width * box.height
    return area <= 0.28 * em * em or min(box.width, box.height) <= 0.3 * em


def _folded(char: str) -> str:
    return unicodedata.normalize("NFKC", char).casefold().translate(_SAME)
