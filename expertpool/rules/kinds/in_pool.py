"""In the pool: only experts who are in it, and not suspended or removed, are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.rules.case import Case
from expertpool.rules.facts import ExpertFacts, PoolStatus
from expertpool.rules.finding import Finding, State
from expertpool.rules.kinds.kind import ExpertKind
from expertpool.rules.sentence import Sentence
from expertpool.rules.stage import SEATED, Stage


@dataclass(frozen=True)
class Facts:
    """The expert's status, and whether the pool lists the number at all."""

    status: PoolStatus
    listed: bool = True


@dataclass(frozen=True)
class InPool(ExpertKind[Facts]):
    """The expert is listed in the pool with status 在库."""

    facts: ClassVar[type[Facts]] = Facts
    stages: ClassVar[frozenset[Stage]] = SEATED

    def read(self, case: Case, expert: ExpertFacts) -> Facts:
        """Status and number of the expert."""
        return Facts(expert.status, listed=case.listed is None or expert.expert_no in case.listed)

    def weigh(self, facts: Facts) -> Finding:
        """Listed and active."""
        found = (
            Sentence("rules.found.status", status=facts.status) if facts.listed else Sentence("rules.found.not_listed")
        )
        holds = facts.listed and facts.status is PoolStatus.ACTIVE
        return Finding(
            State.HOLDS if holds else State.BROKEN,
            found=found,
            required=Sentence("rules.required.in_pool"),
            repair=None if holds else Sentence("rules.repair.another_expert"),
        )
