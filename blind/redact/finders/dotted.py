"""Where a name with dots begins and ends when no blank divides it from the words around."""

from __future__ import annotations

import re
from functools import cache

from blind.redact.finders.cues import ends_with_label, words
from blind.redact.finders.passage import Passage
from blind.redact.finders.person import minority_pieces
from blind.redact.finders.segmenting import dictionary

DOT = re.compile(r"[·•・‧.]")
LONGEST_PART = 4
"""A part beyond which words of the sentence are likelier than more of the name."""


def dotted_span(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """The name within a run of characters with dots: cut at lines and cells, at labels, and where words begin."""
    dots = [match.start() for match in DOT.finditer(passage.dense, start, end)]
    first = max((index for index in range(start + 1, dots[0]) if passage.gaps[index] in "\n\t\f"), default=start)
    last = next((index for index in range(dots[-1] + 2, end) if passage.gaps[index] in "\n\t\f"), end)
    before, after = passage.dense[first : dots[0]], passage.dense[dots[-1] + 1 : last]
    return dots[0] - before_dot(before), dots[-1] + 1 + after_dot(after)


def before_dot(text: str) -> int:
    """How many characters at the end of the text belong to the name."""
    for key in ("name_labels", "role_labels", "titles_before"):
        for width in range(1, len(text) - 1):
            if ends_with_label(text[:-width], words("cues.toml", key)) and width > 1:
                return width
    pieces = [match for match in re.finditer(whole_pieces(), text) if match.end() == len(text)]
    if pieces:
        return len(text) - pieces[0].start()
    return next((width for width in range(2, len(text)) if ends_in_word(text[:-width])), len(text))


def ends_in_word(text: str) -> bool:
    """Whether the text ends in a word of the dictionary that has more than one character."""
    return any(dictionary().knows(text[-width:]) for width in (2, 3, 4) if width <= len(text))


def after_dot(text: str) -> int:
    """How many characters at the beginning of the text belong to the name."""
    pieces = re.match(whole_pieces(), text)
    if pieces:
        return pieces.end()
    for width in range(1, len(text)):
        if any(dictionary().knows(text[width : width + size]) for size in (2, 3, 4) if width + size <= len(text)):
            return width
    return len(text)


@cache
def whole_pieces() -> str:
    """Pieces of minority names in a row."""
    return f"{minority_pieces().pattern}{{1,{LONGEST_PART}}}"
