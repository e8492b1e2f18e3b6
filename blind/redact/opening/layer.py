"""The text layer of a PDF page: what the file claims is written, character by character with boxes and faces."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from blind.redact.box import Box
from blind.redact.page import Glyph, Line, Sight

_CHARACTERS = 60_000
_HANDLES_KEPT = 48
_BREAKS = frozenset((10, 13))
_SPACE = 32
_HIGH = range(0xD800, 0xDC00)
_WIDE_FROM = 0x2E80
_SIZES = 1 << 20
_BLANK = 0.4
"""Of a cell's height, which is an em and a quarter: half an em."""


Whole = NDArray[np.int64]
"""A whole number a character."""


def _bare(function: Any, given: Any, *taken: Any) -> Callable[..., Any]:
    """A function of the renderer that takes addresses as whole numbers: it is called for every character of a page."""
    return ctypes.PYFUNCTYPE(given, *taken)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_ADDRESS, _NUMBER = ctypes.c_void_p, ctypes.c_int
_unicode_of = _bare(pdfium_c.FPDFText_GetUnicode, ctypes.c_uint, _ADDRESS, _NUMBER)
_box_of = _bare(pdfium_c.FPDFText_GetCharBox, _NUMBER, _ADDRESS, _NUMBER, *[_ADDRESS] * 4)
_origin_of = _bare(pdfium_c.FPDFText_GetCharOrigin, _NUMBER, _ADDRESS, _NUMBER, *[_ADDRESS] * 2)
_cell_of = _bare(pdfium_c.FPDFText_GetLooseCharBox, _NUMBER, _ADDRESS, _NUMBER, _ADDRESS)
_size_of = _bare(pdfium_c.FPDFText_GetFontSize, ctypes.c_double, _ADDRESS, _NUMBER)
_is_added = _bare(pdfium_c.FPDFText_IsGenerated, _NUMBER, _ADDRESS, _NUMBER)
_object_of = _bare(pdfium_c.FPDFText_GetTextObject, _ADDRESS, _ADDRESS, _NUMBER)
_font_of = _bare(pdfium_c.FPDFTextObj_GetFont, _ADDRESS, _ADDRESS)


