"""Size: a committee has at least so many members."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.rules.case import Case
from expertpool.rules.count_words import asked_number
from expertpool.rules.finding import Finding, State
from expertpool.rules.kinds.kind import MORE, WholeKind
from expertpool.rules.open_number import OpenNumber, stated
from expertpool.rules.sentence import Sentence
from expertpool.rules.share import counts
from expertpool.rules.stage import Stage


@dataclass(frozen=True)
class Facts:
    """The number of members, or of seats while nobody is seated."""

    size: int


@dataclass(frozen=True)
class SizeAtLeast(WholeKind[Facts]):
    """At least ``at_least`` members; which committees this is asked of stands in the rule's ``when``."""

    facts: ClassVar[type[Facts]] = Facts
    stages: ClassVar[frozenset[Stage]] = frozenset({Stage.COMMITTEE, Stage.DRAW, Stage.FILING})
    stricter: ClassVar = {"at_least": MORE}

    at_least: int | OpenNumber | None

    def read(self, case: Case) -> tuple[Facts, ...]:
        """The size."""
        return (Facts(case.size),)

    def weigh(self, facts: Facts) -> Finding:
        """Large enough."""
        allowed = counts(facts.size, at_least=stated(self.at_least))
        holds = allowed.holds(facts.size)
        low = allowed.at_least
        return Finding(
            State.HOLDS if holds else State.BROKEN,
            found=Sentence("rules.found.size", size=facts.size),
            required=Sentence("rules.required.size", size=low),
            repair=None if holds else Sentence("rules.repair.size", size=low, more=allowed.missing(facts.size)),
            allowed=allowed,
        )

    def number(self) -> Sentence | None:
        """The size asked."""
        return asked_number(self.at_least, None)
