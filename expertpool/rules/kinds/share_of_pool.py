"""The pool's composition: of the experts in it, at least so many belong to a group."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from expertpool.rules.case import Case
from expertpool.rules.count_words import asked_number, asked_share, weigh_count
from expertpool.rules.facts import PoolStatus
from expertpool.rules.finding import Finding
from expertpool.rules.groups import Group
from expertpool.rules.kinds.kind import MORE, WholeKind
from expertpool.rules.open_number import OpenNumber, stated
from expertpool.rules.sentence import Sentence
from expertpool.rules.share import Share, counts
from expertpool.rules.stage import Stage


@dataclass(frozen=True)
class Facts:
    """Experts in the pool with status 在库, those who belong, and those of whom nobody knows."""

    pool: int
    members: int
    unknown: int = 0


@dataclass(frozen=True)
class ShareOfPool(WholeKind[Facts]):
    """Of the pool, at least such a share or such a number belong to ``group``, and never fewer than ``never_below``."""

    facts: ClassVar[type[Facts]] = Facts
    stages: ClassVar[frozenset[Stage]] = frozenset({Stage.POOL})
    stricter: ClassVar = {"at_least": MORE, "never_below": MORE}

    group: Group
    at_least: Share | OpenNumber | None
    never_below: int = 0

    def read(self, case: Case) -> tuple[Facts, ...]:
        """How many of those in the pool belong."""
        experts = [expert for expert in case.library or () if expert.status is PoolStatus.ACTIVE]
        test = self.group.of(case.committee) if case.committee else self.group.any_committee
        answers = [test(expert) if test else None for expert in experts]
        return (Facts(len(experts), answers.count(True), answers.count(None)),)

    def weigh(self, facts: Facts) -> Finding:
        """The count against the range."""
        asked = counts(facts.pool, at_least=stated(self.at_least))
        return weigh_count(
            facts.members,
            replace(asked, at_least=max(asked.at_least, self.never_below)),
            of=self.group.words,
            total=facts.pool,
            unknown=facts.unknown,
            asked=asked_share(stated(self.at_least), None),
        )

    def number(self) -> Sentence | None:
        """The share, and the floor under an open one."""
        number = asked_number(self.at_least, None)
        return Sentence("rules.number.floor", number=number, floor=self.never_below) if self.never_below else number
