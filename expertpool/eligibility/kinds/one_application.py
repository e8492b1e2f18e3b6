"""One title a year: a person applies once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.eligibility.facts import ApplicantFacts
from expertpool.eligibility.kinds.kind import AcrossKind, Everybody, outcome
from expertpool.rules.finding import Finding
from expertpool.rules.sentence import Sentence


@dataclass(frozen=True)
class Facts:
    """How many applications this person has in the year's list, and whether anything tells one person from another."""

    applications: int
    recognised: bool = True


@dataclass(frozen=True)
class OneApplication(AcrossKind[Facts]):
    """A person has ``at_most`` so many applications; who cannot be recognised is unknown."""

    facts: ClassVar[type[Facts]] = Facts
    positive: ClassVar = ("at_most",)

    at_most: int

    def same(self, applicant: ApplicantFacts) -> str:
        """One person."""
        return applicant.person or applicant.key

    def read(self, everybody: Everybody) -> Facts:
        """The person's applications."""
        return Facts(len(everybody.together), everybody.one.known_by != "key")

    def weigh(self, facts: Facts) -> Finding:
        """Not too many."""
        few = facts.applications <= self.at_most
        return outcome(
            None if few and not facts.recognised else few,
            found=Sentence("eligibility.found.applications", count=facts.applications),
            required=Sentence("eligibility.required.applications", count=self.at_most),
            repair=Sentence("eligibility.repair.one_application"),
            look_up="id_number",
        )

    def number(self) -> Sentence:
        """The most."""
        return Sentence("rules.number.at_most", value=self.at_most)
