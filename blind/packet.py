"""A packet: the cover with codename and group, then the blinded pages, as one file that says nothing else."""

from __future__ import annotations

import io
from collections.abc import Iterable
from itertools import chain
from typing import BinaryIO

import numpy as np
from PIL import Image, ImageDraw

from blind.redact.box import Box
from blind.redact.layout import HEIGHT, WIDTH
from blind.redact.page import Glyph, Line, Sight
from blind.redact.rebuild import EncodedPage, encode_page, write_pdf
from blind.redact.typeset import Atom, Type, atoms, broken, type_of

MASK = "0000-0000"
"""A codename for comparing packets without their codenames."""

_CODENAME, _GROUP = 120, 40
_TOP = 520
_BETWEEN = 120
_EDGE = 140


def build_packet(codename: str, group: str, pages: Iterable[EncodedPage]) -> bytes:
    """The packet's file in memory; equal codename, group and pages give equal bytes."""
    held = io.BytesIO()
    write_packet(codename, group, pages, held)
    return held.getvalue()


def write_packet(codename: str, group: str, pages: Iterable[EncodedPage], out: BinaryIO) -> int:
    """Write the packet page by page and return its pages, the cover included."""
    return write_pdf(chain([cover(codename, group)], pages), out)


def cover(codename: str, group: str) -> EncodedPage:
    """The first page: every character of the codename in a cell of one width, the group's name under it."""
    image = Image.new("L", (WIDTH, HEIGHT), 255)
    draw = ImageDraw.Draw(image)
    large, small = type_of(_CODENAME), type_of(_GROUP)
    cell = max(large.width(char) for char in "0123456789-")
    rows = [([Atom(char, cell) for char in codename], large)]
    rows += [(row, small) for row in broken(atoms(group, (), small), WIDTH - 2 * _EDGE)]
    lines: list[Line] = []
    y = _TOP
    for row, face in rows:
        lines.append(_centred(draw, row, face, y))
        y += face.leading + (_BETWEEN if face is large else 0)
    pixels = np.where(np.asarray(image) < 128, 0, 255).astype(np.uint8)
    return encode_page(pixels, bits=1, lines=tuple(line for line in lines if line.glyphs))


def _centred(draw: ImageDraw.ImageDraw, row: list[Atom], face: Type, y: int) -> Line:
    x = (WIDTH - sum(atom.width for atom in row)) // 2
    glyphs: list[Glyph] = []
    for atom in row:
        draw.text((x, y + face.leading // 8), atom.char, font=face.font, fill=0)
        glyphs.append(Glyph(char=atom.char, box=Box(x, y, x + atom.width, y + face.leading), sight=Sight.DRAWN))
        x += atom.width
    return Line(glyphs=tuple(glyphs))
