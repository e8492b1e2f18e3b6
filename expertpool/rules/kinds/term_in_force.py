"""Terms: an expert serves only while appointed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from expertpool.rules.case import Case
from expertpool.rules.facts import ExpertFacts
from expertpool.rules.finding import Finding
from expertpool.rules.kinds.kind import ExpertKind
from expertpool.rules.period_words import in_force
from expertpool.rules.stage import SEATED, Stage


@dataclass(frozen=True)
class Facts:
    """The expert's term, and the day of the meeting."""

    meeting: date
    term_start: date | None = None
    term_end: date | None = None


@dataclass(frozen=True)
class TermInForce(ExpertKind[Facts]):
    """The meeting falls into the expert's term, first and last day included; a missing day is unknown."""

    facts: ClassVar[type[Facts]] = Facts
    stages: ClassVar[frozenset[Stage]] = SEATED

    def read(self, case: Case, expert: ExpertFacts) -> Facts:
        """Term and meeting."""
        return Facts(case.the_committee.meeting, expert.term_start, expert.term_end)

    def weigh(self, facts: Facts) -> Finding:
        """The term covers the meeting."""
        return in_force(facts.term_start, facts.term_end, facts.meeting, of="term")
