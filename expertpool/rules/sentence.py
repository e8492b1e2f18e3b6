"""A sentence not yet spoken: a key of the word catalogues and what goes into its places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from expertpool.words import Language, say


@dataclass(frozen=True, init=False)
class Sentence:
    """Said only when the reader's language is known; places may hold sentences, shares, dates, or several of these."""

    key: str
    places: Mapping[str, Any]

    def __init__(self, key: str, /, **places: Any) -> None:
        object.__setattr__(self, "key", key)
        object.__setattr__(self, "places", places)

    def text(self, language: Language) -> str:
        """The words. Raises KeyError for an unknown key or a missing place."""
        return say(self.key, language, **{name: _spoken(value, language) for name, value in self.places.items()})


def joined(sentences: tuple[Sentence, ...]) -> Sentence | None:
    """Several sentences as one, each said once; None for none."""
    different = tuple(sentence for at, sentence in enumerate(sentences) if sentence not in sentences[:at])
    if len(different) < 2:
        return different[0] if different else None
    return Sentence("rules.all_of", all=different)


def _spoken(value: Any, language: Language) -> str:
    if isinstance(value, Sentence):
        return value.text(language)
    if isinstance(value, tuple | list | set | frozenset):
        ordered = value if isinstance(value, tuple | list) else sorted(value)
        between = "rules.between_sentences" if any(isinstance(part, Sentence) for part in ordered) else "rules.between"
        return say(between, language).join(_spoken(part, language) for part in ordered)
    return str(value)
