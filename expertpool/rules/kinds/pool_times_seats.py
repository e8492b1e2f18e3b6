"""The pool's size: so many experts for each seat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.rules.case import Case
from expertpool.rules.count_words import weigh_count
from expertpool.rules.facts import PoolStatus
from expertpool.rules.finding import Finding, State
from expertpool.rules.kinds.kind import MORE, WholeKind
from expertpool.rules.open_number import OpenNumber, number_words, stated
from expertpool.rules.sentence import Sentence
from expertpool.rules.stage import Stage
from solver.bounds import CountRange


@dataclass(frozen=True)
class Facts:
    """Experts in the pool with status 在库, and the committee's seats; None when no committee is meant."""

    pool: int
    seats: int | None = None


@dataclass(frozen=True)
class PoolTimesSeats(WholeKind[Facts]):
    """The pool holds at least ``times`` experts for each seat of the committee."""

    facts: ClassVar[type[Facts]] = Facts
    stages: ClassVar[frozenset[Stage]] = frozenset({Stage.POOL})
    stricter: ClassVar = {"times": MORE}

    times: int | OpenNumber | None

    def read(self, case: Case) -> tuple[Facts, ...]:
        """Pool and seats."""
        size = sum(expert.status is PoolStatus.ACTIVE for expert in case.library or ())
        return (Facts(size, case.committee.seats if case.committee else None),)

    def weigh(self, facts: Facts) -> Finding:
        """Large enough."""
        of = Sentence("rules.group.pool")
        if facts.seats is None:
            found = Sentence("rules.found.count", count=facts.pool, total=facts.pool, of=of)
            return Finding(State.UNKNOWN, found, None, Sentence("rules.repair.name_committee"))
        allowed = CountRange(at_least=int(stated(self.times) or 0) * facts.seats)
        return weigh_count(facts.pool, allowed, of=of, total=facts.pool)

    def number(self) -> Sentence:
        """The multiple."""
        return Sentence("rules.number.times", value=number_words(self.times))
