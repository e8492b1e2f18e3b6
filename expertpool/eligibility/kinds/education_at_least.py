"""Schooling: at least the one the region asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.eligibility.facts import Education
from expertpool.eligibility.kinds.kind import ApplicantKind, Case, known, outcome, shown, stated
from expertpool.rules.finding import Finding
from expertpool.rules.open_number import OpenNumber
from expertpool.rules.sentence import Sentence


@dataclass(frozen=True)
class Facts:
    """The schooling."""

    education: Education | None = None


@dataclass(frozen=True)
class EducationAtLeast(ApplicantKind[Facts]):
    """``at_least`` this schooling, or a higher one."""

    facts: ClassVar[type[Facts]] = Facts

    at_least: Education | OpenNumber

    def read(self, case: Case) -> Facts:
        """The schooling."""
        return Facts(case.applicant.education)

    def weigh(self, facts: Facts) -> Finding:
        """High enough."""
        return outcome(
            None if facts.education is None else facts.education.rank >= stated(self.at_least).rank,
            found=Sentence(
                "eligibility.found.fact",
                what=Sentence("eligibility.fact.education"),
                value=known(facts.education),
            ),
            required=Sentence("eligibility.required.education", education=self.at_least),
            repair=Sentence("eligibility.repair.more"),
            look_up="education",
        )

    def number(self) -> Sentence:
        """The schooling."""
        return Sentence("rules.number.at_least", value=shown(self.at_least))
