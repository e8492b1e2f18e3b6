"""Integrity records: nobody applies while a record of certain violations runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from expertpool.eligibility.kinds.kind import ApplicantKind, Case, known, outcome
from expertpool.rules.finding import Finding
from expertpool.rules.period import years_later
from expertpool.rules.sentence import Sentence


@dataclass(frozen=True)
class Facts:
    """What is on record, when it was entered, and the day of the application."""

    violation: str | None = None
    entered_on: date | None = None
    applied_on: date | None = None


@dataclass(frozen=True)
class RecordOver(ApplicantKind[Facts]):
    """A record of one of ``violations`` ended: ``years`` after its entry, whose last day still belongs to it."""

    facts: ClassVar[type[Facts]] = Facts
    positive: ClassVar = ("years",)

    violations: tuple[str, ...]
    years: int

    def read(self, case: Case) -> Facts:
        """Record and application."""
        violation = case.applicant.violation
        return Facts(
            None if violation is None else str(violation), case.applicant.violation_on, case.applicant.submitted_on
        )

    def weigh(self, facts: Facts) -> Finding:
        """No such record, or one that has run out by the day of the application."""
        meant = facts.violation in self.violations
        ends = years_later(facts.entered_on, self.years) if facts.entered_on and meant else None
        over = None if ends is None or facts.applied_on is None else facts.applied_on > ends
        unstated = "violation_on" if facts.entered_on is None else "submitted_on"
        return outcome(
            None if facts.violation is None else over if meant else True,
            found=Sentence("eligibility.found.record", violation=known(facts.violation), day=known(facts.entered_on)),
            required=Sentence("eligibility.required.no_record", words=self.violations, years=self.years),
            repair=Sentence("eligibility.repair.wait", day=known(ends)),
            look_up="violation" if facts.violation is None else unstated,
        )

    def number(self) -> Sentence:
        """The years."""
        return Sentence("eligibility.number.years", years=self.years)
