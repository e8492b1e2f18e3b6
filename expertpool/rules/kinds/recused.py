"""Recusal: an expert with a tie to the committee's matter does not sit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.rules.case import Case
from expertpool.rules.facts import ExpertFacts
from expertpool.rules.finding import Finding, State
from expertpool.rules.kinds.kind import ExpertKind
from expertpool.rules.sentence import Sentence
from expertpool.rules.stage import SEATED, Stage
from expertpool.rules.units import unit_key, unit_keys


@dataclass(frozen=True)
class Facts:
    """Whether the committee's list names the expert; units he avoids; the self-reviewing unit with its affiliates."""

    named: bool = False
    recuse_units: tuple[str, ...] = ()
    own_units: tuple[str, ...] = ()


@dataclass(frozen=True)
class Recused(ExpertKind[Facts]):
    """The expert is not on the committee's recusal list and avoids none of the units whose people are reviewed.

    Only a self-reviewing committee's applicants are known by unit before the dossiers come; for other committees the
    units an expert avoids are looked at dossier by dossier.
    """

    facts: ClassVar[type[Facts]] = Facts
    stages: ClassVar[frozenset[Stage]] = SEATED

    def read(self, case: Case, expert: ExpertFacts) -> Facts:
        """What the office found and what the expert declared."""
        committee = case.the_committee
        return Facts(
            named=expert.expert_no in committee.recused,
            recuse_units=tuple(expert.recuse_units),
            own_units=tuple(committee.own_units) if expert.recuse_units else (),
        )

    def weigh(self, facts: Facts) -> Finding:
        """Neither named nor tied."""
        own = unit_keys(facts.own_units)
        ties = sorted(unit for unit in facts.recuse_units if unit_key(unit) in own)
        if facts.named:
            found = Sentence("rules.found.recusal_named")
        elif ties:
            found = Sentence("rules.found.recusal_tie", units=tuple(ties))
        else:
            found = Sentence("rules.found.no_tie")
        broken = facts.named or bool(ties)
        return Finding(
            State.BROKEN if broken else State.HOLDS,
            found=found,
            required=Sentence("rules.required.no_tie"),
            repair=Sentence("rules.repair.another_expert") if broken else None,
        )
