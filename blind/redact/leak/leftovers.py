"""A name that its hole covers but for some letters: what is left beside the hole gives it away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from blind.redact.box import Box, around
from blind.redact.leak.spellings import PEOPLE, Sought, foldings
from blind.redact.page import Glyph, Line

_CLOSE = 0.8
"""Heights of a letter up to which it stands beside a hole or another letter."""


@dataclass(frozen=True)
class Leftover:
    """The place of a name's letters beside a hole, and the field of the record that the name is from."""

    box: Box
    what: str


def leftovers(lines: Sequence[Line], holes: Sequence[Box], wanted: Sequence[Sought]) -> Iterator[Leftover]:
    """All letters of a name but its last directly before a hole, or all but its first directly behind one.

    Of a name of two letters one is left, which counts only where it is no part of a word: nothing else stands beside.
    """
    names = sorted({(one.what, one.folded) for one in wanted if one.what in PEOPLE and len(one.folded) >= 2})
    for line in lines:
        letters = [glyph for glyph in line.glyphs if not glyph.char.isspace()]
        for hole in (hole for hole in holes if letters and _in_line(hole, line.box)):
            before = _beside([glyph for glyph in letters if _middle(glyph) < hole.left], hole, -1)
            behind = _beside([glyph for glyph in letters if _middle(glyph) >= hole.right], hole, 1)
            for what, name in names:
                for run, left, at_end in ((before, name[:-1], True), (behind, name[1:], False)):
                    if _is_left(run, left, at_end=at_end):
                        part = run[-len(left) :] if at_end else run[: len(left)]
                        yield Leftover(around([glyph.box for glyph in part]), what)


def _in_line(hole: Box, line: Box) -> bool:
    shared = min(hole.bottom, line.bottom) - max(hole.top, line.top)
    return shared * 2 > min(hole.height, line.height)


def _middle(glyph: Glyph) -> float:
    return (glyph.box.left + glyph.box.right) / 2


def _beside(letters: Sequence[Glyph], hole: Box, way: int) -> list[Glyph]:
    """The letters that follow one another closely up to the hole (``way`` -1) or from it on (1), as they are read."""
    run: list[Glyph] = []
    edge = hole.left if way < 0 else hole.right
    for glyph in letters[::-1] if way < 0 else letters:
        gap = edge - glyph.box.right if way < 0 else glyph.box.left - edge
        if gap > _CLOSE * glyph.box.height or not glyph.char.isalnum():
            break
        run.append(glyph)
        edge = glyph.box.left if way < 0 else glyph.box.right
    return run[::-1] if way < 0 else run


def _is_left(run: Sequence[Glyph], left: str, *, at_end: bool) -> bool:
    said = foldings("".join(glyph.char for glyph in run))["han"].text
    if len(left) == 1:
        return said == left
    return said.endswith(left) if at_end else said.startswith(left)
