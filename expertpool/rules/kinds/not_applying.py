"""No judge in one's own cause: who applies to a committee, or whose kin does, does not sit on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.rules.case import Case
from expertpool.rules.facts import ExpertFacts
from expertpool.rules.finding import NOT_APPLICABLE, Finding, State
from expertpool.rules.kinds.kind import ExpertKind
from expertpool.rules.sentence import Sentence
from expertpool.rules.stage import SEATED, Stage


@dataclass(frozen=True)
class Facts:
    """Whether the expert, and whether kin of the expert, applies; None when nobody has listed who applies."""

    applies: bool | None = None
    kin_applies: bool | None = None


@dataclass(frozen=True)
class NotApplying(ExpertKind[Facts]):
    """Neither the expert nor declared kin is among those who apply; asked only where they are listed."""

    facts: ClassVar[type[Facts]] = Facts
    stages: ClassVar[frozenset[Stage]] = SEATED

    def read(self, case: Case, expert: ExpertFacts) -> Facts:
        """The expert and his kin against the list."""
        applying = case.the_committee.applying
        if applying is None:
            return Facts()
        return Facts(applies=expert.expert_no in applying, kin_applies=not applying.isdisjoint(expert.kin))

    def weigh(self, facts: Facts) -> Finding:
        """Neither of the two."""
        if facts.applies is None and facts.kin_applies is None:
            return NOT_APPLICABLE
        broken = bool(facts.applies or facts.kin_applies)
        words = "applies" if facts.applies else "kin_applies" if facts.kin_applies else "not_applying"
        return Finding(
            State.BROKEN if broken else State.HOLDS,
            found=Sentence(f"rules.found.{words}"),
            required=Sentence("rules.required.not_applying"),
            repair=Sentence("rules.repair.another_expert") if broken else None,
        )
