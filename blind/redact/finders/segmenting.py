"""Chinese text cut into dictionary words: the likeliest cut by word frequency, from the dictionary of jieba."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from math import inf, log
from typing import NamedTuple

from blind.redact.finders.lexicon import items_of, package_lines

LONGEST = 8
ALL = log(58985407)
"""The logarithm of all counts of the dictionary together."""
DEAREST = ALL
"""The cost of a single character that the dictionary does not know: as if it had been met once."""
SAME_FIRST = re.compile(r"^(.).*(?:\n\1.*)*", re.MULTILINE)
HAN_FROM = 0x3400
OFTEN = 40
NAME_TAGS = ("nr", "nrt", "nrfg")
RUN = re.compile(r"[a-z0-9]+|[\u3400-\u9fff\U00020000-\U0003ffff]+|.", re.DOTALL)


class Word(NamedTuple):
    """A word of the dense text."""

    start: int
    end: int
    text: str


class Dictionary:
    """jieba's dictionary without its person names, and with our own words for what names are mistaken for.

    Costs are negative logarithms of relative frequency. Words are read when one with their first character is first
    asked for: a document needs a few hundred of the twelve thousand first characters.
    """

    def __init__(self, text: str, ordinary: tuple[str, ...]) -> None:
        """``text`` has a line for each word: the word, its count, its class."""
        self.text = text
        self.places: dict[str, list[tuple[int, int]]] = {}
        for match in SAME_FIRST.finditer(text):
            self.places.setdefault(match[1], []).append(match.span())
        self.ordinary: dict[str, list[str]] = {}
        for word in ordinary:
            self.ordinary.setdefault(word[0], []).append(word)
        self.groups: dict[str, dict[str, float]] = {}
        self.classes: dict[str, str] = {}

    def group(self, first: str) -> dict[str, float]:
        """The costs of all words that begin with this character; beginnings that are no words cost infinitely."""
        known = self.groups.get(first)
        if known is None:
            known = self.groups[first] = self.read(first)
        return known

    def read(self, first: str) -> dict[str, float]:
        """The group from the dictionary's lines."""
        counts: dict[str, int] = {}
        for start, end in self.places.get(first, ()):
            for line in self.text[start:end].split("\n"):
                word, count, tag = line.split(" ")
                if len(word) <= LONGEST and int(count) and not (tag in NAME_TAGS and person_entry(word, int(count))):
                    counts[word], self.classes[word] = int(count), tag
        for word in self.ordinary.get(first, ()):
            counts[word] = max(counts.get(word, 0), 300)
            self.classes.setdefault(word, "n")
        costs = {word[:width]: inf for word in counts for width in range(2, len(word))}
        costs.update((word, ALL - log(count)) for word, count in counts.items())
        return costs

    def knows(self, word: str) -> bool:
        """Whether this is a word."""
        return bool(word) and self.group(word[0]).get(word, inf) < inf

    def cost(self, word: str) -> float:
        """The cost of a word; unknown words pay for each character."""
        cost = self.group(word[0]).get(word, inf)
        return cost if cost < inf else DEAREST * len(word)

    def tag(self, word: str, unknown: str = "x") -> str:
        """The class of a word."""
        return self.classes.get(word, unknown) if self.knows(word) else unknown


@cache
def dictionary() -> Dictionary:
    """The dictionary, its lines read once."""
    return Dictionary("\n".join(package_lines("jieba", "dict.txt")), items_of("ordinary.txt"))


def person_entry(word: str, count: int) -> bool:
    """Whether an entry marked as a name is one: long, rare, or with a family name that is hardly a word's beginning."""
    return len(word) > 2 or (len(word) == 2 and (count < OFTEN or word[0] in items_of("plain_families.txt")))


def segmented(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of ``text[start:end]``; runs of letters and digits are one word, other characters one each."""
    words: list[Word] = []
    for run in RUN.finditer(text, start, len(text) if end is None else end):
        if ord(run.group()[0]) >= HAN_FROM and len(run.group()) > 1:
            words += cut(text, run.start(), run.end())
        else:
            words.append(Word(run.start(), run.end(), run.group()))
    return words


def cut(text: str, start: int, end: int) -> list[Word]:
    """The cheapest way to read a run of Chinese characters as words."""
    words = []
    for width in widths(text[start:end]):
        words.append(Word(start, start + width, text[start : start + width]))
        start += width
    return words


@lru_cache(maxsize=50_000)
def widths(run: str) -> tuple[int, ...]:
    """The lengths of the words of a run; the several readings of a page repeat most of their runs."""
    group, size = dictionary().group, len(run)
    best = [0.0] * (size + 1)
    step = [1] * (size + 1)
    for at in range(size - 1, -1, -1):
        costs = group(run[at])
        lowest, chosen = costs.get(run[at], DEAREST) + best[at + 1], 1
        for end in range(at + 2, min(at + LONGEST, size) + 1):
            cost = costs.get(run[at:end])
            if cost is None:
                break
            if cost + best[end] < lowest:
                lowest, chosen = cost + best[end], end - at
        best[at], step[at] = lowest, chosen
    found, at = [], 0
    while at < size:
        found.append(step[at])
        at += step[at]
    return tuple(found)


@lru_cache(maxsize=50_000)
def price(text: str) -> float:
    """The cost of the cheapest reading of a short text."""
    book = dictionary()
    return sum(book.cost(word.text) for word in segmented(text))
