"""A sentence not yet spoken: a key of the word catalogues and what goes into its places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from expertpool.words import Language, say
from expertpool.words.worded import Worded


@dataclass(frozen=True, init=False)
class Sentence:
    """Said only when the reader's language is known; places may hold sentences, shares, dates, or several of these."""

    key: str
    places: Mapping[str, Any]

    def __init__(self, key: str, /, **places: Any) -> None:
        object.__setattr__(self, "key", key)
        object.__setattr__(self, "places", places)

    def text(self, language: Language, *, entries: bool = False) -> str:
        """The words; with ``entries`` those for somebody who writes committee files, the entries' names included.

        Raises KeyError for an unknown key or a missing place.
        """
        places = {name: _spoken(value, language, entries) for name, value in self.places.items()}
        return say(self.key, language, **places)


@dataclass(frozen=True, init=False)
class FileEntry(Sentence):
    """Something that a committee states, in words, with the name under which a committee file states it."""

    entry: str

    def __init__(self, key: str, /, *, entry: str) -> None:
        super().__init__(key)
        object.__setattr__(self, "entry", entry)

    def text(self, language: Language, *, entries: bool = False) -> str:
        """The words, and the name behind them for whoever writes files."""
        words = super().text(language)
        return say("rules.file_entry", language, words=words, entry=self.entry) if entries else words


def joined(sentences: tuple[Sentence, ...]) -> Sentence | None:
    """Several sentences as one, each said once; None for none."""
    different = tuple(sentence for at, sentence in enumerate(sentences) if sentence not in sentences[:at])
    if len(different) < 2:
        return different[0] if different else None
    return Sentence("rules.all_of", all=different)


def _spoken(value: Any, language: Language, entries: bool) -> str:
    if isinstance(value, Sentence):
        return value.text(language, entries=entries)
    if isinstance(value, Worded):
        return value.text(language)
    if isinstance(value, tuple | list | set | frozenset):
        ordered = value if isinstance(value, tuple | list) else sorted(value)
        between = "rules.between_sentences" if any(isinstance(part, Sentence) for part in ordered) else "rules.between"
        return say(between, language).join(_spoken(part, language, entries) for part in ordered)
    return str(value)
