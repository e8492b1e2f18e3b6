"""Long service at the grass roots: it lifts limits of schooling, specialty and posts, one level up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.eligibility.facts import HeldLevel
from expertpool.eligibility.kinds.kind import ApplicantKind, Case, known, outcome
from expertpool.rules.facts import Level
from expertpool.rules.finding import Finding
from expertpool.rules.sentence import Sentence


@dataclass(frozen=True)
class Facts:
    """Full years in a county (townships included) and in townships, the level applied for and the level held."""

    county_years: int | None = None
    township_years: int | None = None
    level: Level | None = None
    held: HeldLevel | None = None


@dataclass(frozen=True)
class YearsAtGrassroots(ApplicantKind[Facts]):
    """``county`` years in a county or ``township`` years in townships, and one level higher than the one held."""

    facts: ClassVar[type[Facts]] = Facts
    positive: ClassVar = ("county", "township")

    county: int
    township: int

    def read(self, case: Case) -> Facts:
        """Years and levels."""
        return Facts(
            case.applicant.county_years, case.applicant.township_years, case.applicant.level, case.applicant.held_level
        )

    def weigh(self, facts: Facts) -> Finding:
        """Long enough in one of the two, and one level up."""
        answers = (self._long(facts), self._one_up(facts))
        unstated = "county_years" if facts.county_years is None else "township_years"
        return outcome(
            False if False in answers else None if None in answers else True,
            found=Sentence(
                "eligibility.found.service", county=known(facts.county_years), township=known(facts.township_years)
            ),
            required=Sentence("eligibility.required.service", county=self.county, township=self.township),
            repair=Sentence("eligibility.repair.without_claim"),
            look_up=unstated if answers[0] is None else "held_level",
        )

    def _long(self, facts: Facts) -> bool | None:
        county = None if facts.county_years is None else facts.county_years >= self.county
        township = None if facts.township_years is None else facts.township_years >= self.township
        return True if True in (county, township) else None if None in (county, township) else False

    @staticmethod
    def _one_up(facts: Facts) -> bool | None:
        if facts.level is None or facts.held is None:
            return None
        return facts.level.rank == facts.held.rank + 1

    def number(self) -> Sentence:
        """Both terms."""
        return Sentence("eligibility.number.service", county=self.county, township=self.township)
