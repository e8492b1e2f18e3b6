"""The lists of words that say what somebody or some unit is, folded as texts are."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from blind.redact.finders.folding import folded


@cache
def cues() -> dict[str, tuple[str, ...]]:
    """The lists of words, folded."""
    content = tomllib.loads((Path(__file__).parent / "cues.toml").read_text(encoding="utf-8"))
    return {key: tuple(folded(word) for word in words) for key, words in content.items()}


@cache
def any_of(key: str) -> str:
    """A pattern for any word of a list, the longest first."""
    return "(?:" + "|".join(map(re.escape, sorted(cues()[key], key=lambda word: (-len(word), word)))) + ")"
