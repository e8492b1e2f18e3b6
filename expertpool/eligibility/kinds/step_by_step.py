"""Step by step: one level at a time, unless a favour with its own rule opens more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.eligibility.facts import HeldLevel
from expertpool.eligibility.kinds.kind import ApplicantKind, Case, known, outcome
from expertpool.rules.facts import Level
from expertpool.rules.finding import NOT_APPLICABLE, Finding
from expertpool.rules.sentence import Sentence


@dataclass(frozen=True)
class Facts:
    """The level applied for, the level held, the level a vocational qualification counts as, and favours claimed."""

    level: Level | None = None
    held: HeldLevel | None = None
    qualification: HeldLevel | None = None
    claims: tuple[str, ...] | None = None


@dataclass(frozen=True)
class StepByStep(ApplicantKind[Facts]):
    """The level is at most ``steps`` above what is held. Favours of ``judged_apart`` have rules of their own; those of
    ``not_read`` rest on texts that the packs do not know, so that the verdict stays open."""

    facts: ClassVar[type[Facts]] = Facts
    positive: ClassVar = ("steps",)

    steps: int
    judged_apart: tuple[str, ...]
    not_read: tuple[str, ...]

    def read(self, case: Case) -> Facts:
        """Levels and claims."""
        claims = None if case.applicant.claims is None else tuple(map(str, case.applicant.claims))
        return Facts(case.applicant.level, case.applicant.held_level, case.applicant.qualification_level, claims)

    def weigh(self, facts: Facts) -> Finding:
        """One step, counted from the higher of title and qualification."""
        claims = facts.claims or ()
        if set(claims) & set(self.judged_apart):
            return NOT_APPLICABLE
        held = [one.rank for one in (facts.held, facts.qualification) if one is not None]
        near = None if facts.level is None or not held else facts.level.rank <= max(held) + self.steps
        surely_far = near is False and facts.claims is not None and not set(claims) & set(self.not_read)
        complete = facts.held is not None and facts.qualification is not None
        return outcome(
            True if near else False if surely_far and complete else None,
            found=Sentence("eligibility.found.levels", level=known(facts.level), held=known(facts.held)),
            required=Sentence("eligibility.required.steps", steps=self.steps),
            repair=Sentence("eligibility.repair.level"),
            look_up=self._missing(facts),
        )

    @staticmethod
    def _missing(facts: Facts) -> str:
        if facts.level is None or facts.held is None:
            return "level" if facts.level is None else "held_level"
        return "qualification_level" if facts.qualification is None else "claims"

    def number(self) -> str:
        """The steps."""
        return str(self.steps)
