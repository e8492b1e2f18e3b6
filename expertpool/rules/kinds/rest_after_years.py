"""Rest: who served so many years running sits out the next one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.rules.case import Case
from expertpool.rules.facts import ExpertFacts
from expertpool.rules.finding import Finding, State
from expertpool.rules.kinds.kind import LESS, ExpertKind
from expertpool.rules.sentence import Sentence
from expertpool.rules.stage import Stage


@dataclass(frozen=True)
class Facts:
    """The year of the review, and the years the expert served on any committee; None when nobody knows."""

    year: int
    years_served: tuple[int, ...] | None = None


@dataclass(frozen=True)
class RestAfterYears(ExpertKind[Facts]):
    """The expert did not serve in each of the ``years`` years just before this one; a year off ends the count."""

    facts: ClassVar[type[Facts]] = Facts
    stages: ClassVar[frozenset[Stage]] = frozenset({Stage.DRAW, Stage.FILING})
    stricter: ClassVar = {"years": LESS}
    positive: ClassVar = ("years",)

    years: int

    def read(self, case: Case, expert: ExpertFacts) -> Facts:
        """Service over all committees."""
        served = expert.years_served
        return Facts(case.the_committee.year, None if served is None else tuple(served))

    def weigh(self, facts: Facts) -> Finding:
        """A gap among the last years."""
        required = Sentence("rules.required.rest", years=self.years)
        if facts.years_served is None:
            repair = Sentence("rules.repair.years_stated")
            return Finding(State.UNKNOWN, Sentence("rules.found.years_unknown"), required, repair)
        served = set(facts.years_served)
        running = [year for year in range(facts.year - self.years, facts.year) if year in served]
        if len(running) < self.years:
            words = Sentence("rules.found.years", years=tuple(running)) if running else Sentence("rules.found.no_years")
            return Finding(State.HOLDS, words, required)
        found = Sentence("rules.found.years_running", count=self.years, years=tuple(running))
        return Finding(State.BROKEN, found, required, Sentence("rules.repair.rest"))

    def number(self) -> Sentence:
        """The years."""
        return Sentence("rules.number.years_running", years=self.years)
