"""Filing: a committee reviews only while its filing is in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from expertpool.rules.case import Case
from expertpool.rules.finding import Finding
from expertpool.rules.kinds.kind import WholeKind
from expertpool.rules.period_words import in_force
from expertpool.rules.stage import Stage


@dataclass(frozen=True)
class Facts:
    """The filing's first and last day, and the day of the meeting."""

    meeting: date
    filed_from: date | None = None
    filed_until: date | None = None


@dataclass(frozen=True)
class FilingInForce(WholeKind[Facts]):
    """The meeting falls into the filing's period, first and last day included; a missing day is unknown."""

    facts: ClassVar[type[Facts]] = Facts
    stages: ClassVar[frozenset[Stage]] = frozenset({Stage.COMMITTEE, Stage.FILING})

    def read(self, case: Case) -> tuple[Facts, ...]:
        """Filing and meeting."""
        committee = case.the_committee
        return (Facts(committee.meeting, committee.filed_from, committee.filed_until),)

    def weigh(self, facts: Facts) -> Finding:
        """The filing covers the meeting."""
        return in_force(facts.filed_from, facts.filed_until, facts.meeting, of="filing")
