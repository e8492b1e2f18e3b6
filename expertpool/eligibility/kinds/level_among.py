"""Levels that a favour opens, where the region's own text has to say which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.eligibility.facts import Talent
from expertpool.eligibility.kinds.kind import ApplicantKind, Case, known, outcome, shown, stated
from expertpool.rules.facts import Level
from expertpool.rules.finding import NOT_APPLICABLE, Finding
from expertpool.rules.open_number import OpenNumber
from expertpool.rules.sentence import Sentence


@dataclass(frozen=True)
class Facts:
    """The talent list, and the level applied for."""

    talent: Talent | None = None
    level: Level | None = None


@dataclass(frozen=True)
class LevelAmong(ApplicantKind[Facts]):
    """People of ``talent`` apply for one of ``levels``."""

    facts: ClassVar[type[Facts]] = Facts

    talent: Talent
    levels: tuple[str, ...] | OpenNumber

    def read(self, case: Case) -> Facts:
        """Talent and level."""
        return Facts(case.applicant.talent, case.applicant.level)

    def weigh(self, facts: Facts) -> Finding:
        """Another list, or a level that is open."""
        if facts.talent is not None and facts.talent is not self.talent:
            return NOT_APPLICABLE
        fits = None if facts.level is None else facts.level.value in stated(self.levels)
        return outcome(
            True if fits else None if facts.talent is None else fits,
            found=Sentence("eligibility.found.fact", what=Sentence("eligibility.fact.level"), value=known(facts.level)),
            required=Sentence(
                "eligibility.required.among", what=Sentence("eligibility.fact.level"), words=stated(self.levels)
            ),
            repair=Sentence("eligibility.repair.without_claim"),
            look_up="talent" if facts.talent is None else "level",
        )

    def number(self) -> Sentence | None:
        """Open, as long as it is."""
        return shown(self.levels) if isinstance(self.levels, OpenNumber) else None
