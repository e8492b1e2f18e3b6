"""Chinese text cut into dictionary words: the likeliest cut by word frequency, from the dictionary of jieba."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log

from blind.redact.finders.lexicon import items_of, package_lines

LONGEST = 8
UNKNOWN = 1.0
"""The frequency a single character has that the dictionary does not know."""
HAN_FROM = 0x3400
OFTEN = 40
NAME_TAGS = ("nr", "nrt", "nrfg")
RUN = re.compile(r"[a-z0-9]+|[\u3400-\u9fff\U00020000-\U0003ffff]+|.", re.DOTALL)


@dataclass(frozen=True)
class Word:
    """A word of the dense text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Dictionary:
    """Costs (negative logarithms of relative frequency) and word classes; ``openings`` are all beginnings of words."""

    costs: dict[str, float]
    tags: dict[str, str]
    openings: frozenset[str]
    dearest: float

    def cost(self, word: str) -> float:
        """The cost of a word; unknown words pay for each character."""
        return self.costs.get(word, self.dearest * len(word))


@cache
def dictionary() -> Dictionary:
    """jieba's dictionary without its person names, and with our own words for what names are mistaken for."""
    counts: dict[str, int] = {}
    tags: dict[str, str] = {}
    for line in package_lines("jieba", "dict.txt"):
        word, count, tag = line.split(" ")
        if len(word) <= LONGEST and int(count) and not (tag in NAME_TAGS and person_entry(word, int(count))):
            counts[word], tags[word] = int(count), tag
    for word in items_of("ordinary.txt"):
        counts[word] = max(counts.get(word, 0), 300)
        tags.setdefault(word, "n")
    total = log(sum(counts.values()))
    openings = frozenset(word[:width] for word in counts for width in range(2, len(word) + 1))
    return Dictionary(
        {word: total - log(count) for word, count in counts.items()}, tags, openings, total - log(UNKNOWN)
    )


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
    book = dictionary()
    costs, openings, dearest = book.costs, book.openings, book.dearest
    size = end - start
    best = [0.0] * (size + 1)
    step = [1] * (size + 1)
    for index in range(size - 1, -1, -1):
        at = start + index
        lowest = costs.get(text[at], dearest) + best[index + 1]
        width, chosen = 2, 1
        while index + width <= size:
            piece = text[at : at + width]
            if piece not in openings:
                break
            cost = costs.get(piece)
            if cost is not None and cost + best[index + width] < lowest:
                lowest, chosen = cost + best[index + width], width
            width += 1
        best[index], step[index] = lowest, chosen
    words = []
    index = 0
    while index < size:
        words.append(
            Word(start + index, start + index + step[index], text[start + index : start + index + step[index]])
        )
        index += step[index]
    return words


@lru_cache(maxsize=50_000)
def price(text: str) -> float:
    """The cost of the cheapest reading of a short text."""
    book = dictionary()
    return sum(book.cost(word.text) for word in segmented(text))
