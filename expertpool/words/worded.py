"""Words that a file of data holds itself, in every language: ``says`` in Chinese, ``says_en`` in English, and so on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from expertpool.words import Language
from expertpool.words.clauses import clause_in


@dataclass(frozen=True)
class Worded:
    """What is said, in each language; equal where it says the same in all."""

    words: tuple[tuple[Language, str], ...]

    @classmethod
    def by(cls, said: Callable[[Language], str]) -> Worded:
        """What ``said`` gives for each language."""
        return cls(tuple((language, said(language)) for language in Language))

    @classmethod
    def cited(cls, clause: str) -> Worded:
        """A clause, as each language reads it."""
        return cls.by(lambda language: clause_in(clause, language))

    @classmethod
    def of(cls, table: Mapping[str, object], name: str) -> Worded:
        """The words that a table of data holds under a name; Chinese where a language has none. Raises KeyError."""
        return cls.by(lambda language: str(table.get(key_in(name, language), table[name])))

    def text(self, language: Language) -> str:
        """The words for a reader."""
        return dict(self.words)[language]


def key_in(name: str, language: Language) -> str:
    """The key under which a table of data holds a name's words in one language: ``says``, ``says_en``."""
    return name if language is Language.ZH else f"{name}_{language.value}"


def keys_of(name: str) -> tuple[str, ...]:
    """The keys of a name's words in every language, Chinese first."""
    return tuple(key_in(name, language) for language in Language)


def in_each(table: Mapping[str, object], name: str) -> dict[Language, str]:
    """The words that a table of data holds under a name, by language; else as ``Worded.of``."""
    return dict(Worded.of(table, name).words)
