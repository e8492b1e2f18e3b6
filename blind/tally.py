"""Counting votes: quorum and majority as arguments, in whole numbers, every reading of the law a named parameter."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from blind.errors import Malformed

TWO_THIRDS = Fraction(2, 3)


class Base(StrEnum):
    """Of whom a share is taken."""

    ATTENDING = "attending"
    DRAWN = "drawn"


class Stands(StrEnum):
    """Whether a member or ballot that says neither yes nor no stays in the number the majority is taken of."""

    STAYS = "stays"
    LEAVES = "leaves"


class Recused(StrEnum):
    """What a member recused for one candidate does to that candidate's count."""

    LEAVES = "leaves"
    STAYS = "stays"
    VOTES = "votes"


@dataclass(frozen=True, kw_only=True)
class Readings:
    """How the rule is read. The defaults: two thirds of those attending, exactly two thirds included, abstentions and
    spoilt ballots counted as present, a recused member neither voting nor counted.

    ``quorum_of_recused``: whether a candidate's quorum also needs enough members who may vote on the candidate.
    """

    quorum: Fraction = TWO_THIRDS
    quorum_inclusive: bool = True
    majority: Fraction = TWO_THIRDS
    majority_inclusive: bool = True
    majority_of: Base = Base.ATTENDING
    abstained: Stands = Stands.STAYS
    spoilt: Stands = Stands.STAYS
    unused: Stands = Stands.STAYS
    recused: Recused = Recused.LEAVES
    quorum_of_recused: bool = False

    def __post_init__(self) -> None:
        for name, share in (("quorum", self.quorum), ("majority", self.majority)):
            if not isinstance(share, Fraction) or not 0 < share <= 1:
                raise Malformed("not-a-share", what=name, found=str(share))

    def as_dict(self) -> dict[str, object]:
        """The readings as plain values, for a record; shares as text such as ``2/3``."""
        shares = {"quorum": str(self.quorum), "majority": str(self.majority)}
        kinds = {name: str(getattr(self, name)) for name in ("majority_of", "abstained", "spoilt", "unused", "recused")}
        flags = {name: getattr(self, name) for name in ("quorum_inclusive", "majority_inclusive", "quorum_of_recused")}
        return {**shares, **kinds, **flags}


DEFAULT = Readings()


@dataclass(frozen=True, kw_only=True)
class Count:
    """The ballots about one candidate, and the members ``recused`` for that candidate among those present."""

    yes: int
    no: int = 0
    abstained: int = 0
    spoilt: int = 0
    recused: int = 0

    def __post_init__(self) -> None:
        for name in ("yes", "no", "abstained", "spoilt", "recused"):
            number = getattr(self, name)
            if type(number) is not int or number < 0:
                raise Malformed("not-a-count", what=name, found=repr(number)[:40])

    @property
    def cast(self) -> int:
        """Ballots found, spoilt ones included."""
        return self.yes + self.no + self.abstained + self.spoilt


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a count comes to: ``passed`` needs ``quorum_met`` as well as ``majority_met``.

    ``base``: members the majority is taken of; ``needed``: fewest yes votes that pass at this base;
    ``unused``: members present who could vote and did not. Both shares stand here whichever one decides.
    """

    drawn: int
    present: int
    count: Count
    unused: int
    base: int
    needed: int
    quorum_needed: int
    quorum_met: bool
    majority_met: bool
    share_of_attending: Fraction
    share_of_drawn: Fraction

    @property
    def passed(self) -> bool:
        """Whether the candidate passes."""
        return self.quorum_met and self.majority_met

    @property
    def passed_by_a_minority_of_drawn(self) -> bool:
        """Whether fewer than half of the members drawn carried it: lawful, and worth a line in the report."""
        return self.passed and 2 * self.count.yes < self.drawn


def tally(count: Count, *, drawn: int, present: int, readings: Readings = DEFAULT) -> Outcome:
    """The outcome for one candidate, of ``drawn`` members seated by the draw and ``present`` on the roll.

    Raises ``Malformed`` for numbers that cannot be: more present than drawn, more ballots than members who may vote.
    """
    if type(drawn) is not int or type(present) is not int or drawn < 1 or not 0 <= present <= drawn:
        raise Malformed("not-an-attendance", drawn=drawn, present=present)
    voting = present if readings.recused is Recused.VOTES else present - count.recused
    if count.recused > present or count.cast > voting:
        raise Malformed("more-ballots-than-voters", cast=count.cast, voters=voting)
    base = base_of(count, drawn=drawn, present=present, unused=voting - count.cast, readings=readings)
    quorum_needed = least(readings.quorum, drawn, inclusive=readings.quorum_inclusive)
    counted = present - count.recused if readings.quorum_of_recused else present
    needed = max(1, least(readings.majority, base, inclusive=readings.majority_inclusive))
    return Outcome(
        drawn=drawn,
        present=present,
        count=count,
        unused=voting - count.cast,
        base=base,
        needed=needed,
        quorum_needed=quorum_needed,
        quorum_met=counted >= quorum_needed,
        majority_met=count.yes >= needed,
        share_of_attending=Fraction(count.yes, present) if present else Fraction(0),
        share_of_drawn=Fraction(count.yes, drawn),
    )


def base_of(count: Count, *, drawn: int, present: int, unused: int, readings: Readings) -> int:
    """The members the majority is taken of."""
    base = drawn if readings.majority_of is Base.DRAWN else present
    base -= count.recused if readings.recused is Recused.LEAVES else 0
    leaving = ((readings.abstained, count.abstained), (readings.spoilt, count.spoilt), (readings.unused, unused))
    return base - sum(number for stands, number in leaving if stands is Stands.LEAVES)


def least(share: Fraction, whole: int, *, inclusive: bool) -> int:
    """The fewest of ``whole`` that are at least this share, or more than it where the share itself is not enough."""
    exact, rest = divmod(share.numerator * whole, share.denominator)
    return exact + (1 if rest or not inclusive else 0)
