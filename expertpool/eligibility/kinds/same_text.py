"""Agreement: two texts name the same thing, width and blanks aside."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import ClassVar

from expertpool.eligibility.kinds.kind import ApplicantKind, Case, known, outcome
from expertpool.eligibility.kinds.named_fact import WordFact
from expertpool.rules.finding import Finding
from expertpool.rules.sentence import Sentence


@dataclass(frozen=True)
class Facts:
    """Both texts."""

    one: str | None = None
    other: str | None = None


@dataclass(frozen=True)
class SameText(ApplicantKind[Facts]):
    """``fact`` and ``other`` are the same."""

    facts: ClassVar[type[Facts]] = Facts

    fact: WordFact
    other: WordFact

    def read(self, case: Case) -> Facts:
        """Both."""
        return Facts(getattr(case.applicant, self.fact), getattr(case.applicant, self.other))

    def weigh(self, facts: Facts) -> Finding:
        """The same."""
        what, than = Sentence(f"eligibility.fact.{self.fact}"), Sentence(f"eligibility.fact.{self.other}")
        missing = facts.one is None or facts.other is None
        return outcome(
            None if missing else plain(facts.one or "") == plain(facts.other or ""),
            found=Sentence("eligibility.found.both", one=known(facts.one), other=known(facts.other)),
            required=Sentence("eligibility.required.same", what=what, than=than),
            repair=Sentence("eligibility.repair.correct", what=what),
            look_up=self.other if facts.one is not None else self.fact,
        )


def plain(text: str) -> str:
    """A text without width and blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split())
