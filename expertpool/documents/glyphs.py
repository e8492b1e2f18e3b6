"""Which characters a font can draw, read from its character map, and what is printed for those it cannot."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Collection
from functools import cache
from pathlib import Path

_VARIATION_SELECTORS = frozenset(range(0xFE00, 0xFE10)) | frozenset(range(0xE0100, 0xE01F0))


@cache
def glyphs(path: Path) -> frozenset[int]:
    """The code points that a TrueType or OpenType font file maps to a glyph; empty for a file that is none."""
    try:
        font = path.read_bytes()
        start = _character_map(font)
        (subtables,) = struct.unpack_from(">H", font, start + 2)
        found: set[int] = set()
        for at in range(subtables):
            (offset,) = struct.unpack_from(">L", font, start + 4 + 8 * at + 4)
            found |= _subtable(font, start + offset)
    except (struct.error, KeyError):
        return frozenset()
    return frozenset(found)


def _character_map(font: bytes) -> int:
    (base,) = struct.unpack_from(">L", font, 12) if font[:4] == b"ttcf" else (0,)
    (tables,) = struct.unpack_from(">H", font, base + 4)
    places = (struct.unpack_from(">4s4xL", font, base + 12 + 16 * at) for at in range(tables))
    return int(dict(places)[b"cmap"])


def _subtable(font: bytes, at: int) -> set[int]:
    """Code points of one subtable in format 12 (all of Unicode) or 4 (the first 65,536); others add nothing."""
    (form,) = struct.unpack_from(">H", font, at)
    if form == 12:
        (groups,) = struct.unpack_from(">L", font, at + 12)
        ends = (struct.unpack_from(">LL", font, at + 16 + 12 * group) for group in range(groups))
    elif form == 4:
        (double,) = struct.unpack_from(">H", font, at + 6)
        lasts = struct.unpack_from(f">{double // 2}H", font, at + 14)
        firsts = struct.unpack_from(f">{double // 2}H", font, at + 16 + double)
        ends = ((first, last) for first, last in zip(firsts, lasts, strict=True) if last != 0xFFFF)
    else:
        return set()
    return {code for first, last in ends for code in range(first, last + 1)}


def printable(text: str, covered: Collection[int]) -> tuple[str, frozenset[str]]:
    """The text as it can be printed, and the characters that it had to spell out.

    A character without a glyph becomes its number in brackets, 〔U+20BB7〕, so that it is seen and can be written by
    hand. Line breaks and controls become blanks; marks that steer direction or form print nothing and are left out.
    """
    printed: list[str] = []
    missing: set[str] = set()
    for character in text:
        category = unicodedata.category(character)
        if category in {"Cc", "Zl", "Zp", "Zs"}:
            printed.append(" " if character != "\u3000" else character)
        elif category == "Cf" or ord(character) in _VARIATION_SELECTORS:
            continue
        elif ord(character) in covered:
            printed.append(character)
        else:
            missing.add(character)
            printed.append(f"〔U+{ord(character):04X}〕")
    return "".join(printed), frozenset(missing)
