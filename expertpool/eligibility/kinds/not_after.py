"""Favours that end: nobody relies on one that has run out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from expertpool.eligibility.kinds.kind import ApplicantKind, Case, known, outcome
from expertpool.rules.finding import Finding
from expertpool.rules.sentence import Sentence


@dataclass(frozen=True)
class Facts:
    """The day of the application."""

    applied_on: date | None = None


@dataclass(frozen=True)
class NotAfter(ApplicantKind[Facts]):
    """The application was handed in no later than ``until``."""

    facts: ClassVar[type[Facts]] = Facts

    until: date

    def read(self, case: Case) -> Facts:
        """When it was handed in."""
        return Facts(case.applicant.submitted_on)

    def weigh(self, facts: Facts) -> Finding:
        """Still running."""
        what = Sentence("eligibility.fact.submitted_on")
        return outcome(
            None if facts.applied_on is None else facts.applied_on <= self.until,
            found=Sentence("eligibility.found.fact", what=what, value=known(facts.applied_on)),
            required=Sentence("eligibility.required.by", what=what, due=self.until),
            repair=Sentence("eligibility.repair.without_claim"),
            look_up="submitted_on",
        )

    def number(self) -> str:
        """The last day."""
        return str(self.until)
