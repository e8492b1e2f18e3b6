"""Quorum: a meeting opens only when enough of the committee attend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.rules.case import Case
from expertpool.rules.count_words import asked_number, weigh_count
from expertpool.rules.finding import Finding
from expertpool.rules.kinds.kind import MORE, WholeKind
from expertpool.rules.sentence import Sentence
from expertpool.rules.share import Share, counts
from expertpool.rules.stage import Stage


@dataclass(frozen=True)
class Facts:
    """The committee's seats, and the members attending. Who is missing shrinks the second, never the first."""

    seats: int
    attending: int


@dataclass(frozen=True)
class Quorum(WholeKind[Facts]):
    """At least ``at_least`` of the seats attend, the number itself included unless ``inclusive`` is false."""

    facts: ClassVar[type[Facts]] = Facts
    stages: ClassVar[frozenset[Stage]] = frozenset({Stage.ATTENDANCE})
    stricter: ClassVar = {"at_least": MORE}

    at_least: Share
    inclusive: bool = True

    def read(self, case: Case) -> tuple[Facts, ...]:
        """Seats and people present."""
        return (Facts(case.the_committee.seats, len({member.expert_no for member in case.panel})),)

    def weigh(self, facts: Facts) -> Finding:
        """Enough of them."""
        allowed = counts(facts.seats, at_least=self.at_least, inclusive=self.inclusive)
        of = Sentence("rules.group.attending")
        return weigh_count(facts.attending, allowed, of=of, total=facts.seats, asked=self.number())

    def number(self) -> Sentence | None:
        """The share."""
        return asked_number(self.at_least, None, inclusive=self.inclusive)
