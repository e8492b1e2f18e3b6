"""Enough of something: years of service, months in the country, hours of training."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.eligibility.kinds.kind import ApplicantKind, Case, known, outcome, shown, stated
from expertpool.eligibility.kinds.named_fact import CountFact
from expertpool.rules.finding import Finding
from expertpool.rules.open_number import OpenNumber
from expertpool.rules.sentence import Sentence


@dataclass(frozen=True)
class Facts:
    """How many, and whether a merit that the rule may ask for as well is there."""

    count: int | None = None
    merit: bool | None = None


@dataclass(frozen=True)
class AtLeast(ApplicantKind[Facts]):
    """``fact`` is ``at_least`` so many; with ``merit`` the outstanding contribution is asked for too."""

    facts: ClassVar[type[Facts]] = Facts
    positive: ClassVar = ("at_least",)

    fact: CountFact
    at_least: int | OpenNumber
    merit: bool = False

    def read(self, case: Case) -> Facts:
        """The count."""
        return Facts(getattr(case.applicant, self.fact), case.applicant.rural_merit)

    def weigh(self, facts: Facts) -> Finding:
        """Enough, and the merit where it is asked for."""
        what = Sentence(f"eligibility.fact.{self.fact}")
        enough = None if facts.count is None else facts.count >= stated(self.at_least)
        answers = (enough, facts.merit) if self.merit else (enough,)
        key = "eligibility.required.at_least_merit" if self.merit else "eligibility.required.at_least"
        return outcome(
            False if False in answers else None if None in answers else True,
            found=Sentence("eligibility.found.fact", what=what, value=known(facts.count)),
            required=Sentence(key, what=what, low=self.at_least),
            repair=Sentence("eligibility.repair.more"),
            look_up=self.fact if enough is None else "rural_merit",
        )

    def number(self) -> Sentence:
        """The least."""
        return Sentence("rules.number.at_least", value=shown(self.at_least))
