"""Corrections: one complete notice in writing, answered in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from expertpool.eligibility.kinds.kind import ApplicantKind, Case, known, outcome
from expertpool.rules.finding import Finding
from expertpool.rules.sentence import Sentence


@dataclass(frozen=True)
class Facts:
    """How many notices there were, by when they asked for an answer, and when it came."""

    notices: int | None = None
    due: date | None = None
    answered_on: date | None = None


@dataclass(frozen=True)
class CorrectedOnce(ApplicantKind[Facts]):
    """``notices`` notices, no more and no fewer, and the answer no later than it was due."""

    facts: ClassVar[type[Facts]] = Facts
    positive: ClassVar = ("notices",)

    notices: int

    def read(self, case: Case) -> Facts:
        """Notices and answer."""
        return Facts(case.applicant.correction_notices, case.applicant.correction_due, case.applicant.resubmitted_on)

    def weigh(self, facts: Facts) -> Finding:
        """Once, and in time."""
        once = None if facts.notices is None else facts.notices == self.notices
        timely = None
        if facts.due is not None and facts.answered_on is not None:
            timely = facts.answered_on <= facts.due
        missing = "correction_due" if facts.due is None else "resubmitted_on"
        return outcome(
            False if False in (once, timely) else None if None in (once, timely) else True,
            found=Sentence(
                "eligibility.found.correction",
                notices=known(facts.notices),
                due=known(facts.due),
                day=known(facts.answered_on),
            ),
            required=Sentence("eligibility.required.correction", notices=self.notices),
            repair=Sentence("eligibility.repair.correction"),
            look_up="correction_notices" if once is None else missing,
        )

    def number(self) -> str:
        """The notices."""
        return str(self.notices)
