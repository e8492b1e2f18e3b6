"""Exact tails: how often chance alone would give as much or more, as fractions, never rounded."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import comb


def hypergeometric_tail(at_least: int, *, population: int, marked: int, drawn: int) -> Fraction:
    """P(X >= ``at_least``) where ``drawn`` of ``population`` are taken without order and ``marked`` of these count.

    Raises ValueError for numbers that no draw can have.
    """
    if not (0 <= marked <= population and 0 <= drawn <= population):
        raise ValueError("more marked or drawn than there are")
    most = min(marked, drawn)
    ways = sum(
        comb(marked, hits) * comb(population - marked, drawn - hits) for hits in range(max(at_least, 0), most + 1)
    )
    return Fraction(ways, comb(population, drawn))


def several_chances_tail(at_least: int, chances: Iterable[Fraction]) -> Fraction:
    """P(X >= ``at_least``) for independent trials with these chances each (Poisson binomial; equal ones: binomial)."""
    ways, whole = [1], 1
    for chance in chances:
        hit, total = chance.numerator, chance.denominator
        if not 0 <= hit <= total:
            raise ValueError("a chance lies between 0 and 1")
        whole *= total
        ways = [
            (ways[at] * (total - hit) if at < len(ways) else 0) + (ways[at - 1] * hit if at else 0)
            for at in range(len(ways) + 1)
        ]
    return Fraction(sum(ways[max(at_least, 0) :]), whole)
