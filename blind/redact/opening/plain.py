"""A story with ordinary characters only: nothing that steers direction, joins, hides or merely marks."""

from __future__ import annotations

import re
import unicodedata

from blind.redact.story import Block, Paragraph, Story, Table, texts_of

_STEERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef\u180b-\u180f]")
_BLANKS = re.compile("[\x0b\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3164\uffa0\u115f\u1160]")


def plain_story(story: Story) -> Story:
    """The same story without invisible characters (they could carry a message) and with ordinary blanks.

    Marks that turn the direction of writing change what a reader sees; they are named as ``direction-marks``.
    """
    blocks = tuple(_plain_block(block) for block in story.blocks)
    steered = any(_STEERING.search(text) for block in story.blocks for text in texts_of(block))
    dropped = {*story.dropped, *(("direction-marks",) if steered else ())}
    return Story(blocks=blocks, dropped=tuple(sorted(dropped)))


def _plain_block(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return Paragraph(text=plain_text(block.text), heading=block.heading)
    if isinstance(block, Table):
        return Table(rows=tuple(tuple(plain_text(cell) for cell in row) for row in block.rows))
    return block


def plain_text(text: str) -> str:
    """A text without invisible characters, its lines without blanks at the end."""
    if text.isascii() and text.isprintable():
        return text.rstrip()
    visible = _SELECTORS.sub("", _BLANKS.sub(" ", text))
    kept = "".join(char for char in visible if char in "\n\t" or unicodedata.category(char) not in _UNSEEN)
    return "\n".join(line.rstrip() for line in kept.split("\n"))


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Cn"})
