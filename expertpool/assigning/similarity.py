"""How alike texts are by their words: term frequency times rarity, the cosine in millionths, in whole numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from math import isqrt

FULL = 1_000_000
WORD = re.compile(r"[a-z]{2,}|[\u3400-\u9fff]{2,}")
"""What counts as a word: at least two letters or two characters; numbers tell nothing about a field."""

Segment = Callable[[str], Iterable[str]]


def words_of(text: str, segment: Segment) -> Counter[str]:
    """The words of a text with their counts. ``segment`` cuts lower-case text into words."""
    return Counter(word for word in segment(text.casefold()) if WORD.fullmatch(word))


def similarities(readers: Sequence[Counter[str]], texts: Sequence[Counter[str]]) -> list[list[int]]:
    """The cosine of every text (rows) with every reader's words (columns), 0 to 1,000,000.

    A word weighs its count times its rarity over all texts; readers' words that no text holds weigh nothing.
    """
    rarity = _rarity(texts)
    readers_weighed = [_weighed(words, rarity) for words in readers]
    return [_row(_weighed(text, rarity), readers_weighed) for text in texts]


def _rarity(texts: Sequence[Counter[str]]) -> dict[str, int]:
    """1,024 times the binary logarithm of (texts + 1) / (texts with the word + 1), plus 1,024; in whole numbers."""
    found = Counter(word for text in texts for word in text)
    return {word: 1_024 + _log(len(texts) + 1) - _log(count + 1) for word, count in found.items()}


@cache
def _log(number: int) -> int:
    """1,024 times the binary logarithm of a whole number from 1, rounded down: the length of its 1,024th power."""
    return int((number**1_024).bit_length() - 1)


def _weighed(words: Mapping[str, int], rarity: Mapping[str, int]) -> dict[str, int]:
    return {word: count * rarity[word] for word, count in words.items() if word in rarity}


def _row(text: Mapping[str, int], readers: Sequence[Mapping[str, int]]) -> list[int]:
    own = sum(weight * weight for weight in text.values())
    return [_cosine(text, own, reader) for reader in readers]


def _cosine(text: Mapping[str, int], own: int, reader: Mapping[str, int]) -> int:
    shared = sum(weight * text[word] for word, weight in reader.items() if word in text)
    other = sum(weight * weight for weight in reader.values())
    return min(FULL, FULL * shared // isqrt(own * other)) if shared else 0
