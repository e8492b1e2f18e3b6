"""Retirement: who is retired by the cut-off does not apply."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from expertpool.eligibility.facts import Standing
from expertpool.eligibility.kinds.kind import ApplicantKind, Case, known, outcome
from expertpool.rules.finding import Finding
from expertpool.rules.sentence import Sentence


@dataclass(frozen=True)
class Facts:
    """The standing, the day of retirement where one is known, and the cut-off."""

    cutoff: date
    standing: Standing | None = None
    retires_on: date | None = None


@dataclass(frozen=True)
class NotRetired(ApplicantKind[Facts]):
    """Not retired now, and a day of retirement lies after the cut-off."""

    facts: ClassVar[type[Facts]] = Facts

    def read(self, case: Case) -> Facts:
        """Standing, day and cut-off."""
        return Facts(case.season.cutoff(case.applicant.series), case.applicant.standing, case.applicant.retires_on)

    def weigh(self, facts: Facts) -> Finding:
        """A day after the cut-off, or serving with no day stated."""
        gone = facts.retires_on is not None and facts.retires_on <= facts.cutoff
        unstated = facts.standing is None and facts.retires_on is None
        return outcome(
            False if gone or facts.standing is Standing.RETIRED else None if unstated else True,
            found=Sentence("eligibility.found.retiring", standing=known(facts.standing), day=known(facts.retires_on)),
            required=Sentence("eligibility.required.not_retired", day=facts.cutoff),
            repair=Sentence("eligibility.repair.withdraw"),
            look_up="standing",
        )
