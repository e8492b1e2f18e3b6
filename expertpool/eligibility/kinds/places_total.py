"""Places for a whole area: no more applications than the notice gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.eligibility.kinds.kind import PlacesKind, outcome
from expertpool.rules.finding import Finding
from expertpool.rules.sentence import Sentence


@dataclass(frozen=True)
class Facts:
    """Applications that count for sure, and those of which it is not known."""

    applied: int
    unsure: int = 0


@dataclass(frozen=True)
class PlacesTotal(PlacesKind[Facts]):
    """``at_most`` so many applications in the whole list."""

    facts: ClassVar[type[Facts]] = Facts

    at_most: int

    def weigh(self, facts: Facts) -> Finding:
        """Enough places for all that may count."""
        over = facts.applied > self.at_most
        return outcome(
            False if over else None if facts.applied + facts.unsure > self.at_most else True,
            found=Sentence("eligibility.found.applied", count=facts.applied, unsure=facts.unsure),
            required=Sentence("eligibility.required.places", places=self.at_most),
            repair=Sentence("eligibility.repair.places"),
            look_up="level",
        )

    def number(self) -> Sentence:
        """The places."""
        return Sentence("rules.number.at_most", value=self.at_most)
