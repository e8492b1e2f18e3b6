"""Terms: no appointment runs longer than so many years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from expertpool.rules.case import Case
from expertpool.rules.facts import ExpertFacts
from expertpool.rules.finding import Finding
from expertpool.rules.kinds.kind import LESS, ExpertKind
from expertpool.rules.period_words import at_most
from expertpool.rules.sentence import Sentence
from expertpool.rules.stage import SEATED, Stage


@dataclass(frozen=True)
class Facts:
    """The expert's term."""

    term_start: date | None = None
    term_end: date | None = None


@dataclass(frozen=True)
class TermAtMost(ExpertKind[Facts]):
    """One term is at most ``years`` years; a missing day is unknown."""

    facts: ClassVar[type[Facts]] = Facts
    stages: ClassVar[frozenset[Stage]] = SEATED
    stricter: ClassVar = {"years": LESS}
    positive: ClassVar = ("years",)

    years: int

    def read(self, case: Case, expert: ExpertFacts) -> Facts:  # noqa: ARG002  # one signature for all kinds
        """The term."""
        return Facts(expert.term_start, expert.term_end)

    def weigh(self, facts: Facts) -> Finding:
        """The term ends in time."""
        return at_most(facts.term_start, facts.term_end, self.years, of="term")

    def number(self) -> Sentence:
        """The years."""
        return Sentence("rules.number.years_at_most", years=self.years)
