"""Applying directly: schooling and years that let somebody skip steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.eligibility.facts import Education, Grade
from expertpool.eligibility.kinds.kind import ApplicantKind, Case, known, outcome
from expertpool.eligibility.kinds.named_fact import CountFact
from expertpool.rules.facts import Level
from expertpool.rules.finding import Finding
from expertpool.rules.sentence import Sentence


@dataclass(frozen=True)
class Facts:
    """The level, the schooling, the full years the rule counts, those in the city, and the fitness assessed."""

    level: Level | None = None
    education: Education | None = None
    years: int | None = None
    city_years: int | None = None
    fit: bool | None = None


@dataclass(frozen=True)
class DirectApply(ApplicantKind[Facts]):
    """Middle level: a bachelor after ``middle_bachelor`` years, a junior-college graduate after ``middle_college``.

    Associate senior: a bachelor after ``associate_bachelor`` years, where the rule opens it. ``city_years`` of work in
    the city are asked for where given; with ``assessed`` the latest appraisal must be fit. Higher schooling counts as
    the next lower one. ``fact`` names the years that count.
    """

    facts: ClassVar[type[Facts]] = Facts
    positive: ClassVar = ("middle_bachelor", "middle_college")

    fact: CountFact
    middle_bachelor: int
    middle_college: int
    associate_bachelor: int | None = None
    city_years: int | None = None
    assessed: bool = False

    def read(self, case: Case) -> Facts:
        """Level, schooling, years, and the latest appraisal."""
        one, grades = case.applicant, case.applicant.appraisals
        fit = None if not grades else grades[max(grades)] in (Grade.FIT, Grade.EXCELLENT)
        return Facts(one.level, one.education, getattr(one, self.fact), one.city_years, fit)

    def weigh(self, facts: Facts) -> Finding:
        """Every condition."""
        answers = {self.fact.value: self._long(facts)}
        if self.city_years is not None:
            answers["city_years"] = None if facts.city_years is None else facts.city_years >= self.city_years
        if self.assessed:
            answers["appraisals"] = facts.fit
        found = tuple(answers.values())
        open_fact = next((name for name, answer in answers.items() if answer is None), self.fact.value)
        return outcome(
            False if False in found else None if None in found else True,
            found=Sentence("eligibility.found.direct", education=known(facts.education), years=known(facts.years)),
            required=self.number(),
            repair=Sentence("eligibility.repair.without_claim"),
            look_up=self._missing(facts) if open_fact == self.fact else open_fact,
        )

    def _long(self, facts: Facts) -> bool | None:
        if facts.level is None or facts.education is None:
            return None
        needed = self._needed(facts.level, facts.education)
        if needed is None:
            return False
        return None if facts.years is None else facts.years >= needed

    def _needed(self, level: Level, education: Education) -> int | None:
        bachelor = education.rank >= Education.BACHELOR.rank
        if level is Level.MIDDLE:
            college = self.middle_college if education is Education.COLLEGE else None
            return self.middle_bachelor if bachelor else college
        return self.associate_bachelor if level is Level.ASSOCIATE_SENIOR and bachelor else None

    def _missing(self, facts: Facts) -> str:
        if facts.level is None:
            return "level"
        return "education" if facts.education is None else self.fact.value

    def number(self) -> Sentence:
        """The years."""
        middle = Sentence("eligibility.number.direct", bachelor=self.middle_bachelor, college=self.middle_college)
        if self.associate_bachelor is None:
            return middle
        return Sentence("eligibility.number.direct_associate", middle=middle, bachelor=self.associate_bachelor)
