"""Publicity of the list of applicants: long enough, and nothing left undecided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.eligibility.kinds.kind import ApplicantKind, Case, known, outcome
from expertpool.rules.finding import Finding
from expertpool.rules.sentence import Sentence


@dataclass(frozen=True)
class Facts:
    """The working days it was posted, the first not counted; and whether an objection is still open."""

    working_days: int | None = None
    objection: bool | None = None


@dataclass(frozen=True)
class Published(ApplicantKind[Facts]):
    """Posted for ``working_days`` at least, and no objection left."""

    facts: ClassVar[type[Facts]] = Facts
    positive: ClassVar = ("working_days",)

    working_days: int

    def read(self, case: Case) -> Facts:
        """The days, counted with the year's table; without one nobody guesses."""
        start, end = case.applicant.posted_on, case.applicant.posted_until
        days = None if start is None or end is None else case.season.working_days(start, end)
        return Facts(days, case.applicant.objection)

    def weigh(self, facts: Facts) -> Finding:
        """Both."""
        long = None if facts.working_days is None else facts.working_days >= self.working_days
        quiet = None if facts.objection is None else not facts.objection
        return outcome(
            False if False in (long, quiet) else None if None in (long, quiet) else True,
            found=Sentence(
                "eligibility.found.posted", days=known(facts.working_days), objection=known(facts.objection)
            ),
            required=Sentence("eligibility.required.posted", days=self.working_days),
            repair=Sentence("eligibility.repair.post"),
            look_up="posted_until" if long is None else "objection",
        )

    def number(self) -> Sentence:
        """The working days."""
        return Sentence("eligibility.number.working_days", days=self.working_days)
