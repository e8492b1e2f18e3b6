"""Members who stay: whoever the committee keeps has a seat."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from expertpool.rules.case import Case
from expertpool.rules.facts import CommitteeFacts, ExpertFacts
from expertpool.rules.finding import Finding, State
from expertpool.rules.kinds.kind import Demand, SeatingKind
from expertpool.rules.sentence import FileEntry, Sentence
from expertpool.rules.stage import Stage
from solver.bounds import CountRange

_KEPT = FileEntry("rules.repair.keep_list", entry="keep")


@dataclass(frozen=True)
class Facts:
    """Members the committee file keeps, and those of them who are seated."""

    kept: tuple[str, ...]
    seated: tuple[str, ...] = ()


@dataclass(frozen=True)
class KeptMembersStay(SeatingKind[Facts]):
    """Every kept member is on the panel. Staying spares nobody the other rules: he must still be eligible."""

    facts: ClassVar[type[Facts]] = Facts
    stages: ClassVar[frozenset[Stage]] = frozenset({Stage.DRAW, Stage.FILING})

    def read(self, case: Case) -> tuple[Facts, ...]:
        """The kept members, where there are any."""
        kept = case.the_committee.keep
        seated = {member.expert_no for member in case.panel}
        return (Facts(kept, tuple(expert for expert in kept if expert in seated)),) if kept else ()

    def weigh(self, facts: Facts) -> Finding:
        """All of them."""
        missing = tuple(expert for expert in facts.kept if expert not in facts.seated)
        return Finding(
            State.BROKEN if missing else State.HOLDS,
            found=Sentence("rules.found.kept_missing", experts=missing) if missing else Sentence("rules.found.kept"),
            required=Sentence("rules.required.kept", experts=facts.kept),
            repair=Sentence("rules.repair.kept", experts=missing, keep=_KEPT) if missing else None,
        )

    def demands(self, committee: CommitteeFacts, candidates: Collection[ExpertFacts]) -> tuple[Demand, ...]:
        """One demand for each; with nobody to meet it where the kept member is no candidate."""
        here = {expert.expert_no for expert in candidates}
        return tuple(
            Demand(
                frozenset({expert} & here),
                CountRange(at_least=1),
                Sentence("rules.required.kept", experts=(expert,)),
                suffix=expert,
            )
            for expert in committee.keep
        )
