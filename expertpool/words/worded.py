"""Words that a file of data holds itself, in every language: ``says`` in Chinese, ``says_en`` in English, and so on."""

from __future__ import annotations

from collections.abc import Callable
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

    def text(self, language: Language) -> str:
        """The words for a reader."""
        return dict(self.words)[language]
