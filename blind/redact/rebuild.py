"""The new file: one image a page and an invisible text layer, written by a small PDF writer of its own."""

from __future__ import annotations

import io
import math
import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
from PIL import Image

from blind.redact.box import Box
from blind.redact.glyphless import DESCENT, LayerFont
from blind.redact.packed_lines import PackedLines
from blind.redact.page import DPI, Glyph, Line, Pixels, Sight

TOKEN = "▇▇"  # noqa: S105  # a mark on paper
"""What a reader sees and hears in place of something hidden: always the same, whatever stood there."""

_ROWS_A_STRIP, _STRIP_STARTS, _STRIP_LENGTHS = 278, 273, 279
_POINTS = 72 / DPI
_INSET = 0.02
"""Points by which the image keeps off the page's edge: without them a renderer may shift it by a pixel."""


@dataclass(frozen=True)
class EncodedPage:
    """A page as it goes into the file; ``width`` and ``height`` are pixels at 150 dots an inch.

    ``data``: CCITT group 4 where ``bits`` is 1, else sixteen levels of grey, two pixels a byte, deflated.
    """

    width: int
    height: int
    bits: int
    data: bytes
    lines: Sequence[Line] = ()


def encode_page(image: Pixels, *, bits: int, lines: Sequence[Line]) -> EncodedPage:
    """A grey image packed in ``bits`` 1 or 4, its lines packed too; equal pages give equal bytes."""
    height, width = image.shape
    data = _group4(image) if bits == 1 else _sixteen(image)
    return EncodedPage(width=width, height=height, bits=bits, data=data, lines=PackedLines.of(lines))


def _group4(image: Pixels) -> bytes:
    """One strip of CCITT group 4, as the TIFF library encodes it; set bits are ink."""
    held = io.BytesIO()
    ink = np.packbits(image < 128, axis=1).tobytes()
    Image.frombytes("1", image.shape[::-1], ink).save(
        held, format="TIFF", compression="group4", tiffinfo={_ROWS_A_STRIP: image.shape[0]}, strip_size=1 << 30
    )
    (start,), (length,) = (_tag(held.getbuffer(), tag) for tag in (_STRIP_STARTS, _STRIP_LENGTHS))
    return held.getvalue()[start : start + length]


def _tag(tiff: memoryview, wanted: int) -> tuple[int, ...]:
    """The value of a tag in the first directory of a TIFF file in this machine's order, one number each."""
    (directory,) = struct.unpack_from("=L", tiff, 4)
    (count,) = struct.unpack_from("=H", tiff, directory)
    entries = (struct.unpack_from("=HHLL", tiff, directory + 2 + 12 * at) for at in range(count))
    return tuple(value for tag, _, number, value in entries if tag == wanted and number == 1)


