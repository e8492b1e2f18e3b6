"""Favours given once: who has had one does not have it again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.eligibility.kinds.kind import ApplicantKind, Case, known, outcome
from expertpool.eligibility.kinds.named_fact import CountFact
from expertpool.rules.finding import Finding
from expertpool.rules.sentence import Sentence


@dataclass(frozen=True)
class Facts:
    """How often the favour was used before."""

    used: int | None = None


@dataclass(frozen=True)
class UsedAtMost(ApplicantKind[Facts]):
    """``fact`` counts at most ``times`` uses over all years."""

    facts: ClassVar[type[Facts]] = Facts

    fact: CountFact
    times: int

    def read(self, case: Case) -> Facts:
        """Uses before this application."""
        return Facts(getattr(case.applicant, self.fact))

    def weigh(self, facts: Facts) -> Finding:
        """Not used up."""
        what = Sentence(f"eligibility.fact.{self.fact}")
        return outcome(
            None if facts.used is None else facts.used <= self.times,
            found=Sentence("eligibility.found.fact", what=what, value=known(facts.used)),
            required=Sentence("eligibility.required.at_most", what=what, high=self.times),
            repair=Sentence("eligibility.repair.once"),
            look_up=self.fact,
        )

    def number(self) -> Sentence:
        """Uses before."""
        return Sentence("rules.number.at_most", value=self.times)
