"""Lines of text kept small: thousands of pages fit where the characters of a few hundred would."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import overload

from blind.redact.box import Box
from blind.redact.page import Glyph, Line, Sight

_SIDE = 60_000
_UNPACKED = 64 << 20

Origin = tuple[Sight, int, str]
"""Where a character comes from, how sure it is, and its face."""


class LinesDamaged(ValueError):
    """Bytes that are no packed lines."""


class PackedLines(Sequence[Line]):
    """A sequence of lines that is unpacked whenever somebody looks at it; equal to any sequence of equal lines."""

    __slots__ = ("packed",)

    def __init__(self, packed: bytes) -> None:
        self.packed = packed

    @classmethod
    def of(cls, lines: Iterable[Line], *, origins: bool = False) -> PackedLines:
        """Pack lines: characters and boxes; with ``origins`` also where each comes from, its face and sureness."""
        if isinstance(lines, PackedLines) and not origins:
            return lines
        known: dict[Origin, int] = {}
        rows = [_out(line, known if origins else None) for line in lines]
        packed = json.dumps([list(known), rows], ensure_ascii=True, separators=(",", ":"))
        return cls(zlib.compress(packed.encode(), 1))

    def unpacked(self) -> tuple[Line, ...]:
        """The lines. Raises LinesDamaged."""
        try:
            inflating = zlib.decompressobj()
            data = inflating.decompress(self.packed, _UNPACKED)
            if not inflating.eof or inflating.unused_data:
                raise LinesDamaged("end")
            known, rows = _listed(json.loads(data))
            origins = [_origin(item) for item in _listed(known)]
            return tuple(_in(row, origins) for row in _listed(rows))
        except (zlib.error, RecursionError, ValueError) as fault:
            raise LinesDamaged(str(fault)) from fault

    def __iter__(self) -> Iterator[Line]:
        return iter(self.unpacked())

    def __len__(self) -> int:
        return len(self.unpacked())

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Line, ...]: ...
    def __getitem__(self, index: int | slice) -> Line | tuple[Line, ...]:
        return self.unpacked()[index]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, PackedLines) and other.packed == self.packed:
            return True
        return self.unpacked() == tuple(other) if isinstance(other, Sequence) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.unpacked())

    def __repr__(self) -> str:
        return f"PackedLines({self.unpacked()!r})"


def _out(line: Line, known: dict[Origin, int] | None) -> list[object]:
    """Characters as one text where each is one code point, all edges of boxes in one row of numbers, and origins.

    An origin stands once in ``known``, and its number at each of its characters.
    """
    chars = [glyph.char for glyph in line.glyphs]
    text: object = "".join(chars) if all(len(char) == 1 for char in chars) else chars
    edges = list(chain.from_iterable([glyph.box for glyph in line.glyphs]))
    if known is None:
        return [text, edges]
    origins = [(glyph.sight, glyph.sureness, glyph.face) for glyph in line.glyphs]
    return [text, edges, [known.setdefault(origin, len(known)) for origin in origins]]


def _in(row: object, known: Sequence[Origin]) -> Line:
    parts = _listed(row)
    if len(parts) not in (2, 3):
        raise LinesDamaged("line")
    said = parts[0]
    chars = list(said) if isinstance(said, str) else [_text(char) for char in _listed(said)]
    edges = [_edge(edge) for edge in _listed(parts[1])]
    origins = (
        [known[_place(at, len(known))] for at in _listed(parts[2])]
        if len(parts) == 3
        else [(Sight.DRAWN, 100, "")] * len(chars)
    )
    if len(edges) != 4 * len(chars) or len(origins) != len(chars):
        raise LinesDamaged("line")
    return Line(
        tuple(
            Glyph(char, Box(*edges[4 * at : 4 * at + 4]), sight, sureness, face)
            for at, (char, (sight, sureness, face)) in enumerate(zip(chars, origins, strict=True))
        )
    )


def _place(item: object, count: int) -> int:
    if type(item) is not int or not 0 <= item < count:
        raise LinesDamaged("origin")
    return item


def _listed(item: object) -> list[object]:
    if not isinstance(item, list):
        raise LinesDamaged("list")
    return item


def _text(item: object) -> str:
    if not isinstance(item, str):
        raise LinesDamaged("character")
    return item


def _edge(item: object) -> int:
    if type(item) is not int or not -_SIDE <= item <= _SIDE:
        raise LinesDamaged("edge")
    return item


def _origin(item: object) -> Origin:
    sight, sureness, face = _listed(item)
    if not isinstance(sureness, int):
        raise LinesDamaged("sureness")
    return Sight(_text(sight)), sureness, _text(face)
