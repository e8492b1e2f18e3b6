"""Filing: no filing runs longer than so many years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from expertpool.rules.case import Case
from expertpool.rules.finding import Finding
from expertpool.rules.kinds.kind import LESS, WholeKind
from expertpool.rules.period_words import at_most
from expertpool.rules.sentence import Sentence
from expertpool.rules.stage import Stage


@dataclass(frozen=True)
class Facts:
    """The filing's first and last day."""

    filed_from: date | None = None
    filed_until: date | None = None


@dataclass(frozen=True)
class FilingAtMost(WholeKind[Facts]):
    """One filing is at most ``years`` years; a missing day is unknown."""

    facts: ClassVar[type[Facts]] = Facts
    stages: ClassVar[frozenset[Stage]] = frozenset({Stage.COMMITTEE, Stage.FILING})
    stricter: ClassVar = {"years": LESS}
    positive: ClassVar = ("years",)

    years: int

    def read(self, case: Case) -> tuple[Facts, ...]:
        """The filing."""
        return (Facts(case.the_committee.filed_from, case.the_committee.filed_until),)

    def weigh(self, facts: Facts) -> Finding:
        """The filing ends in time."""
        return at_most(facts.filed_from, facts.filed_until, self.years, of="filing")

    def number(self) -> Sentence:
        """The years."""
        return Sentence("rules.number.years_at_most", years=self.years)
