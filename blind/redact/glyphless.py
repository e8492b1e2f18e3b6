"""A font without ink for text layers: empty glyphs of many widths, and the table that says what each code means."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

DESCENT = 0.2
"""How far a glyph's box reaches below the line it stands on, in ems."""

_EM = 1000
_ASCENT, _DESCENT = 800, -200
_STEP = 50
_STEPS = 60
_PLANE = 0xFFFF
_SURROGATES = range(0xD800, 0xE000)
_SPARE, _OTHERS = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
_NONE = 0xFFFD
_NEAR = 1
"""Steps of width that make no difference to readers."""


class LayerFont:
    """The font of one file: characters get codes and widths as they come.

    A character's first code is its own number up to 65,535 and beyond that one of 1,024 numbers that no character has
    (more different ones than those a file cannot hold: U+FFFD stands for them). Where it is drawn much wider or
    narrower than before it gets another code of another width, as long as there are numbers for that: readers take a
    letter that is too narrow for the end of a word.
    """

    def __init__(self) -> None:
        self._dealt: dict[str, list[tuple[int, int]]] = {}
        self._beyond = self._more = 0

    def deal(self, char: str, width: float) -> tuple[int, float]:
        """The code of a character, and the width in ems it has in this font; ``width`` is the one wished for."""
        wished = min(max(round(width * _EM / _STEP), 1), _STEPS)
        dealt = self._dealt.setdefault(char, [])
        if not dealt:
            dealt.append((self._code(char), wished))
        code, step = min(dealt, key=lambda one: abs(one[1] - wished))
        if abs(step - wished) > _NEAR and self._more < len(_OTHERS) and code != _NONE:
            code, step = _OTHERS[self._more], wished
            self._more += 1
            dealt.append((code, step))
        return code, step * _STEP / _EM

    def _code(self, char: str) -> int:
        number = ord(char)
        if number in _SURROGATES or (number > _PLANE and self._beyond == len(_SPARE)):
            return _NONE
        if number <= _PLANE:
            return number
        self._beyond += 1
        return _SPARE[self._beyond - 1]

    def objects(self, first: int) -> Sequence[bytes]:
        """Six PDF objects numbered from ``first``: font, descendant, descriptor, font file, glyphs, characters."""
        file = _font_file()
        steps = sorted({one for dealt in self._dealt.values() for one in dealt})
        widths = b"".join(b"%d[%d]" % (code, step * _STEP) for code, step in steps)
        glyphs = bytearray(2 * (max((code for code, _ in steps), default=0) + 1))
        for code, step in steps:
            glyphs[2 * code : 2 * code + 2] = step.to_bytes(2, "big")
        return (
            b"<</Type/Font/Subtype/Type0/BaseFont/Layer/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
            % (first + 1, first + 5),
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Layer/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            b"/Supplement 0>>/DW %d/W[%b]/FontDescriptor %d 0 R/CIDToGIDMap %d 0 R>>"
            % (_EM, widths, first + 2, first + 4),
            b"<</Type/FontDescriptor/FontName/Layer/Flags 4/FontBBox[0 %d %d %d]/ItalicAngle 0/Ascent %d/Descent %d"
            b"/CapHeight %d/StemV 80/FontFile2 %d 0 R>>"
            % (_DESCENT, _STEP * _STEPS, _ASCENT, _ASCENT, _DESCENT, _ASCENT, first + 3),
            _stream(file, b"/Length1 %d" % len(file)),
            _stream(bytes(glyphs)),
            _stream(self._to_unicode()),
        )

    def _to_unicode(self) -> bytes:
        """The CMap that gives each code its character; it lists only the characters that are on the pages."""
        dealt = ((code, char) for char, several in self._dealt.items() for code, _ in several)
        listed = sorted((code, char) for code, char in dealt if code != _NONE or char == "\ufffd")
        blocks = [listed[at : at + 100] for at in range(0, len(listed), 100)]
        body = b"".join(
            b"%d beginbfchar\n%bendbfchar\n" % (len(block), b"".join(_meaning(code, char) for code, char in block))
            for block in blocks
        )
        return (
            b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            b"/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n"
            b"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            b"1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"
            + body
            + b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        )


def _meaning(code: int, char: str) -> bytes:
    return b"<%04X><%b>\n" % (code, char.encode("utf-16-be").hex().upper().encode())


def _font_file() -> bytes:
    """A TrueType file: glyph n is n steps wide and is a line without area from corner to corner of its box.

    The line gives readers a box to take; an empty glyph would make some of them skip the character.
    """
    outlines = [b"", *(_outline(step * _STEP) for step in range(1, _STEPS + 1))]
    starts = [sum(map(len, outlines[:at])) for at in range(len(outlines) + 1)]
    count, widest = len(outlines), _STEP * _STEPS
    tables = {
        b"cmap": struct.pack(">HHHHL", 0, 1, 1, 0, 12) + struct.pack(">6H", 6, 12, 0, 0, 1, 0),
        b"glyf": b"".join(outlines),
        b"head": struct.pack(">LLLLHH", 0x10000, 0x10000, 0, 0x5F0F3CF5, 3, _EM)
        + struct.pack(">QQ4hHHhhh", 0, 0, 0, _DESCENT, widest, _ASCENT, 0, 8, 2, 1, 0),
        b"hhea": struct.pack(
            ">LhhhH11hH", 0x10000, _ASCENT, _DESCENT, 0, widest, 0, 0, widest, 1, 0, 0, 0, 0, 0, 0, 0, count
        ),
        b"hmtx": b"".join(struct.pack(">Hh", max(step, 1) * _STEP, 0) for step in range(count)),
        b"loca": struct.pack(f">{len(starts)}L", *starts),
        b"maxp": struct.pack(">LH13H", 0x10000, count, 2, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    tables = {name: data + b"\0" * (-len(data) % 4) for name, data in tables.items()}
    head = struct.pack(">LHHHH", 0x10000, len(tables), 64, 2, len(tables) * 16 - 64)
    at = len(head) + 16 * len(tables)
    listed: list[bytes] = []
    for name, data in tables.items():
        listed.append(struct.pack(">4sLLL", name, _sum(data), at, len(data)))
        at += len(data)
    return head + b"".join(listed) + b"".join(tables.values())


def _outline(width: int) -> bytes:
    """One contour of two points: bottom left and top right."""
    header = struct.pack(">5h", 1, 0, _DESCENT, width, _ASCENT)
    points = struct.pack(">HHBBhhhh", 1, 0, 1, 1, 0, width, _DESCENT, _ASCENT - _DESCENT)
    return header + points + b"\0" * (-(len(header) + len(points)) % 4)


def _sum(data: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}L", data)
    return sum(words) & 0xFFFFFFFF


def _stream(data: bytes, entries: bytes = b"") -> bytes:
    packed = zlib.compress(data, 9)
    return b"<</Filter/FlateDecode%b/Length %d>>stream\n%b\nendstream" % (entries, len(packed), packed)
