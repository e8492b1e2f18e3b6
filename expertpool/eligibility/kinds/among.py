"""Closed lists: a fact is one of the words that are allowed, or none of those that are not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.eligibility.kinds.kind import ApplicantKind, Case, known, outcome
from expertpool.eligibility.kinds.named_fact import WordFact
from expertpool.rules.finding import Finding
from expertpool.rules.sentence import Sentence


@dataclass(frozen=True)
class Facts:
    """The word, None where nobody stated it."""

    word: str | None = None


@dataclass(frozen=True)
class Among(ApplicantKind[Facts]):
    """``fact`` is one of ``words``; with ``barred`` it is none of them."""

    facts: ClassVar[type[Facts]] = Facts

    fact: WordFact
    words: tuple[str, ...]
    barred: bool = False

    def read(self, case: Case) -> Facts:
        """The word."""
        word = getattr(case.applicant, self.fact)
        return Facts(None if word is None else str(word))

    def weigh(self, facts: Facts) -> Finding:
        """On the list, or off it."""
        what = Sentence(f"eligibility.fact.{self.fact}")
        key = "eligibility.required.not_among" if self.barred else "eligibility.required.among"
        return outcome(
            None if facts.word is None else (facts.word in self.words) is not self.barred,
            found=Sentence("eligibility.found.fact", what=what, value=known(facts.word)),
            required=Sentence(key, what=what, words=self.words),
            repair=Sentence("eligibility.repair.correct", what=what),
            look_up=self.fact,
        )
