"""When two spellings name the same employer."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache


@lru_cache(maxsize=65536)
def unit_key(name: str) -> str:
    """What two spellings of one unit share: width, brackets, case and blanks make no difference."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def unit_keys(names: Iterable[str]) -> frozenset[str]:
    """The keys of several units."""
    return frozenset(map(unit_key, names))
