"""A story set anew on pages: what is hidden is one fixed token, so that nothing else on the page depends on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from PIL import Image, ImageDraw

from blind.redact.box import Box
from blind.redact.burn import Burnt
from blind.redact.page import Glyph, Line, Pixels, Sight
from blind.redact.rebuild import TOKEN
from blind.redact.story import Block, PageBreak, Paragraph, Picture, Table
from blind.redact.typeset import Atom, Span, Type, atoms, broken, type_of

WIDTH, HEIGHT = 1240, 1754
"""A4 at the raster of pages."""
_MARGIN = 100
_BODY, _CELL = 24, 20
_HEADINGS = {1: 34, 2: 30, 3: 27, 4: 25}
_GAP = 10
_PADDING = 6
_NARROWEST = 3 * _CELL
_ACROSS = WIDTH - 2 * _MARGIN
_INK_BELOW = 144

Cell = tuple[int, int, int]
"""Where a text of a story stands: block, row, column (0 and 0 for a paragraph)."""


@dataclass(frozen=True)
class LaidPage:
    """A finished page: ``bits`` 1 (pixels 0 or 255) or 4 (multiples of 17), ``holes`` where something is hidden.

    ``where`` gives, for spans on this page, their boxes by the spans' numbers; ``pictures`` gives for pictures on this
    page the story's block number and their place.
    """

    number: int
    image: Pixels
    bits: int
    lines: tuple[Line, ...]
    holes: tuple[Box, ...]
    where: Mapping[int, tuple[Box, ...]]
    pictures: tuple[tuple[int, Box], ...] = ()


def laid_out(
    blocks: Sequence[Block],
    spans: Mapping[Cell, Sequence[Span]],
    picture: Callable[[int, Picture], Burnt],
) -> Iterator[LaidPage]:
    """The pages of a story, one at a time.

    ``spans`` says what is known about stretches of each text; ``picture`` burns a picture when its page is made
    (given its block number). Equal blocks around hidden stretches of any length give equal pages.
    """
    paper = _Paper()
    for at, block in enumerate(blocks):
        if isinstance(block, PageBreak):
            yield from paper.turn()
        elif isinstance(block, Paragraph):
            face = type_of(_HEADINGS.get(block.heading, _BODY))
            yield from paper.paragraph(atoms(block.text, spans.get((at, 0, 0), ()), face), face)
        elif isinstance(block, Table):
            yield from _table(paper, at, block, spans)
        else:
            yield from paper.picture(at, picture(at, block))
    yield from paper.turn()


@dataclass
class _Sheet:
    """One page while it is being filled."""

    image: Image.Image = field(default_factory=lambda: Image.new("L", (WIDTH, HEIGHT), 255))
    lines: list[Line] = field(default_factory=list)
    holes: list[Box] = field(default_factory=list)
    where: dict[int, list[Box]] = field(default_factory=dict)
    pictures: list[tuple[int, Box]] = field(default_factory=list)
    toned: list[Box] = field(default_factory=list)
    bits: int = 1


class _Paper:
    """Pages filled from top to bottom; ``y`` is where the next thing starts."""

    def __init__(self) -> None:
        self._number = 0
        self._start()

    def _start(self) -> None:
        self._number += 1
        self._sheet = _Sheet()
        self._draw = ImageDraw.Draw(self._sheet.image)
        self.y = _MARGIN
        self._used = False

    def turn(self) -> Iterator[LaidPage]:
        """Finish the page, unless nothing stands on it yet."""
        if not self._used:
            return
        sheet = self._sheet
        image = _levels(np.asarray(sheet.image), sheet.bits, sheet.toned)
        yield LaidPage(
            number=self._number,
            image=image,
            bits=sheet.bits,
            lines=tuple(sheet.lines),
            holes=tuple(sheet.holes),
            where={ref: tuple(boxes) for ref, boxes in sheet.where.items()},
            pictures=tuple(sheet.pictures),
        )
        self._start()

    def room(self, height: int) -> Iterator[LaidPage]:
        """Turn the page unless so much still fits."""
        if self.y + height > HEIGHT - _MARGIN:
            yield from self.turn()

    def paragraph(self, row: Sequence[Atom], face: Type) -> Iterator[LaidPage]:
        """Lines over the full width, then a gap."""
        for line in broken(row, _ACROSS):
            yield from self.room(face.leading)
            self.line(line, face, _MARGIN, self.y)
            self.y += face.leading
        self.y += _GAP

    def line(self, row: Sequence[Atom], face: Type, x: int, y: int) -> None:
        """One line of text with its left edge and its top at a place."""
        glyphs: list[Glyph] = []
        self._used = self._used or any(not atom.char.isspace() for atom in row)
        for atom in row:
            box = Box(x, y, x + atom.width, y + face.leading)
            if atom.char == TOKEN:
                self._draw.rectangle((x + 2, y + 4, x + atom.width - 3, y + face.leading - 5), fill=0)
                self._sheet.holes.append(box)
            elif atom.char not in "\t ":
                self._draw.text((x, y + face.leading // 8), atom.char, font=face.font, fill=0)
            for ref in atom.refs:
                _extend(self._sheet.where.setdefault(ref, []), box)
            char = " " if atom.char == "\t" else atom.char
            shape = "" if char == " " or atom.char == TOKEN else f"layout:{face.size}:{char}"
            glyphs.append(Glyph(char=char, box=box, sight=Sight.DRAWN, face=shape))
            x += atom.width
        if any(not glyph.char.isspace() for glyph in glyphs):
            self._sheet.lines.append(Line(glyphs=tuple(glyphs)))

    def rules(self, edges: Iterable[tuple[int, int, int, int]]) -> None:
        """Lines of a table."""
        for edge in edges:
            self._draw.line(edge, fill=0, width=1)

    def picture(self, block: int, burnt: Burnt) -> Iterator[LaidPage]:
        """A burnt picture with the text that stays on it."""
        height, width = burnt.image.shape
        yield from self.room(height + _GAP)
        left, top = _MARGIN + (_ACROSS - min(width, _ACROSS)) // 2, self.y
        sheet = self._sheet
        sheet.image.paste(Image.fromarray(burnt.image), (left, top))
        self._used = True
        place = Box(left, top, left + width, top + height)
        sheet.pictures.append((block, place))
        if burnt.bits == 4:
            sheet.bits = 4
            sheet.toned.append(place)
        sheet.holes += [moved(hole, left, top) for hole in burnt.holes]
        for line in burnt.lines:
            glyphs = tuple(glyph._replace(box=moved(glyph.box, left, top)) for glyph in line.glyphs)
            sheet.lines.append(Line(glyphs=glyphs))
        self.y += height + _GAP


def moved(box: Box, right: int, down: int) -> Box:
    """A box shifted by so many pixels."""
    return Box(box.left + right, box.top + down, box.right + right, box.bottom + down)


def _extend(boxes: list[Box], box: Box) -> None:
    if boxes and boxes[-1].top == box.top and boxes[-1].right == box.left:
        boxes[-1] = boxes[-1].joined(box)
    else:
        boxes.append(box)


def _levels(image: Pixels, bits: int, toned: Sequence[Box]) -> Pixels:
    if bits == 1:
        return np.where(image < _INK_BELOW, 0, 255).astype(np.uint8)
    sixteen: Pixels = ((image.astype(np.uint16) * 15 + 127) // 255 * 17).astype(np.uint8)
    two = np.where(image < _INK_BELOW, 0, 255).astype(np.uint8)
    for box in toned:
        two[box.top : box.bottom, box.left : box.right] = sixteen[box.top : box.bottom, box.left : box.right]
    return two


def _table(paper: _Paper, block: int, table: Table, spans: Mapping[Cell, Sequence[Span]]) -> Iterator[LaidPage]:
    """The table; one with more columns than fit side by side goes on below with the next columns."""
    face = type_of(_CELL)
    rows = [
        [atoms(text, spans.get((block, row, column), ()), face) for column, text in enumerate(texts)]
        for row, texts in enumerate(table.rows)
    ]
    count = max(map(len, rows), default=0)
    for cells in rows:
        cells.extend([[]] * (count - len(cells)))
    most = _ACROSS // (_NARROWEST + 2 * _PADDING)
    for first in range(0, count, most):
        columns = range(first, min(first + most, count))
        widths = _widths(rows, columns)
        for row in rows:
            yield from _row(paper, [row[column] for column in columns], widths, face)
        paper.y += 2 * _GAP


def _widths(rows: Sequence[Sequence[list[Atom]]], columns: range) -> list[int]:
    """Widths that add up to no more than the page's: as asked for, then the widest give way."""
    asked = [max((_natural(row[column]) for row in rows), default=0) for column in columns]
    room = _ACROSS - 2 * _PADDING * len(asked)
    widths = [min(max(width, _NARROWEST), room) for width in asked]
    low, high = _NARROWEST, room
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if sum(min(width, middle) for width in widths) <= room else (low, middle - 1)
    return [min(width, low) + 2 * _PADDING for width in widths]


