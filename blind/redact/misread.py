"""Letters that recognition is not sure of, read once more in favour of those that matter: small type is misread."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from blind.redact.page import Glyph, Line, SeenPage

Wanted = tuple[frozenset[str], ...]
"""Sets of letters that matter, the weightiest first."""


def wanted_letters(*groups: Iterable[str]) -> Wanted:
    """The letters of groups of texts, the weightiest group first; upper and lower case alike."""
    return tuple(
        frozenset(char for text in group for char in _plain(text + text.upper()) if char.isalnum()) for group in groups
    )


def respelt(pages: Sequence[SeenPage], wanted: Wanted) -> list[SeenPage] | None:
    """The pages with each letter in doubt read as a wanted one that may stand there too; None if nothing changes.

    A letter that is itself wanted stays as it was read, unless a weightier one may stand there.
    """
    again = [replace(page, lines=_lines(page.lines, wanted), claimed=_lines(page.claimed, wanted)) for page in pages]
    changed = any(
        new is not old
        for page, other in zip(pages, again, strict=True)
        for old, new in zip((*page.lines, *page.claimed), (*other.lines, *other.claimed), strict=True)
    )
    return again if changed else None


def _lines(lines: Sequence[Line], wanted: Wanted) -> tuple[Line, ...]:
    return tuple(_line(line, wanted) for line in lines)


def _line(line: Line, wanted: Wanted) -> Line:
    if not any(glyph.others for glyph in line.glyphs):
        return line
    glyphs = tuple(_glyph(glyph, wanted) for glyph in line.glyphs)
    return line if glyphs == line.glyphs else Line(glyphs)


def _glyph(glyph: Glyph, wanted: Wanted) -> Glyph:
    for letters in wanted:
        if _plain(glyph.char) in letters:
            return glyph
        better = next((other for other in glyph.others if _plain(other) in letters), None)
        if better is not None:
            return glyph._replace(char=better)
    return glyph


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
