"""Every seat: a panel has exactly as many people as the committee has seats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.rules.case import Case
from expertpool.rules.count_words import weigh_count
from expertpool.rules.finding import Finding
from expertpool.rules.kinds.kind import WholeKind
from expertpool.rules.sentence import Sentence
from expertpool.rules.stage import Stage
from solver.bounds import CountRange


@dataclass(frozen=True)
class Facts:
    """The committee's seats, and the different people on the panel."""

    seats: int
    members: int


@dataclass(frozen=True)
class EverySeatTaken(WholeKind[Facts]):
    """As many different people as seats. A draw keeps this by asking for so many, not by a bound."""

    facts: ClassVar[type[Facts]] = Facts
    stages: ClassVar[frozenset[Stage]] = frozenset({Stage.DRAW, Stage.FILING})

    def read(self, case: Case) -> tuple[Facts, ...]:
        """Seats and people."""
        return (Facts(case.the_committee.seats, len({member.expert_no for member in case.panel})),)

    def weigh(self, facts: Facts) -> Finding:
        """The two are equal."""
        exactly = CountRange(at_least=facts.seats, at_most=facts.seats)
        return weigh_count(facts.members, exactly, of=Sentence("rules.group.members"), total=facts.seats)
