"""The dual proof that no draw of a season is fairer, as whole numbers, and its check without a solver.

A seat of a committee costs points: the weights of its size and of the rows that count the person. A positive weight
uses a row's upper end, a negative one its lower end, so the seats of one panel together cost at most the committee's
budget. A person of a kind that is worth ``a`` points a panel gains, on whatever panels he sits without overlap and
within his cap, at most the best such choice of ``a`` less the seat's points. So ``a`` times all panels of all people is
at most all budgets and all best gains together; what is not owed to people of earlier levels is shared by the others.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from solver.season.kinds import Kind, Kinds
from solver.season.season import Season

SIZE = ""
"""The label under which a weight is that of the committee's size."""
Weights = Mapping[tuple[str, str], int]
"""(committee's name, label of one of its rows or ``SIZE``) to a whole number."""


@dataclass(frozen=True)
class Level:
    """One step of leximin: the panels a year, ``value``, that people of ``kinds`` cannot all be lifted above, and why.

    ``worth``: points a panel by kind (absent: none), never negative. ``budget``: the most points of all panels and all
    gains; ``spent``: what earlier levels take; ``shared``: the points of the rest. value = (budget - spent) / shared.
    """

    value: Fraction
    weights: Weights
    worth: Mapping[int, int]
    budget: int
    spent: Fraction
    shared: int
    kinds: tuple[int, ...]


def best_gain(season: Season, kind: Kind, gains: Sequence[int]) -> int:
    """The most that one person gains over panels that do not overlap, at most ``kind.most`` of them.

    ``gains`` by the kind's committees, in their order. Weighted intervals, by their last days.
    """
    spans = [
        (season.committees[at].last, season.committees[at].first, gain)
        for at, gain in zip(kind.committees, gains, strict=True)
        if gain > 0
    ]
    if not spans or not kind.most:
        return 0
    if len(spans) == 1 or kind.most == 1:
        return max(gain for _, _, gain in spans)
    spans.sort()
    ends = [last for last, _, _ in spans]
    best = [[0] * (len(spans) + 1) for _ in range(kind.most + 1)]
    for panels in range(1, kind.most + 1):
        for at, (_, first, gain) in enumerate(spans):
            before = bisect_left(ends, first)
            best[panels][at + 1] = max(best[panels][at], best[panels - 1][before] + gain)
    return best[kind.most][-1]


def level(kinds: Kinds, weights: Weights, worth: Mapping[int, int], settled: Mapping[int, Fraction]) -> Level | None:
    """What these points prove about the kinds not in ``settled`` (kind to panels a year); None when nothing.

    Raises KeyError for a weight of an unknown row, ValueError for a negative worth.
    """
    if any(points < 0 for points in worth.values()):
        raise ValueError("a panel is never worth less than nothing")
    size, each = _by_committee(kinds, weights)
    budget = 0
    for at, committee in enumerate(kinds.season.committees):
        budget += size[at] * committee.problem.seats
        for row, weight in zip(kinds.wide[at], each[at], strict=True):
            budget += weight * (row.high if weight > 0 else row.low)
    spent, shared, lifted = Fraction(0), 0, []
    for index, kind in enumerate(kinds.kinds):
        points = worth.get(index, 0)
        gains = [points - size[at] - sum(each[at][row] for row in rows) for at, rows in kind.seats]
        budget += kind.size * best_gain(kinds.season, kind, gains)
        if index in settled:
            spent += points * kind.size * settled[index]
        elif points:
            shared += points * kind.size
            lifted.append(index)
    if not shared:
        return None
    kept = {name: weight for name, weight in sorted(weights.items()) if weight}
    used = {index: points for index, points in sorted(worth.items()) if points}
    return Level(upward((budget - spent) / shared), kept, used, budget, spent, shared, tuple(lifted))


GRID = 10**15


def upward(value: Fraction) -> Fraction:
    """The value, or where its digits grow long the next 10**-15 above it: still nobody can be promised more."""
    if value.denominator <= GRID:
        return value
    return Fraction(-((-value.numerator * GRID) // value.denominator), GRID)


def _by_committee(kinds: Kinds, weights: Weights) -> tuple[list[int], list[list[int]]]:
    place = {one.name: at for at, one in enumerate(kinds.season.committees)}
    size = [0] * len(place)
    each = [[0] * len(rows) for rows in kinds.wide]
    index = [{row.label: at for at, row in enumerate(rows)} for rows in kinds.wide]
    for (name, label), weight in weights.items():
        at = place[name]
        if label == SIZE:
            size[at] = weight
        else:
            each[at][index[at][label]] = weight
    return size, each


def proves(kinds: Kinds, levels: Sequence[Level]) -> bool:
    """Whether each level's value follows from its weights in exact arithmetic, values never fall, and all are settled.

    Every level then says: with the kinds of earlier levels at their values, nobody can promise all others more.
    """
    settled: dict[int, Fraction] = {}
    last = Fraction(0)
    for step in levels:
        try:
            again = level(kinds, step.weights, step.worth, settled)
        except (KeyError, ValueError):
            return False
        if again is None or again != step or step.value < last:
            return False
        settled.update(dict.fromkeys(step.kinds, step.value))
        last = step.value
    return len(settled) == len(kinds.kinds)


def replayed(kinds: Kinds, steps: Sequence[tuple[Weights, Mapping[int, int]]]) -> tuple[Level, ...] | None:
    """The levels that these weights and worths prove one after the other; None where they prove nothing or not all."""
    settled: dict[int, Fraction] = {}
    found = []
    for weights, worth in steps:
        try:
            step = level(kinds, weights, worth, settled)
        except (KeyError, ValueError):
            return None
        if step is None:
            return None
        settled.update(dict.fromkeys(step.kinds, step.value))
        found.append(step)
    return tuple(found) if proves(kinds, found) else None