def _sixteen(image: Pixels) -> bytes:
    levels = np.asarray((image.astype(np.uint16) * 15 + 127) // 255, dtype=np.uint8)
    if levels.shape[1] % 2:
        levels = np.asarray(np.pad(levels, ((0, 0), (0, 1))), dtype=np.uint8)
    packed = (levels[:, 0::2] << 4) | levels[:, 1::2]
    return zlib.compress(packed.tobytes(), 6)


def with_tokens(lines: Iterable[Line], holes: Iterable[Box]) -> tuple[Line, ...]:
    """The lines with one token where each hole is: inside the line it stands in, else as a line of its own."""
    rows = [list(line.glyphs) for line in lines]
    for hole in sorted(set(holes), key=lambda box: (box.top, box.left)):
        glyph = Glyph(char=TOKEN, box=hole, sight=Sight.DRAWN)
        row = max(rows, key=lambda glyphs: (_shared_height(glyphs, hole), -_way_to(glyphs, hole)), default=None)
        if row is None or _shared_height(row, hole) * 2 < min(hole.height, _height(row)):
            rows.append([glyph])
            continue
        at = sum(other.box.left < hole.left for other in row)
        row.insert(at, _level_with(row, glyph))
    return tuple(Line(glyphs=tuple(row)) for row in rows if row)


def _height(glyphs: list[Glyph]) -> int:
    return max(glyph.box.bottom for glyph in glyphs) - min(glyph.box.top for glyph in glyphs) if glyphs else 0


def _shared_height(glyphs: list[Glyph], hole: Box) -> int:
    if not glyphs:
        return 0
    top, bottom = min(glyph.box.top for glyph in glyphs), max(glyph.box.bottom for glyph in glyphs)
    return max(0, min(bottom, hole.bottom) - max(top, hole.top))


def _way_to(glyphs: list[Glyph], hole: Box) -> int:
    """Pixels between the row and the hole beside it."""
    left, right = min(glyph.box.left for glyph in glyphs), max(glyph.box.right for glyph in glyphs)
    return max(0, hole.left - right, left - hole.right)


def _level_with(row: list[Glyph], glyph: Glyph) -> Glyph:
    """The token as high as its line, because a line's type size is taken from its highest character."""
    top, bottom = min(other.box.top for other in row), max(other.box.bottom for other in row)
    return Glyph(char=glyph.char, box=Box(glyph.box.left, top, glyph.box.right, bottom), sight=glyph.sight)


def write_pdf(pages: Iterable[EncodedPage], out: BinaryIO) -> int:
    """Write the pages one after the other as a PDF file and return their count.

    The file holds page images and the text layer's font and nothing else: no metadata, no identifiers, no dates, so
    equal pages give equal bytes. ``out`` needs to write only; never more than one page is held.
    """
    writer = _Writer(out)
    kids: list[int] = []
    font = LayerFont()
    for page in pages:
        kids.append(_write_page(writer, page, font))
    for number, body in enumerate(font.objects(_FONT), start=_FONT):
        writer.put(body, number=number)
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    writer.put(b"<</Type/Pages/Kids[%b]/Count %d>>" % (listed, len(kids)), number=_PAGES)
    writer.put(b"<</Type/Catalog/Pages %d 0 R>>" % _PAGES, number=_CATALOG)
    writer.finish()
    return len(kids)


def pdf_bytes(pages: Iterable[EncodedPage]) -> bytes:
    """The whole file in memory; see ``write_pdf``."""
    held = io.BytesIO()
    write_pdf(pages, held)
    return held.getvalue()


_CATALOG, _PAGES, _FONT = 1, 2, 3
_FIRST_FREE = _FONT + 6


class _Writer:
    """Objects in the order they come, and where each one starts."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._at = 0
        self._starts: dict[int, int] = {}
        self._next = _FIRST_FREE
        self._raw(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")

    def _raw(self, data: bytes) -> None:
        self._out.write(data)
        self._at += len(data)

    def put(self, body: bytes, *, number: int | None = None) -> int:
        """Write an object and return its number."""
        if number is None:
            number = self._next
            self._next += 1
        self._starts[number] = self._at
        self._raw(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        return number

    def stream(self, entries: bytes, data: bytes) -> int:
        """Write a stream object and return its number."""
        return self.put(b"<<%b/Length %d>>stream\n%b\nendstream" % (entries, len(data), data))

    def finish(self) -> None:
        """The cross-reference table and the trailer."""
        start = self._at
        rows = b"".join(b"%010d 00000 n \n" % self._starts[number] for number in range(1, self._next))
        self._raw(b"xref\n0 %d\n0000000000 65535 f \n%b" % (self._next, rows))
        self._raw(b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (self._next, _CATALOG, start))


def _write_page(writer: _Writer, page: EncodedPage, font: LayerFont) -> int:
    size = (page.width, page.height)
    packing = (
        b"/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns %d/Rows %d>>" % size
        if page.bits == 1
        else b"/BitsPerComponent 4/Filter/FlateDecode"
    )
    entries = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray" % size
    image = writer.stream(entries + packing, page.data)
    points = [(math.ceil(side * _POINTS * 100) - 1) / 100 for side in size]
    across, down = map(_number, points)
    inset, inner = _number(_INSET), [_number(side - 2 * _INSET) for side in points]
    drawn = b"q %b 0 0 %b %b %b cm /I Do Q\n" % (*inner, inset, inset)
    content = drawn + b"".join(_text(page, font))
    body = writer.stream(b"/Filter/FlateDecode", zlib.compress(content, 9))
    return writer.put(
        b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %b %b]/Contents %d 0 R"
        b"/Resources<</Font<</F %d 0 R>>/XObject<</I %d 0 R>>>>>>" % (_PAGES, across, down, body, _FONT, image)
    )


def _number(value: float) -> bytes:
    return (f"{value:.2f}".rstrip("0").rstrip(".") or "0").encode()


def _text(page: EncodedPage, font: LayerFont) -> Iterable[bytes]:
    lines = [line for line in page.lines if line.text]
    if not lines:
        return
    yield b"BT 3 Tr\n"
    for line in lines:
        yield _line(line, page.height, font)
    yield b"ET\n"


def _line(line: Line, page_height: int, font: LayerFont) -> bytes:
    """One line at its height, each character moved to the left edge of its box."""
    top = min(glyph.box.top for glyph in line.glyphs)
    bottom = max(glyph.box.bottom for glyph in line.glyphs)
    size = max(bottom - top, 1)
    shown: list[bytes] = []
    at = start = float(line.glyphs[0].box.left)
    for glyph in line.glyphs:
        if back := round((at - glyph.box.left) / size * 1000):
            shown.append(b"%d" % back)
            at -= back * size / 1000
        for char in glyph.char:
            code, width = font.deal(char, max(glyph.box.width, 1) / len(glyph.char) / size)
            shown.append(b"<%04X>" % code)
            at += width * size
    return b"/F %b Tf 1 0 0 1 %b %b Tm[%b]TJ\n" % (
        _number(size * _POINTS),
        _number(start * _POINTS),
        _number((page_height - bottom + size * DESCENT) * _POINTS),
        b"".join(shown).replace(b"><", b""),
    )
