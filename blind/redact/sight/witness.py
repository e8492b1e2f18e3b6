"""The text layer is believed glyph by glyph: only where recognition saw that the drawn shape is the letter claimed."""

from __future__ import annotations

import unicodedata
from collections import defaultdict

import cv2
import numpy as np
from numpy.typing import NDArray

from blind.redact.box import Box
from blind.redact.page import Glyph, Line, Pixels
from blind.redact.sight.reader import STRIP_HEIGHT, Reader
from blind.redact.sight.shapes import Shape, shapes_on

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

Pending = tuple[Glyph, Line, Shape]
"""A glyph, its line and its shape, of which recognition has to say what it is."""


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
        looked: list[list[Shape | bool | None]] = []
        pending: list[Pending] = []
        places: list[tuple[int, int]] = []
        for row, (line, shapes) in enumerate(zip(lines, shapes_on(lines, grey), strict=True)):
            verdicts: list[Shape | bool | None] = []
            for at, (glyph, shape) in enumerate(zip(line.glyphs, shapes, strict=True)):
                verdict, is_open = self._looked(glyph, shape)
                verdicts.append(verdict)
                if is_open and shape is not None:
                    pending.append((glyph, line, shape))
                    places.append((row, at))
            looked.append(verdicts)
        if pending and reader is not None:
            self._recognise(pending, grey, reader)
            for (row, at), (glyph, _, shape) in zip(places, pending, strict=True):
                looked[row][at] = shape if shape.exact in self._seen[glyph.char] else None
        return looked

    def accept(self, line: Line, grey: Pixels) -> None:
        """Recognition read this very line as it claims to be."""
        for glyph, shape in zip(line.glyphs, shapes_on([line], grey)[0], strict=True):
            if shape is None or not glyph.face or glyph.char.isspace():
                continue
            self._compare(glyph.char, shape)
            if shape.exact not in self._seen[glyph.char]:
                self._note(glyph.char, shape)

    def _settled(self, char: str, shape: Shape) -> bool:
        """Whether the shape was seen to hold, or refused and nothing new was seen of that letter since."""
        return shape.exact in self._seen[char] or self._refused[char].get(shape.exact) == len(self._shapes[char])

    def _looked(self, glyph: Glyph, shape: Shape | None) -> tuple[Shape | bool | None, bool]:
        """A glyph's verdict as `judge` gives it, and whether recognition may still change it."""
        char = glyph.char
        if shape is None or char.isspace():
            return (True if glyph.face or char.isspace() else None), False
        if not glyph.face:
            return None, False
        if shape.exact in self._seen[char]:
            return shape, False
        self._compare(char, shape)
        if shape.exact in self._seen[char]:
            return shape, False
        return None, not self._settled(char, shape)

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

    def _recognise(self, pending: list[Pending], grey: Pixels, reader: Reader) -> None:
        waiting = _distinct(pending, self._unlike)
        self.recognised += len(waiting)
        wide: list[Pending] = []
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
    def _read(group: list[Pending], grey: Pixels, reader: Reader, *, repeat: int) -> list[bool]:
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


def _distinct(pending: list[Pending], unlike: float) -> list[Pending]:
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


def is_mark(char: str) -> bool:
    """Whether a character is punctuation or a small sign, which recognition alone cannot be asked about."""
    return unicodedata.category(char)[0] in "PSZC"


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
