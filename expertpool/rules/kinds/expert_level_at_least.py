"""Level: an expert holds the level reviewed, or a higher one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.rules.case import Case
from expertpool.rules.facts import ExpertFacts, Level
from expertpool.rules.finding import Finding, State
from expertpool.rules.kinds.kind import ExpertKind
from expertpool.rules.sentence import Sentence
from expertpool.rules.stage import SEATED, Stage


@dataclass(frozen=True)
class Facts:
    """The expert's level and the level the committee reviews."""

    level: Level
    reviewed: Level


@dataclass(frozen=True)
class ExpertLevelAtLeast(ExpertKind[Facts]):
    """The expert's level is at or above the level reviewed."""

    facts: ClassVar[type[Facts]] = Facts
    stages: ClassVar[frozenset[Stage]] = SEATED

    def read(self, case: Case, expert: ExpertFacts) -> Facts:
        """The two levels."""
        return Facts(expert.level, case.the_committee.level)

    def weigh(self, facts: Facts) -> Finding:
        """Not lower."""
        holds = facts.level.rank >= facts.reviewed.rank
        return Finding(
            State.HOLDS if holds else State.BROKEN,
            found=Sentence("rules.found.level", level=facts.level),
            required=Sentence("rules.required.level", level=facts.reviewed),
            repair=None if holds else Sentence("rules.repair.another_expert"),
        )

    def number(self) -> Sentence:
        """The level asked."""
        return Sentence("rules.number.level_reviewed")
