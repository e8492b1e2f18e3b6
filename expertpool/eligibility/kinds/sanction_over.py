"""Sanctions: nobody applies while a sanction from a certain weight on is running."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from expertpool.eligibility.facts import Sanction
from expertpool.eligibility.kinds.kind import ApplicantKind, Case, known, outcome
from expertpool.months import months_on
from expertpool.rules.finding import Finding
from expertpool.rules.sentence import Sentence


@dataclass(frozen=True)
class Facts:
    """The sanction, its day, and the day of the application."""

    sanction: Sanction | None = None
    sanctioned_on: date | None = None
    applied_on: date | None = None


@dataclass(frozen=True)
class SanctionOver(ApplicantKind[Facts]):
    """A sanction of ``least`` or heavier has ended: ``demerit_months`` after a demerit, ``lowered_months`` after more.

    The day of the sanction does not count, and the last day still belongs to the period. A dismissal never ends.
    """

    facts: ClassVar[type[Facts]] = Facts

    least: Sanction
    demerit_months: int
    lowered_months: int

    def read(self, case: Case) -> Facts:
        """Sanction and application."""
        return Facts(case.applicant.sanction, case.applicant.sanctioned_on, case.applicant.submitted_on)

    def weigh(self, facts: Facts) -> Finding:
        """Light enough, or over by the day of the application."""
        ends = self._ends(facts)
        return outcome(
            self._over(facts, ends),
            found=Sentence(
                "eligibility.found.sanction", sanction=known(facts.sanction), day=known(facts.sanctioned_on)
            ),
            required=Sentence("eligibility.required.sanction", sanction=self.least),
            repair=Sentence("eligibility.repair.wait", day=known(ends)),
            look_up=self._missing(facts),
        )

    def _over(self, facts: Facts, ends: date | None) -> bool | None:
        if facts.sanction is None:
            return None
        if facts.sanction.rank < self.least.rank:
            return True
        if facts.sanction is Sanction.DISMISSED:
            return False
        return None if ends is None or facts.applied_on is None else facts.applied_on > ends

    def _ends(self, facts: Facts) -> date | None:
        if facts.sanctioned_on is None or facts.sanction in (None, Sanction.DISMISSED):
            return None
        months = self.demerit_months if facts.sanction is Sanction.DEMERIT else self.lowered_months
        return months_on(facts.sanctioned_on, months)

    @staticmethod
    def _missing(facts: Facts) -> str:
        if facts.sanction is None:
            return "sanction"
        return "sanctioned_on" if facts.sanctioned_on is None else "submitted_on"

    def number(self) -> Sentence:
        """The two periods."""
        return Sentence("eligibility.number.months", demerit=self.demerit_months, lowered=self.lowered_months)
