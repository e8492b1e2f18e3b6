"""Kin: relatives do not sit on one panel."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from expertpool.ids import ExpertId
from expertpool.rules.case import Case
from expertpool.rules.facts import ExpertFacts
from expertpool.rules.finding import Finding, State
from expertpool.rules.kinds.kind import PairKind
from expertpool.rules.sentence import Sentence
from expertpool.rules.stage import SEATED, Stage
from solver.bounds import never_both


@dataclass(frozen=True)
class Facts:
    """The pairs of kin on the panel, as ``A × B``."""

    pairs: tuple[str, ...] = ()


@dataclass(frozen=True)
class NeverTogether(PairKind[Facts]):
    """No two people of whom either declares the other as kin."""

    facts: ClassVar[type[Facts]] = Facts
    stages: ClassVar[frozenset[Stage]] = SEATED

    def read(self, case: Case) -> tuple[Facts, ...]:
        """The pairs whose bound this panel breaks."""
        seated = frozenset(member.expert_no for member in case.panel)
        bounds = [never_both(pair) for pair in self.pairs(case.panel)]
        return (Facts(tuple(bound.label for bound in bounds if not bound.holds(seated))),)

    def weigh(self, facts: Facts) -> Finding:
        """No such pair."""
        broken = bool(facts.pairs)
        return Finding(
            State.BROKEN if broken else State.HOLDS,
            found=Sentence("rules.found.pairs", pairs=facts.pairs) if broken else Sentence("rules.found.no_pair"),
            required=Sentence("rules.required.never_together"),
            repair=Sentence("rules.repair.replace_one") if broken else None,
        )

    def pairs(self, candidates: Collection[ExpertFacts]) -> tuple[tuple[ExpertId, ExpertId], ...]:
        """Declared on either side."""
        here = {expert.expert_no for expert in candidates}
        found = {
            (min(expert.expert_no, other), max(expert.expert_no, other))
            for expert in candidates
            for other in expert.kin
            if other in here and other != expert.expert_no
        }
        return tuple(sorted(found))
