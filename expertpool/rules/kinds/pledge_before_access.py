"""Pledge: nobody evaluates before signing the season's integrity pledge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from expertpool.rules.case import Case
from expertpool.rules.facts import ExpertFacts
from expertpool.rules.finding import Finding, State
from expertpool.rules.kinds.kind import ExpertKind
from expertpool.rules.sentence import Sentence
from expertpool.rules.stage import Stage


@dataclass(frozen=True)
class Facts:
    """The day the pledge was signed, None when none is on record; and the day of the meeting."""

    meeting: date
    pledged_on: date | None = None


@dataclass(frozen=True)
class PledgeBeforeAccess(ExpertKind[Facts]):
    """A pledge is on record, signed no later than the meeting. It comes after the draw, so the draw does not ask."""

    facts: ClassVar[type[Facts]] = Facts
    stages: ClassVar[frozenset[Stage]] = frozenset({Stage.ATTENDANCE})

    def read(self, case: Case, expert: ExpertFacts) -> Facts:
        """Pledge and meeting."""
        return Facts(case.the_committee.meeting, expert.pledged_on)

    def weigh(self, facts: Facts) -> Finding:
        """Signed in time; the record is the office's own, so a missing pledge is a breach and not an unknown."""
        signed = facts.pledged_on
        holds = signed is not None and signed <= facts.meeting
        return Finding(
            State.HOLDS if holds else State.BROKEN,
            found=Sentence("rules.found.pledged", day=signed) if signed else Sentence("rules.found.no_pledge"),
            required=Sentence("rules.required.pledge", day=facts.meeting),
            repair=None if holds else Sentence("rules.repair.pledge"),
        )
