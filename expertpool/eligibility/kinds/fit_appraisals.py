"""Appraisals: the latest years were all fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.eligibility.facts import Grade
from expertpool.eligibility.kinds.kind import ApplicantKind, Case, known, outcome, shown, stated
from expertpool.rules.finding import Finding
from expertpool.rules.open_number import OpenNumber
from expertpool.rules.sentence import Sentence


@dataclass(frozen=True)
class Facts:
    """The season's year, and the years appraised as fit or excellent and as anything else."""

    year: int
    fit: tuple[int, ...] | None = None
    other: tuple[int, ...] = ()


@dataclass(frozen=True)
class FitAppraisals(ApplicantKind[Facts]):
    """Each of the ``years`` years before the season's was appraised as fit or excellent."""

    facts: ClassVar[type[Facts]] = Facts
    positive: ClassVar = ("years",)

    years: int | OpenNumber

    def read(self, case: Case) -> Facts:
        """Years by what they were appraised as."""
        grades = case.applicant.appraisals
        if grades is None:
            return Facts(case.season.year)
        fit = tuple(sorted(year for year, grade in grades.items() if grade in (Grade.FIT, Grade.EXCELLENT)))
        return Facts(case.season.year, fit, tuple(sorted(set(grades) - set(fit))))

    def weigh(self, facts: Facts) -> Finding:
        """Every one of these years."""
        asked = range(facts.year - stated(self.years), facts.year)
        unfit = set(asked) & set(facts.other)
        missing = facts.fit is None or bool(set(asked) - set(facts.fit) - set(facts.other))
        return outcome(
            False if unfit else None if missing else True,
            found=Sentence("eligibility.found.appraisals", fit=known(facts.fit), other=known(facts.other)),
            required=Sentence("eligibility.required.appraisals", years=self.years),
            repair=Sentence("eligibility.repair.more"),
            look_up="appraisals",
        )

    def number(self) -> Sentence:
        """The years."""
        return Sentence("rules.number.years_running", years=shown(self.years))
