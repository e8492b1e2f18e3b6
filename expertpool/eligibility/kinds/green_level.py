"""Green channel: which level each talent list opens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.eligibility.facts import Area, HeldLevel, Talent
from expertpool.eligibility.kinds.kind import ApplicantKind, Case, known, outcome
from expertpool.rules.facts import Level
from expertpool.rules.finding import NOT_APPLICABLE, Finding
from expertpool.rules.sentence import Sentence


@dataclass(frozen=True)
class Facts:
    """The talent list, the level applied for, the level held, and where the person works."""

    talent: Talent | None = None
    level: Level | None = None
    held: HeldLevel | None = None
    workplace: Area | None = None


@dataclass(frozen=True)
class GreenLevel(ApplicantKind[Facts]):
    """People of ``any_level`` may apply up to full senior, of ``one_up`` for one level more than they hold, of
    ``middle`` for the middle level where they work at a county or below. Others have no green channel."""

    facts: ClassVar[type[Facts]] = Facts

    any_level: tuple[str, ...]
    one_up: tuple[str, ...]
    middle: tuple[str, ...]
    own_rules: tuple[str, ...]

    def read(self, case: Case) -> Facts:
        """Talent and level."""
        return Facts(case.applicant.talent, case.applicant.level, case.applicant.held_level, case.applicant.workplace)

    def weigh(self, facts: Facts) -> Finding:
        """The list opens this level; whoever the regional rules name is left to them."""
        if facts.talent in self.own_rules:
            return NOT_APPLICABLE
        return outcome(
            self._opens(facts),
            found=Sentence("eligibility.found.green", talent=known(facts.talent), held=known(facts.held)),
            required=Sentence("eligibility.required.green"),
            repair=Sentence("eligibility.repair.without_claim"),
            look_up=self._missing(facts),
        )

    def _opens(self, facts: Facts) -> bool | None:
        if facts.talent is None:
            return None
        if facts.talent in self.any_level:
            return True
        if facts.talent in self.one_up:
            if facts.level is None or facts.held is None:
                return None
            return facts.level.rank <= facts.held.rank + 1
        if facts.talent in self.middle:
            low = None if facts.workplace is None else facts.workplace is not Area.CITY
            level = None if facts.level is None else facts.level is Level.MIDDLE
            return False if False in (low, level) else None if None in (low, level) else True
        return False

    @staticmethod
    def _missing(facts: Facts) -> str:
        if facts.talent is None:
            return "talent"
        return "level" if facts.level is None else "workplace" if facts.held is not None else "held_level"
