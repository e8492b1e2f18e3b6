"""Places of a unit: no more applications than its posts, ratio or share allow, or an agreement on more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from expertpool.eligibility.kinds.kind import PlacesKind, known, outcome
from expertpool.eligibility.kinds.named_fact import UnitFact
from expertpool.rules.finding import Finding
from expertpool.rules.sentence import Sentence


@dataclass(frozen=True)
class Facts:
    """Applications that count, those of which it is not known, the unit's places, and an agreement to go over them."""

    applied: int
    unsure: int = 0
    places: int | None = None
    agreed: bool = False


@dataclass(frozen=True)
class PlacesOfUnit(PlacesKind[Facts]):
    """No more applications than the office's table ``table`` gives the unit named by ``by``.

    With ``may_be_agreed`` an agreement that stands in the table lets a unit go over.
    """

    facts: ClassVar[type[Facts]] = Facts
    per_unit: ClassVar[bool] = True

    table: str
    by: UnitFact = UnitFact.EMPLOYER
    may_be_agreed: bool = False

    def weigh(self, facts: Facts) -> Finding:
        """Enough places, or an agreement where one may be had."""
        agreed = facts.agreed and self.may_be_agreed
        places = facts.places
        over = places is not None and facts.applied > places
        unsure = places is None or facts.applied + facts.unsure > places
        return outcome(
            True if agreed else False if over else None if unsure else True,
            found=Sentence("eligibility.found.applied", count=facts.applied, unsure=facts.unsure),
            required=Sentence("eligibility.required.places", places=known(places)),
            repair=Sentence("eligibility.repair.places"),
            look_up="places" if places is None else "level",
        )

    def number(self) -> Sentence:
        """The table."""
        return Sentence("eligibility.open", setting=self.table)
