"""Experts drawn onto more panels than chance would put them on."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from expertpool.oversight.companions import TWICE
from expertpool.oversight.figure import Figure, Measure
from expertpool.oversight.seats import Seats
from expertpool.oversight.tails import several_chances_tail


def served(seats: Seats) -> list[Figure]:
    """One figure for everybody drawn at least twice.

    Test: at each committee he could have been drawn for, he had the mean chance (seats drawn out of people drawable);
    how often would he be drawn as often or oftener (exact sum of unequal chances)? Compared are all who could be drawn.
    """
    committees = [seats.chance(at) for at in range(len(seats.names))]

    @cache
    def chances(mask: int) -> tuple[Fraction, ...]:
        return tuple(chance for at, chance in enumerate(committees) if mask >> at & 1)

    @cache
    def tail(times: int, mask: int) -> Fraction:
        return several_chances_tail(times, chances(mask))

    found = []
    for person, times in seats.times.items():
        if times < TWICE:
            continue
        mask = seats.open_to[person]
        found.append(
            Figure(
                measure=Measure.SERVED,
                about=(person,),
                observed=times,
                out_of=mask.bit_count(),
                expected=sum(chances(mask), Fraction(0)),
                tail=tail(times, mask),
                compared=len(seats.open_to),
                facts={"open_to": mask.bit_count()},
            )
        )
    return found
