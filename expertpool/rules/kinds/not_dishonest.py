"""Integrity: a dishonest expert does no title-review work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.rules.case import Case
from expertpool.rules.facts import ExpertFacts, Integrity
from expertpool.rules.finding import Finding, State
from expertpool.rules.kinds.kind import ExpertKind
from expertpool.rules.sentence import Sentence
from expertpool.rules.stage import SEATED, Stage


@dataclass(frozen=True)
class Facts:
    """The expert's standing in the integrity file."""

    integrity: Integrity


@dataclass(frozen=True)
class NotDishonest(ExpertKind[Facts]):
    """The integrity file does not hold the expert to be dishonest."""

    facts: ClassVar[type[Facts]] = Facts
    stages: ClassVar[frozenset[Stage]] = SEATED

    def read(self, case: Case, expert: ExpertFacts) -> Facts:  # noqa: ARG002  # one signature for all kinds
        """Standing of the expert."""
        return Facts(expert.integrity)

    def weigh(self, facts: Facts) -> Finding:
        """Not 失信."""
        holds = facts.integrity is not Integrity.DISHONEST
        return Finding(
            State.HOLDS if holds else State.BROKEN,
            found=Sentence("rules.found.integrity", integrity=facts.integrity),
            required=Sentence("rules.required.not_dishonest"),
            repair=None if holds else Sentence("rules.repair.remove_from_pool"),
        )
