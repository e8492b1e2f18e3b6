"""Orders in which a page or a story can be read, each as one text whose every character knows where it stands."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from blind.redact.box import Box
from blind.redact.page import Line, SeenPage, around_line
from blind.redact.story import PageBreak, Paragraph, Story, Table

LINE_END = "\n"
GAP = "\t"
PAGE_END = "\f"
_TAIL = 60
_NEAR_ROWS = 3
_SPARSE = 24
IN_A_ROW = 3
"""Pages at most over which a name is followed to the next: they wait, or are kept, for what comes after them."""
_CLIMB = 1.2
"""How much higher than its highest letter a part of a line may be."""


class Place(NamedTuple):
    """A box on a page (pages count from 1)."""

    page: int
    box: Box


@dataclass(frozen=True)
class Reading:
    """A text and, for each of its characters, its place; None for the gaps that are in the order and not on paper."""

    text: str
    places: tuple[Place | None, ...]

    def where(self, start: int, end: int) -> tuple[Place, ...]:
        """The places of a stretch of text, one box for each line that it runs over, more where a line climbs."""
        joined: list[Place] = []
        tallest = 0
        for place in self.places[start:end]:
            if place is None:
                continue
            both = joined[-1].box.joined(place.box) if joined else place.box
            tallest = max(tallest, place.box.height)
            if joined and _goes_on(joined[-1], place) and both.height <= _CLIMB * tallest:
                joined[-1] = Place(place.page, both)
            else:
                joined.append(place)
                tallest = place.box.height
        return tuple(joined)


@dataclass(frozen=True, order=True)
class StoryPlace:
    """Characters of a story: ``length`` of them from ``offset`` in block ``block``; row and column are of a table."""

    block: int
    row: int
    column: int
    offset: int
    length: int = 1


@dataclass(frozen=True)
class StoryReading:
    """A story as one text; ``places`` as for `Reading`."""

    text: str
    places: tuple[StoryPlace | None, ...]

    def where(self, start: int, end: int) -> tuple[StoryPlace, ...]:
        """The places of a stretch of text, one for each paragraph or cell that it runs over."""
        joined: list[StoryPlace] = []
        for place in self.places[start:end]:
            if place is None:
                continue
            last = joined[-1] if joined else None
            if last and (*_cell_of(last), last.offset + last.length) == (*_cell_of(place), place.offset):
                joined[-1] = replace(last, length=last.length + 1)
            else:
                joined.append(place)
        return tuple(joined)


Piece = list[tuple[str, Place | None]]


def of_pages(pages: Sequence[SeenPage]) -> tuple[Reading, ...]:
    """All orders worth searching; pixels are not looked at, so pages may come without them.

    Visual lines first; then columns of text and of tables, where a page has any; the lines in the order they are read,
    where it is another; the text layer in its own order, where it says something else; and the joins over page ends,
    header and footer left out.
    """
    rows = {page.number: _rows(page) for page in pages}
    orders = [
        _reading(_by_rows(page, rows[page.number]) for page in pages),
        _reading(_by_columns(page) for page in pages if any(len(row) > 1 for row in rows[page.number])),
        _reading(_in_order(page.number, page.lines) for page in pages if _other_order(page, rows[page.number])),
        _reading(_in_order(page.number, page.claimed) for page in pages if _says_more(page)),
        _reading(_over_page_ends(pages, rows)),
    ]
    return tuple(reading for reading in orders if reading.text.strip())


def over_ends(pages: Sequence[SeenPage]) -> Reading:
    """What stands across the ends of all these pages: of two as `of_pages` has it last, of more over the sparse."""
    if len(pages) == 2:
        return _reading(_over_page_ends(pages, {page.number: _rows(page) for page in pages}))
    return _over_sparse_pages(pages)


def sparse(page: SeenPage) -> bool:
    """Whether so little is written on a page that a name may begin before it and end behind it."""
    return sum(not glyph.char.isspace() for line in page.lines for glyph in line.glyphs) <= _SPARSE


def _over_sparse_pages(pages: Sequence[SeenPage]) -> Reading:
    """The end of the first page, a row of each page between, and the start of the last, in every combination."""
    rows = [[_row(page.number, row) for row in _rows(page)] for page in pages]
    tails, heads = [row[-_TAIL:] for row in rows[0][-_NEAR_ROWS:]], [row[:_TAIL] for row in rows[-1][:_NEAR_ROWS]]
    ends = [tails, *(between[:_NEAR_ROWS] for between in rows[1:-1]), heads]
    ways = itertools.product(*(parts or [[]] for parts in ends))
    end: tuple[str, Place | None] = (PAGE_END, None)
    return _reading([*itertools.chain.from_iterable((*part, end) for part in way)] for way in ways)


def of_story(story: Story) -> tuple[StoryReading, ...]:
    """The blocks in order with tables by rows; and tables by columns, where there are any."""
    by_rows: list[tuple[str, StoryPlace | None]] = []
    by_columns: list[tuple[str, StoryPlace | None]] = []
    for at, block in enumerate(story.blocks):
        if isinstance(block, Paragraph):
            by_rows += [*_cell(at, 0, 0, block.text), (LINE_END, None)]
        elif isinstance(block, Table):
            by_rows += _table(at, block.rows)
            by_columns += _table_columns(at, block.rows)
        elif isinstance(block, PageBreak):
            by_rows.append((PAGE_END, None))
    orders = (by_rows, by_columns)
    return tuple(
        StoryReading("".join(char for char, _ in order), tuple(place for _, place in order))
        for order in orders
        if any(not char.isspace() for char, _ in order)
    )


def _cell_of(place: StoryPlace) -> tuple[int, int, int]:
    return place.block, place.row, place.column


def _cell(block: int, row: int, column: int, text: str) -> list[tuple[str, StoryPlace | None]]:
    return [(char, StoryPlace(block, row, column, offset)) for offset, char in enumerate(text)]


def _table(block: int, rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, StoryPlace | None]]:
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            yield from _cell(block, row, column, text)
            yield (GAP if column + 1 < len(cells) else LINE_END), None


def _table_columns(block: int, rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, StoryPlace | None]]:
    for column in range(max(map(len, rows), default=0)):
        for row, cells in enumerate(rows):
            if column < len(cells) and cells[column]:
                yield from _cell(block, row, column, cells[column])
                yield LINE_END, None
        yield PAGE_END, None


def _reading(pieces: Iterable[Piece]) -> Reading:
    """Pieces one after another, a page end after each."""
    all_of_it: Piece = []
    for piece in pieces:
        all_of_it += [*piece, (PAGE_END, None)]
    return Reading("".join(char for char, _ in all_of_it), tuple(place for _, place in all_of_it))


def _goes_on(before: Place, after: Place) -> bool:
    """Whether a character stands in the same line as the box before it, near its end."""
    if before.page != after.page:
        return False
    one, other = before.box, after.box
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    near = max(one.height, other.height)
    return shared * 2 > min(one.height, other.height) and one.left - near <= other.left <= one.right + 2 * near


def _piece(page: int, line: Line) -> Piece:
    return [(glyph.char, Place(page, glyph.box)) for glyph in line.glyphs]


def _rows(page: SeenPage) -> list[list[Line]]:
    """Lines that stand at one height, from left to right; the rows from top to bottom."""
    rows: list[tuple[Box, list[Line]]] = []
    for line in sorted((line for line in page.lines if line.glyphs), key=lambda line: _middle(around_line(line))):
        box = around_line(line)
        if rows and _same_row(rows[-1][0], box):
            rows[-1] = (rows[-1][0], [*rows[-1][1], line])
        else:
            rows.append((box, [line]))
    return [sorted(lines, key=lambda line: around_line(line).left) for _, lines in rows]


def _middle(box: Box) -> tuple[int, int]:
    return box.top + box.bottom, box.left


def _same_row(one: Box, other: Box) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared * 2 > min(one.height, other.height)


def _row(page: int, lines: Sequence[Line]) -> Piece:
    """One visual line: a wide gap between its parts (a column, a cell) is a gap in the text."""
    whole: Piece = []
    last: Box | None = None
    for line in lines:
        box = around_line(line)
        if last is not None:
            gap = box.left - last.right
            em = min(last.height, box.height)
            whole += [(GAP, None)] if gap > 1.2 * em else [(" ", None)] if gap > 0.6 * em else []
        whole += _piece(page, line)
        last = box
    return whole


def _by_rows(page: SeenPage, rows: Sequence[Sequence[Line]]) -> Piece:
    whole: Piece = []
    for row in rows:
        whole += [*_row(page.number, row), (LINE_END, None)]
    return whole


def _by_columns(page: SeenPage) -> Piece:
    """Chains of lines that stand under one another, from left to right: columns of text and of tables."""
    lines = sorted((line for line in page.lines if line.glyphs), key=lambda line: _middle(around_line(line)))
    chains: list[list[Line]] = []
    for line in lines:
        box = around_line(line)
        above = [chain for chain in chains if _stands_under(around_line(chain[-1]), box)]
        if above:
            max(above, key=lambda chain: around_line(chain[-1]).bottom).append(line)
        else:
            chains.append([line])
    whole: Piece = []
    for chain in sorted(chains, key=lambda chain: (around_line(chain[0]).left, around_line(chain[0]).top)):
        for line in chain:
            whole += [*_piece(page.number, line), (LINE_END, None)]
    return whole


def _stands_under(upper: Box, lower: Box) -> bool:
    shared = min(upper.right, lower.right) - max(upper.left, lower.left)
    gap = lower.top - upper.bottom
    return shared * 2 > min(upper.width, lower.width) and -upper.height // 2 < gap < 3 * upper.height


def _in_order(page: int, lines: Sequence[Line]) -> Piece:
    whole: Piece = []
    for line in lines:
        whole += [*_piece(page, line), (LINE_END, None)]
    return whole


def _other_order(page: SeenPage, rows: Sequence[Sequence[Line]]) -> bool:
    """Whether the lines are not read from row to row."""
    return [id(line) for line in page.lines if line.glyphs] != [id(line) for row in rows for line in row]


def _says_more(page: SeenPage) -> bool:
    """Whether the layer differs from what is seen, in its letters or in their order."""
    seen, claimed = ("".join("".join(line.text.split()) for line in lines) for lines in (page.lines, page.claimed))
    return bool(claimed) and seen != claimed


def _over_page_ends(pages: Sequence[SeenPage], rows: dict[int, list[list[Line]]]) -> Iterator[Piece]:
    """The end of a page and the start of the next, with up to two rows of footer and header between left out."""
    for page, following in itertools.pairwise(pages):
        for last in rows[page.number][-_NEAR_ROWS:]:
            for first in rows[following.number][:_NEAR_ROWS]:
                tail, head = _row(page.number, last)[-_TAIL:], _row(following.number, first)[:_TAIL]
                yield [*tail, (PAGE_END, None), *head, (LINE_END, None)]
