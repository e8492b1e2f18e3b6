"""The visible content of a file without fixed pages (docx, xlsx, pptx, txt), to be laid out anew after hiding."""

from __future__ import annotations

from dataclasses import dataclass

from blind.redact.page import Pixels


@dataclass(frozen=True)
class Paragraph:
    """Text in reading order; ``heading`` is 0 for running text, 1 for the largest heading."""

    text: str
    heading: int = 0


@dataclass(frozen=True)
class Table:
    """Cells by row; merged cells stand once, at their first place, and leave "" elsewhere."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A picture that is visible in the file, as cropped there."""

    image: Pixels


@dataclass(frozen=True)
class PageBreak:
    """A new page starts (a slide, a sheet, a section)."""


Block = Paragraph | Table | Picture | PageBreak


def texts_of(block: Block) -> tuple[str, ...]:
    """The text of a paragraph, or of each cell of a table; nothing of other blocks."""
    if isinstance(block, Paragraph):
        return (block.text,)
    return tuple(cell for row in block.rows for cell in row) if isinstance(block, Table) else ()


@dataclass(frozen=True)
class Story:
    """The blocks in order, and what of the file was left out (codes such as "comments", "hidden-sheet")."""

    blocks: tuple[Block, ...]
    dropped: tuple[str, ...] = ()
