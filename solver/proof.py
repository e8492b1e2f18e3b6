"""The dual proof that no lottery is fairer, as whole numbers, and its check without a solver.

Every person gets *points*: the sum of the weights of the rows that count him. A positive weight uses a row's upper
end, a negative one its lower end, so no panel holds more than ``budget`` points. People of earlier levels have their
chance already, people with negative points sit with chance at most 1; what is left, shared over the points of the
others, is the most that the least of them can be promised (weak duality; see "leximin" in the README).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from solver.groups import Grouped


@dataclass(frozen=True)
class Level:
    """One step of leximin: the chance ``value`` that nobody of ``groups`` can be lifted above, and why.

    ``weights``: row label to a whole number; ``per_seat``: points every person has besides. ``budget`` is the most
    points a panel can hold, ``spent`` what people of earlier levels (and people with negative points) take of it,
    ``shared`` the points among which the rest is divided: value = (budget - spent) / shared.
    ``settled`` people get exactly ``value`` in every leximin lottery.
    """

    value: Fraction
    weights: Mapping[str, int]
    per_seat: int
    budget: int
    spent: Fraction
    shared: int
    groups: tuple[int, ...]
    settled: int


@dataclass(frozen=True)
class Points:
    """A choice of weights: one whole number a row (by index), and one for every seat."""

    rows: tuple[int, ...]
    per_seat: int


def points_of(grouped: Grouped, points: Points) -> list[int]:
    """Points of one member of each group."""
    held = [points.per_seat] * len(grouped.members)
    for row, weight in zip(grouped.rows, points.rows, strict=True):
        if weight:
            for index in row.groups:
                held[index] += weight
    return held


def budget_of(grouped: Grouped, points: Points) -> int:
    """The most points any panel can hold: each row at the end its weight pushes against."""
    total = points.per_seat * grouped.seats
    for row, weight in zip(grouped.rows, points.rows, strict=True):
        total += weight * (row.high if weight > 0 else row.low)
    return total


def level(grouped: Grouped, points: Points, settled: Mapping[int, Fraction]) -> Level | None:
    """What these points prove about the groups not in ``settled`` (group to chance); None when they prove nothing."""
    held, budget = points_of(grouped, points), budget_of(grouped, points)
    spent, shared, lifted = Fraction(0), 0, []
    for index, worth in enumerate(held):
        size = len(grouped.members[index])
        if index in settled:
            spent += worth * size * settled[index]
        elif worth < 0:
            spent += worth * size
        elif worth > 0:
            shared += worth * size
            lifted.append(index)
    if not shared:
        return None
    weights = {row.label: weight for row, weight in zip(grouped.rows, points.rows, strict=True) if weight}
    people = sum(len(grouped.members[index]) for index in lifted)
    value = (budget - spent) / shared
    return Level(value, weights, points.per_seat, budget, spent, shared, tuple(lifted), people)


def proves_leximin(grouped: Grouped, levels: Sequence[Level], chances: Sequence[Fraction]) -> bool:
    """Whether ``levels`` prove, in exact arithmetic, that no lottery is leximin-fairer than ``chances`` (per group).

    Checked: each level's value follows from its weights, values never fall, every group is settled by one level or
    sits for certain, and the chances keep every row on average. Whether whole panels reach the chances is the ticket
    table's matter.
    """
    settled: dict[int, Fraction] = {}
    last = Fraction(0)
    by_label = {row.label: at for at, row in enumerate(grouped.rows)}
    for step in levels:
        if not step.weights.keys() <= by_label.keys():
            return False
        weights = [0] * len(grouped.rows)
        for label, weight in step.weights.items():
            weights[by_label[label]] = weight
        again = level(grouped, Points(tuple(weights), step.per_seat), settled)
        if again is None or again != step or step.value < last:
            return False
        settled.update(dict.fromkeys(step.groups, step.value))
        last = step.value
    rest = [index for index in range(len(grouped.members)) if index not in settled]
    if any(chances[index] != 1 for index in rest) or any(chances[i] != value for i, value in settled.items()):
        return False
    return keeps_rows(grouped, chances)


def keeps_rows(grouped: Grouped, chances: Sequence[Fraction]) -> bool:
    """Whether these chances keep the size and every row on average, exactly."""
    expected = [chance * len(people) for chance, people in zip(chances, grouped.members, strict=True)]
    if sum(expected) != grouped.seats or any(not 0 <= chance <= 1 for chance in chances):
        return False
    return all(row.low <= sum((expected[i] for i in row.groups), Fraction(0)) <= row.high for row in grouped.rows)
