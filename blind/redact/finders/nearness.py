"""How near two words are in meaning: what stands beside a word that is used as one is mostly near to it."""

from __future__ import annotations

from base64 import b64decode
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from blind.redact.finders.lexicon import lines_of

WIDTH = 32
"""Numbers for a word."""


@cache
def written() -> dict[str, str]:
    """For every word that has a vector, the vector as it stands in the file."""
    rows = (line.partition(" ") for line in lines_of("nearness.txt"))
    return {word: numbers for word, _, numbers in rows}


@lru_cache(maxsize=5_000)
def vector(word: str) -> NDArray[np.int32]:
    """A known word's direction: small whole numbers; the length says nothing."""
    return np.frombuffer(b64decode(written()[word] + "="), dtype=np.int8).astype(np.int32)


def known(word: str) -> bool:
    """Whether the word has a vector."""
    return word in written()


def nearness(one: str, other: str) -> int:
    """The cosine of two known words in hundredths."""
    first, second = vector(one), vector(other)
    size = float(first @ first) * float(second @ second)
    return round(100 * float(first @ second) / size**0.5) if size else 0
