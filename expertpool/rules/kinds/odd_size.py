"""Odd size: the number of members is odd."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.rules.case import Case
from expertpool.rules.finding import Finding, State
from expertpool.rules.kinds.kind import WholeKind
from expertpool.rules.sentence import Sentence
from expertpool.rules.stage import Stage


@dataclass(frozen=True)
class Facts:
    """The number of members, or of seats while nobody is seated."""

    size: int


@dataclass(frozen=True)
class OddSize(WholeKind[Facts]):
    """The size is odd. Attendance may be even: what decides there is two thirds, not a half."""

    facts: ClassVar[type[Facts]] = Facts
    stages: ClassVar[frozenset[Stage]] = frozenset({Stage.COMMITTEE, Stage.DRAW, Stage.FILING})

    def read(self, case: Case) -> tuple[Facts, ...]:
        """The size."""
        return (Facts(case.size),)

    def weigh(self, facts: Facts) -> Finding:
        """Not divisible by two."""
        holds = facts.size % 2 == 1
        return Finding(
            State.HOLDS if holds else State.BROKEN,
            found=Sentence("rules.found.size", size=facts.size),
            required=Sentence("rules.required.odd"),
            repair=None if holds else Sentence("rules.repair.odd", fewer=facts.size - 1, more=facts.size + 1),
        )
