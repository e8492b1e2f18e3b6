"""A text made comparable, without blanks, together with the way back to every original place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from blind.redact.finders.folding import folded_char
from blind.redact.finders.segmenting import Word, segmented
from blind.redact.hit import Act, Hit

GAPS = {"\n": "\n", "\x0b": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n", "\t": "\t", "\f": "\f"}
ENDS, COMMAS = "\N{IDEOGRAPHIC FULL STOP};!?", ",\N{IDEOGRAPHIC COMMA}"
MIDDLING, LONGEST = 28, 64
RANK = {".": 0, " ": 1, "\n": 2, "\t": 3, "\f": 4}


@dataclass(frozen=True)
class Passage:
    """The searched text in two forms.

    ``dense`` is folded (see ``folding``) and has no blanks at all; its character ``i`` stands for the original
    characters ``first[i]`` up to, not including, ``last[i]``. ``gaps[i]`` says what stood before it: "." nothing,
    " " a blank, line break, tab or form feed the widest of what there was.
    """

    text: str
    dense: str
    first: tuple[int, ...]
    last: tuple[int, ...]
    gaps: str
    found: dict[str, object] = field(default_factory=dict, compare=False)

    def hit(self, start: int, end: int, finder: str, reason: str, *, act: Act = Act.HIDE, sureness: int = 100) -> Hit:
        """A finding for the dense stretch, at its original place."""
        return Hit(self.first[start], self.last[end - 1], finder, reason, act, sureness)

    def before(self, start: int, width: int = 16) -> str:
        """Up to ``width`` dense characters before this place."""
        return self.dense[max(0, start - width) : start]

    def after(self, end: int, width: int = 16) -> str:
        """Up to ``width`` dense characters from this place on."""
        return self.dense[end : end + width]

    def opens(self, start: int, gaps: str = "\n\t\f") -> bool:
        """Whether a line, cell or page begins here."""
        return start == 0 or self.gaps[start] in gaps

    def closes(self, end: int, gaps: str = "\n\t\f") -> bool:
        """Whether a line, cell or page ends before this place."""
        return end == len(self.dense) or self.gaps[end] in gaps

    def apart(self, start: int, end: int) -> bool:
        """Whether no letter or digit of the Latin kind touches the stretch from outside."""
        left = start == 0 or self.gaps[start] != "." or not latin(self.dense[start - 1])
        right = end == len(self.dense) or self.gaps[end] != "." or not latin(self.dense[end])
        return left and right

    def upper(self, start: int, end: int) -> bool:
        """Whether all letters of the stretch are capitals in the original."""
        letters = [char for char in self.text[self.first[start] : self.last[end - 1]] if char.isalpha()]
        return bool(letters) and all(char.upper() == char for char in letters)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The dense text cut into dictionary words; words never cross a tab or a form feed."""
        return tuple(word for start, end in self.stretches("\t\f") for word in segmented(self.dense, start, end))

    @cached_property
    def word_at(self) -> tuple[int, ...]:
        """For each dense character the index of the word it belongs to."""
        return tuple(index for index, word in enumerate(self.words) for _ in range(word.start, word.end))

    def matches(self, shape: re.Pattern[str], group: str | int = 0) -> Iterator[tuple[int, int]]:
        """Where a shape is found through all gaps, and once more within what no gap divides."""
        for match in shape.finditer(self.dense):
            yield match.span(group)
        for start, end in self.pieces:
            for match in shape.finditer(self.dense[start:end]):
                yield start + match.start(group), start + match.end(group)

    @cached_property
    def pieces(self) -> tuple[tuple[int, int], ...]:
        """The dense text divided at every gap."""
        return tuple(self.stretches(" \n\t\f"))

    @cached_property
    def sentences(self) -> tuple[int, ...]:
        """Where sentences begin in the dense text, and its length; long ones are divided at commas, then anywhere."""
        bounds = [0]
        for index, char in enumerate(self.dense):
            size = index - bounds[-1]
            if size and (
                self.gaps[index] in "\t\f"
                or self.dense[index - 1] in ENDS
                or (size >= MIDDLING and self.dense[index - 1] in COMMAS and char not in COMMAS)
                or size >= LONGEST
            ):
                bounds.append(index)
        return (*bounds, len(self.dense)) if self.dense else (0,)

    def stretches(self, gaps: str) -> Iterator[tuple[int, int]]:
        """The dense text divided before characters that follow one of these gaps."""
        start = 0
        for index in range(1, len(self.dense)):
            if self.gaps[index] in gaps:
                yield start, index
                start = index
        if start < len(self.dense):
            yield start, len(self.dense)


def latin(char: str) -> bool:
    """Whether this is a letter a to z or a digit."""
    return char.isascii() and char.isalnum()


def passage(text: str) -> Passage:
    """The text, made comparable."""
    dense: list[str] = []
    first: list[int] = []
    last: list[int] = []
    gaps: list[str] = []
    gap = "."
    for index, char in enumerate(text):
        plain = folded_char(char)
        if plain == " ":
            blank = GAPS.get(char, " ")
            gap = blank if RANK[blank] > RANK[gap] else gap
        elif plain:
            for letter in plain:
                dense.append(letter)
                first.append(index)
                last.append(index + 1)
                gaps.append(gap)
                gap = "."
        elif last and gap == ".":
            last[-1] = index + 1
    return Passage(text, "".join(dense), tuple(first), tuple(last), "".join(gaps))
