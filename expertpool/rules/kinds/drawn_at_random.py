"""Random draw: whoever is seated came out of a random draw, except members who stay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.rules.case import Case
from expertpool.rules.finding import Finding, State
from expertpool.rules.kinds.kind import WholeKind
from expertpool.rules.sentence import Sentence
from expertpool.rules.stage import Stage

RANDOM_METHODS = ("lottery", "queue")


@dataclass(frozen=True)
class Facts:
    """Who is seated, who stayed, and what the record of the draw says; ``method`` None when there is no record."""

    seated: tuple[str, ...]
    kept: tuple[str, ...] = ()
    drawn: tuple[str, ...] = ()
    method: str | None = None


@dataclass(frozen=True)
class DrawnAtRandom(WholeKind[Facts]):
    """A record shows a draw by a random method that names everybody seated who did not stay."""

    facts: ClassVar[type[Facts]] = Facts
    stages: ClassVar[frozenset[Stage]] = frozenset({Stage.DRAW, Stage.FILING})

    def read(self, case: Case) -> tuple[Facts, ...]:
        """The panel against the record."""
        seated = tuple(member.expert_no for member in case.panel)
        kept = case.the_committee.keep
        if case.draw is None:
            return (Facts(seated, kept),)
        return (Facts(seated, kept, tuple(case.draw.drawn), case.draw.method),)

    def weigh(self, facts: Facts) -> Finding:
        """Nobody seated by hand."""
        required = Sentence("rules.required.random")
        by_hand = tuple(sorted(set(facts.seated) - set(facts.kept) - set(facts.drawn)))
        if facts.method is None:
            found = Sentence("rules.found.no_draw_record")
            return Finding(State.UNKNOWN, found, required, Sentence("rules.repair.draw_record"))
        if facts.method not in RANDOM_METHODS:
            found = Sentence("rules.found.method", method=facts.method)
            return Finding(State.BROKEN, found, required, Sentence("rules.repair.draw"))
        if by_hand:
            found = Sentence("rules.found.by_hand", experts=by_hand)
            return Finding(State.BROKEN, found, required, Sentence("rules.repair.draw"))
        drawn = len(set(facts.seated) - set(facts.kept))
        return Finding(State.HOLDS, Sentence("rules.found.drawn", count=drawn), required)
