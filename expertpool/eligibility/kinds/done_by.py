"""Deadlines: something was done by a fixed day of the season."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from expertpool.eligibility.kinds.kind import ApplicantKind, Case, known, outcome
from expertpool.eligibility.kinds.named_fact import DayFact
from expertpool.rules.finding import Finding
from expertpool.rules.sentence import Sentence


@dataclass(frozen=True)
class Facts:
    """The day it was done, None where nobody stated it; and the day it is due."""

    due: date
    day: date | None = None


@dataclass(frozen=True)
class DoneBy(ApplicantKind[Facts]):
    """The day ``fact`` is no later than the season's day ``deadline``; the day itself is in time.

    The cut-off for evidence may be another one for a series whose own notice says so.
    """

    facts: ClassVar[type[Facts]] = Facts

    fact: DayFact
    deadline: str

    def read(self, case: Case) -> Facts:
        """The day, and when it is due."""
        due = case.season.cutoff(case.applicant.series) if self.deadline == CUTOFF else case.season.days[self.deadline]
        return Facts(due, getattr(case.applicant, self.fact))

    def weigh(self, facts: Facts) -> Finding:
        """No later than due."""
        what = Sentence(f"eligibility.fact.{self.fact}")
        return outcome(
            None if facts.day is None else facts.day <= facts.due,
            found=Sentence("eligibility.found.fact", what=what, value=known(facts.day)),
            required=Sentence("eligibility.required.by", what=what, due=facts.due),
            repair=Sentence("eligibility.repair.late"),
            look_up=self.fact,
        )

    def number(self) -> Sentence:
        """The day, by its name in the season's dates."""
        return Sentence("eligibility.number.deadline", deadline=self.deadline)


CUTOFF = "evidence-cutoff"
"""The deadline that a series may have of its own."""
