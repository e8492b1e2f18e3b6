"""Pass line: a candidate passes when enough of those attending vote yes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from expertpool.rules.case import Case
from expertpool.rules.count_words import asked_number, weigh_count
from expertpool.rules.finding import Finding
from expertpool.rules.kinds.kind import MORE, WholeKind
from expertpool.rules.sentence import Sentence
from expertpool.rules.share import Share, counts
from expertpool.rules.stage import Stage


@dataclass(frozen=True)
class Facts:
    """Members attending, those of them who stood aside for this candidate, and yes votes."""

    attending: int
    yes: int
    recused: int = 0


@dataclass(frozen=True)
class PassLine(WholeKind[Facts]):
    """At least ``at_least`` of those attending vote yes, the number itself included unless ``inclusive`` is false.

    An abstention or a spoilt ballot is no yes and stays in the count; a recused member leaves it, unless
    ``recused_leave`` is false.
    """

    facts: ClassVar[type[Facts]] = Facts
    stages: ClassVar[frozenset[Stage]] = frozenset({Stage.BALLOT})
    stricter: ClassVar = {"at_least": MORE}

    at_least: Share
    inclusive: bool = True
    recused_leave: bool = True

    def read(self, case: Case) -> tuple[Facts, ...]:
        """The count."""
        ballot = case.ballot
        return () if ballot is None else (Facts(ballot.attending, ballot.yes, ballot.recused),)

    def weigh(self, facts: Facts) -> Finding:
        """Enough yes votes; with nobody left to vote nobody passes. A vote is no fault, so nothing repairs it."""
        base = facts.attending - (facts.recused if self.recused_leave else 0)
        allowed = counts(max(base, 1), at_least=self.at_least, inclusive=self.inclusive)
        finding = weigh_count(facts.yes, allowed, of=Sentence("rules.group.yes"), total=base, asked=self.number())
        return replace(finding, repair=None)

    def number(self) -> Sentence | None:
        """The share."""
        return asked_number(self.at_least, None, inclusive=self.inclusive)
