"""Votes: only members present vote, nobody for another, nobody afterwards."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
    """Members attending, those of them who stood aside, and ballots handed in."""

    attending: int
    cast: int
    recused: int = 0


@dataclass(frozen=True)
class VotesOfThosePresent(WholeKind[Facts]):
    """No more ballots than members present who may vote."""

    facts: ClassVar[type[Facts]] = Facts
    stages: ClassVar[frozenset[Stage]] = frozenset({Stage.BALLOT})

    def read(self, case: Case) -> tuple[Facts, ...]:
        """The count."""
        ballot = case.ballot
        return () if ballot is None else (Facts(ballot.attending, ballot.cast, ballot.recused),)

    def weigh(self, facts: Facts) -> Finding:
        """Ballots against voters."""
        voters = max(facts.attending - facts.recused, 0)
        finding = weigh_count(facts.cast, CountRange(at_most=voters), of=Sentence("rules.group.ballots"), total=voters)
        return replace(finding, repair=Sentence("rules.repair.vote_again") if finding.repair else None)
