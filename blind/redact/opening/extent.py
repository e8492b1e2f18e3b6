"""How much a story asks for once it is set on pages: told from its blocks, before any page is made."""

from __future__ import annotations

from blind.redact.opening.limits import LIMITS
from blind.redact.opening.refused import FileRefused
from blind.redact.story import Block, PageBreak, Paragraph, Story, Table, texts_of

_LINES_A_PAGE = 42
_LETTERS_A_LINE = 130
_COLUMNS_ACROSS = 14
_WIDE_FROM = 0x1100


def bounded(story: Story) -> Story:
    """The story itself, where its pages, letters and cells are within the limits.

    Raises FileRefused: ``too-much-text`` (letters or cells, empty cells of a table's rectangle included) or
    ``too-many-pages`` (a low estimate: at least so many).
    """
    letters = sum(len(text) for block in story.blocks for text in texts_of(block))
    if letters > LIMITS.characters:
        raise FileRefused("too-much-text", limit=LIMITS.characters)
    cells = sum(len(block.rows) * _across(block) for block in story.blocks if isinstance(block, Table))
    if cells > LIMITS.cells:
        raise FileRefused("too-much-text", limit=LIMITS.cells)
    pages = max(_breaks(story), sum(map(_lines, story.blocks)) // _LINES_A_PAGE)
    if pages > LIMITS.pages:
        raise FileRefused("too-many-pages", pages=pages, limit=LIMITS.pages)
    return story


def _across(table: Table) -> int:
    return max(map(len, table.rows), default=0)


def _lines(block: Block) -> int:
    """Lines that a block fills at the least."""
    if isinstance(block, Table):
        return len(block.rows) * -(-_across(block) // _COLUMNS_ACROSS)
    if not isinstance(block, Paragraph):
        return 0
    wide = 0 if block.text.isascii() else sum(ord(char) >= _WIDE_FROM for char in block.text)
    return max(block.text.count("\n") + 1, (len(block.text) + wide) // _LETTERS_A_LINE)


def _breaks(story: Story) -> int:
    """Page breaks with something between them: empty pages are left out."""
    filled, breaks = False, 0
    for block in story.blocks:
        if isinstance(block, PageBreak):
            breaks += filled
            filled = False
        else:
            filled = filled or not isinstance(block, Paragraph) or bool(block.text.strip())
    return breaks
