"""Routing: certain series and levels are handed to the authority of their trade, all others to the city."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.eligibility.facts import Receiver, Track
from expertpool.eligibility.kinds.kind import ApplicantKind, Case, known, outcome
from expertpool.eligibility.routes import route
from expertpool.rules.facts import Level
from expertpool.rules.finding import Finding
from expertpool.rules.sentence import Sentence


@dataclass(frozen=True)
class Facts:
    """What is applied for, and who got the papers."""

    series: str | None = None
    specialty: str | None = None
    level: Level | None = None
    track: Track | None = None
    delivered_to: Receiver | None = None


@dataclass(frozen=True)
class Routed(ApplicantKind[Facts]):
    """The papers went where the table of routes sends them."""

    facts: ClassVar[type[Facts]] = Facts

    def read(self, case: Case) -> Facts:
        """Application and receiver."""
        one = case.applicant
        return Facts(one.series, one.specialty, one.level, one.track, one.delivered_to)

    def weigh(self, facts: Facts) -> Finding:
        """The receiver of the table."""
        way = route(facts.series, facts.specialty, facts.level, track=facts.track)
        unsure = way.receiver is None or facts.delivered_to is None
        return outcome(
            None if unsure else way.receiver is facts.delivered_to,
            found=Sentence("eligibility.found.receiver", receiver=known(facts.delivered_to)),
            required=Sentence("eligibility.required.receiver", receiver=known(way.receiver), bureau=way.bureau),
            repair=Sentence("eligibility.repair.receiver"),
            look_up="delivered_to" if facts.delivered_to is None else way.missing,
        )