def _natural(row: Sequence[Atom]) -> int:
    widest = used = 0
    for atom in row:
        used = 0 if atom.char == "\n" else used + atom.width
        widest = max(widest, used)
    return widest


def _row(paper: _Paper, cells: Sequence[list[Atom]], widths: Sequence[int], face: Type) -> Iterator[LaidPage]:
    """One row with its rules; a row that is higher than the page goes on over the page's end."""
    lines = [broken(cell, width - 2 * _PADDING) for cell, width in zip(cells, widths, strict=True)]
    height = max(map(len, lines), default=1)
    if (min(height, 3)) * face.leading + 2 * _PADDING > HEIGHT - _MARGIN - paper.y:
        yield from paper.turn()
    done = 0
    while done < height:
        fits = max((HEIGHT - _MARGIN - paper.y - 2 * _PADDING) // face.leading, 1)
        part = min(fits, height - done)
        bottom = paper.y + part * face.leading + 2 * _PADDING
        x = _MARGIN
        edges = [(x, paper.y, x + sum(widths), paper.y), (x, bottom, x + sum(widths), bottom), (x, paper.y, x, bottom)]
        for cell, width in zip(lines, widths, strict=True):
            for at, line in enumerate(cell[done : done + part]):
                paper.line(line, face, x + _PADDING, paper.y + _PADDING + at * face.leading)
            x += width
            edges.append((x, paper.y, x, bottom))
        paper.rules(edges)
        paper.y = bottom
        done += part
        if done < height:
            yield from paper.turn()
