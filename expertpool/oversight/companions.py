"""Experts who meet too often: pairs drawn onto the same panels more often than their own service explains."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from functools import cache
from itertools import combinations

from expertpool.ids import ExpertId
from expertpool.oversight.figure import Figure, Measure
from expertpool.oversight.seats import Seats
from expertpool.oversight.tails import hypergeometric_tail

TWICE = 2
"""A pair that met once met by necessity: every panel is made of pairs that meet."""


def companions(seats: Seats) -> list[Figure]:
    """One figure a pair that met at least twice.

    Test: among the committees that both could have been drawn for, one served on so many and the other on so many;
    if the two were independent, how often would they share as many (hypergeometric)? Compared are all pairs of
    experts who were drawn at least twice.
    """
    often = {person for person, times in seats.times.items() if times >= TWICE}
    met: Counter[tuple[ExpertId, ExpertId]] = Counter()
    served = dict.fromkeys(often, 0)
    for at, panel in enumerate(seats.drawn):
        known = sorted(panel & often)
        met.update(combinations(known, 2))
        for person in known:
            served[person] |= 1 << at
    compared = len(often) * (len(often) - 1) // 2
    tail = cache(hypergeometric_tail)
    found = []
    for (one, other), times in met.items():
        if times < TWICE:
            continue
        both = seats.open_to[one] & seats.open_to[other]
        population = both.bit_count()
        first, second = (both & served[one]).bit_count(), (both & served[other]).bit_count()
        found.append(
            Figure(
                measure=Measure.MET,
                about=(one, other),
                observed=times,
                out_of=min(first, second),
                expected=Fraction(first * second, population),
                tail=tail(times, population=population, marked=first, drawn=second),
                compared=compared,
                facts={"open_to_both": population, "first_served": first, "second_served": second},
            )
        )
    return found
