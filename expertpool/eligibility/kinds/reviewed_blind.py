"""Blind review: what must be reviewed blind is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.eligibility.facts import ReviewMode
from expertpool.eligibility.kinds.kind import ApplicantKind, Case, known, outcome
from expertpool.eligibility.scope import blind_scope
from expertpool.rules.facts import Level
from expertpool.rules.finding import NOT_APPLICABLE, Finding
from expertpool.rules.sentence import Sentence


@dataclass(frozen=True)
class Facts:
    """What is applied for, in which year, and how it is reviewed."""

    year: int
    series: str | None = None
    specialty: str | None = None
    level: Level | None = None
    self_reviewing: bool | None = None
    socialised: bool | None = None
    mode: ReviewMode | None = None


@dataclass(frozen=True)
class ReviewedBlind(ApplicantKind[Facts]):
    """Where the list ``scope`` asks for blind review, the review is blind."""

    facts: ClassVar[type[Facts]] = Facts

    scope: str

    def read(self, case: Case) -> Facts:
        """Application and way of review."""
        one = case.applicant
        what = (one.series, one.specialty, one.level, one.self_reviewing, one.socialised, one.review_mode)
        return Facts(case.season.year, *what)

    def weigh(self, facts: Facts) -> Finding:
        """Blind, where this list asks for it; a list that does not ask says nothing."""
        found = blind_scope(
            facts.series,
            facts.specialty,
            facts.level,
            facts.year,
            self_reviewing=facts.self_reviewing,
            socialised=facts.socialised,
            only=self.scope,
        )
        if found.required is False or not found.speaks:
            return NOT_APPLICABLE
        blind = None if facts.mode is None else facts.mode is ReviewMode.BLIND
        return outcome(
            True if blind else None if blind is None or found.required is None else False,
            found=Sentence("eligibility.found.mode", mode=known(facts.mode)),
            required=Sentence("eligibility.required.blind", year=facts.year),
            repair=Sentence("eligibility.repair.blind"),
            look_up="review_mode" if facts.mode is None else found.missing,
        )