@dataclass(frozen=True)
class Placement:
    """How points of a page become pixels: where the origin lies, and one point to the right and one up."""

    origin: tuple[float, float]
    across: tuple[float, float]
    up: tuple[float, float]
    width: int
    height: int

    def boxes(self, edges: NDArray[np.float64]) -> list[list[int]]:
        """For rows of left, bottom, right, top in points: 1 where inside the raster (else 0), then pixels covered."""
        sane: NDArray[np.bool_] = np.asarray(np.isfinite(edges).all(axis=1))
        left, bottom, right, top = np.clip(np.where(sane[:, None], edges, -1e7), -1e7, 1e7).T
        xs = np.stack([self._x(left, bottom), self._x(right, top)])
        ys = np.stack([self._y(left, bottom), self._y(right, top)])
        first, last, start, end = xs.min(axis=0), xs.max(axis=0), ys.min(axis=0), ys.max(axis=0)
        inside = sane & (last >= 0) & (end >= 0) & (first < self.width) & (start < self.height)
        first, start = np.maximum(np.floor(first), 0), np.maximum(np.floor(start), 0)
        last, end = np.minimum(np.ceil(last), self.width), np.minimum(np.ceil(end), self.height)
        columns = (inside, first, start, np.maximum(last, first + 1), np.maximum(end, start + 1))
        covered: list[list[int]] = np.stack(columns, axis=1).astype(np.int64).tolist()
        return covered

    def _x(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
        return self.origin[0] + x * self.across[0] + y * self.up[0]

    def _y(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
        return self.origin[1] + x * self.across[1] + y * self.up[1]

    def box(self, left: float, bottom: float, right: float, top: float) -> Box | None:
        """The pixels a rectangle of the page covers; None where it lies outside the raster."""
        inside, *box = self.boxes(np.array([[left, bottom, right, top]], dtype=np.float64))[0]
        return Box(*box) if inside else None


class FontFaces:
    """Names for the fonts of one document, equal exactly for the same font.

    The renderer knows a font by its address in memory, and an address can come back after a page was closed. So the
    page on which a font was first met stays open; when too many are open, later fonts get names good for one page.
    """

    def __init__(self) -> None:
        self._known: dict[int, str] = {}
        self._open = 0
        self._pages = 0

    def start_page(self) -> None:
        """A new page begins."""
        self._pages += 1
        self._passing: dict[int, str] = {}
        self._grown = False

    def name(self, address: int) -> str:
        """The name of the font at this address on the current page; "" for none."""
        if not address:
            return ""
        if (known := self._known.get(address) or self._passing.get(address)) is not None:
            return known
        if self._open < _HANDLES_KEPT:
            self._grown = True
            self._known[address] = f"f{len(self._known)}"
            return self._known[address]
        self._passing[address] = f"p{self._pages}.{len(self._passing)}"
        return self._passing[address]

    def end_page(self) -> bool:
        """Whether the page met a new font and its handle has to stay open."""
        self._open += self._grown
        return self._grown


def layer_of(page: pdfium.PdfPage, placement: Placement, faces: FontFaces) -> tuple[tuple[Line, ...], bool]:
    """The lines of the layer in the file's order, and whether the page's handle has to stay open (see FontFaces).

    A glyph's face names font, character, size and outline's box in hundredths of an em: two shapes that claim to be
    one character have different faces unless their outlines fill exactly the same box.
    """
    text = page.get_textpage()
    faces.start_page()
    try:
        count = min(text.count_chars(), _CHARACTERS)
        lines = _lines(text.raw, count, placement, faces)
    finally:
        kept = faces.end_page()
        if not kept:
            text.close()
    return lines, kept


def _lines(text: pdfium_c.FPDF_TEXTPAGE, count: int, placement: Placement, faces: FontFaces) -> tuple[Line, ...]:
    if not count:
        return ()
    codes, fonts, numbers = _measured(text, count, faces)
    signs, named = np.array(codes), sorted(set(fonts))
    places = {font: at for at, font in enumerate(named)}
    set_in = np.array([places[font] for font in fonts])
    boxes = placement.boxes(_cells(signs, set_in, numbers))
    written: dict[bytes, str] = {}
    lines: list[Line] = []
    glyphs: list[Glyph] = []
    for code, font, (inside, *box), key in zip(codes, fonts, boxes, _keys(signs, set_in, numbers), strict=True):
        if code in _BREAKS:
            if glyphs:
                lines.append(_without_stray_blanks(glyphs))
                glyphs = []
        elif inside and code not in _HIGH:
            face = written.get(key, "") if font else ""
            if font and not face:
                face = written[key] = _face(font, key)
            glyphs.append(Glyph(chr(code), Box._make(box), Sight.LAYER, 100, face))
    if glyphs:
        lines.append(_without_stray_blanks(glyphs))
    return tuple(line for line in lines if line.glyphs)


def _without_stray_blanks(glyphs: list[Glyph]) -> Line:
    """The line without the blanks that the renderer adds wherever a gap is a little wider, such as before a figure.

    Its own blanks belong to no font; they stay between words in Latin letters and where half an em is empty.
    """
    if all(glyph.face or glyph.char != " " for glyph in glyphs):
        return Line(glyphs=tuple(glyphs))
    kept: list[Glyph] = []
    for at, glyph in enumerate(glyphs):
        if glyph.char != " " or glyph.face or not kept or at + 1 == len(glyphs):
            kept.append(glyph)
            continue
        before, after = kept[-1], glyphs[at + 1]
        words = (before.char + after.char).isascii()
        gap = max(after.box.left - before.box.right, before.box.left - after.box.right)
        wide = gap > _BLANK * min(before.box.height, after.box.height)
        back = after.box.left < before.box.left
        if words or wide or (back and not _level(before.box, after.box)):
            kept.append(glyph)
    return Line(glyphs=tuple(kept))


def _level(one: Box, other: Box) -> bool:
    """Whether two boxes stand beside each other; from right to left they do on a page that stands on its head."""
    return one.top < other.bottom and other.top < one.bottom


def _measured(
    text: pdfium_c.FPDF_TEXTPAGE, count: int, faces: FontFaces
) -> tuple[list[int], list[str], NDArray[np.float64]]:
    """Code points, font names, and eleven numbers a character.

    They are, in points: its outline's box (left, bottom, right, top), its origin, its size, its cell (the same order).
    """
    page = _address(text)
    measures, cells = np.zeros((count, 6), dtype=np.float64), np.zeros((count, 4), dtype=np.float32)
    known: dict[int | None, tuple[str, float]] = {}
    codes: list[int] = []
    fonts: list[str] = []
    sizes: list[float] = []
    at, cell_at = measures.ctypes.data, cells.ctypes.data
    for index in range(count):
        code = _unicode_of(page, index)
        codes.append(code)
        _box_of(page, index, at, at + 16, at + 8, at + 24)
        _origin_of(page, index, at + 32, at + 40)
        _cell_of(page, index, cell_at)
        at, cell_at = at + 48, cell_at + 16
        handle = _object_of(page, index)
        if (set_in := known.get(handle)) is None:
            font = faces.name(_font_of(handle) or 0) if handle else ""
            set_in = known[handle] = (font, _size_of(page, index))
        fonts.append("" if code == _SPACE and _is_added(page, index) == 1 else set_in[0])
        sizes.append(set_in[1])
    # The renderer gives a cell as left, top, right, bottom.
    return _joined(codes), fonts, np.column_stack([measures, sizes, cells[:, [0, 3, 2, 1]]])


def _joined(codes: list[int]) -> list[int]:
    """Halves of surrogate pairs joined at their second place; what is no character becomes U+FFFD."""
    joined = list(codes)
    for at, code in enumerate(codes):
        if 0xDC00 <= code < 0xE000 and at and codes[at - 1] in _HIGH:
            joined[at] = 0x10000 + ((codes[at - 1] - 0xD800) << 10) + (code - 0xDC00)
        elif not code or code > 0x10FFFF or 0xDC00 <= code < 0xE000:
            joined[at] = 0xFFFD
    return joined


def _cells(signs: Whole, set_in: Whole, numbers: NDArray[np.float64]) -> NDArray[np.float64]:
    """Boxes that do not depend on how far a character's ink reaches: as wide as its advance, as high as its type.

    A quarter of an em below the line to one em above it, joined with the outline; turned type keeps the font's own box.
    An em is the widest advance of a wide character in the same font and size.
    """
    tight, cell, y = numbers[:, :4], numbers[:, 7:11].copy(), numbers[:, 5]
    width, height = cell[:, 2] - cell[:, 0], cell[:, 3] - cell[:, 1]
    upright = (cell[:, 1] <= y) & (y <= cell[:, 3]) & (width > 0) & (np.abs(cell[:, 0] - numbers[:, 4]) < 0.5)
    sizes = np.clip(np.nan_to_num(np.rint(numbers[:, 6] * 10)), 0, _SIZES - 1).astype(np.int64)
    groups = np.unique(set_in * _SIZES + sizes, return_inverse=True)[1].reshape(-1)
    ems = np.zeros(len(signs))
    np.maximum.at(ems, groups, np.where((signs >= _WIDE_FROM) & upright, width, 0.0))
    em = np.where(ems[groups] > 0, ems[groups], height / 1.25)
    cell[:, 1] = np.where(upright, np.maximum(cell[:, 1], y - em * 0.25), cell[:, 1])
    cell[:, 3] = np.where(upright, np.minimum(cell[:, 3], y + em), cell[:, 3])
    empty = (width <= 0) | (height <= 0)
    low, high = np.minimum(tight[:, :2], cell[:, :2]), np.maximum(tight[:, 2:], cell[:, 2:])
    return np.where(empty[:, None], tight, np.concatenate([low, high], axis=1))


def _keys(signs: Whole, set_in: Whole, numbers: NDArray[np.float64]) -> list[bytes]:
    """For each character whole numbers in a row: character, font, size in tenths of a point, outline's box.

    The box is measured from the character's origin in hundredths of an em.
    """
    size = np.where(np.isfinite(numbers[:, 6]) & (numbers[:, 6] > 0), numbers[:, 6], 1.0)
    left, bottom, right, top, x, y = (np.nan_to_num(numbers[:, at]) for at in range(6))
    parts = (left - x, bottom - y, right - left, top - bottom)
    columns = [size * 10, *(part / size * 100 for part in parts)]
    shapes = np.clip(np.rint(np.stack(columns, axis=1)), -1e6, 1e6).astype(np.int64)
    rows = np.ascontiguousarray(np.column_stack([signs, set_in, shapes]).astype(np.int64))
    keys: list[bytes] = rows.view(f"V{rows.shape[1] * rows.itemsize}").ravel().tolist()
    return keys


def _face(font: str, key: bytes) -> str:
    code, _, *shape = np.frombuffer(key, np.int64).tolist()
    return f"{font}:{code:x}:{','.join(map(str, shape))}"


def _address(handle: Any) -> int:
    """Where a handle of the renderer points; 0 for none."""
    return ctypes.addressof(handle.contents) if handle else 0
