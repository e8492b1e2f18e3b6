"""What a certificate states about chances: the dual proof level by level, and what the tickets give of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from blind.ticket_table import HashedBounds, TicketTable


@dataclass(frozen=True, kw_only=True)
class Level:
    """One step of the proof that nobody can be promised more: weights by the code of a bound or a clique.

    value = (budget - spent) / shared; ``settled`` people get exactly ``value`` in every fairest lottery.
    """

    value: Fraction
    weights: Mapping[str, int]
    per_seat: int
    budget: int
    spent: Fraction
    shared: int
    settled: int

    def as_dict(self) -> dict[str, Any]:
        """The record: numbers as text, since proofs may need more digits than JSON readers keep."""
        whole = {name: str(getattr(self, name)) for name in ("budget", "per_seat", "shared")}
        weights = {code: str(weight) for code, weight in sorted(self.weights.items())}
        shares = {"spent": ratio(self.spent), "value": ratio(self.value)}
        return {**whole, **shares, "settled": self.settled, "weights": weights}


@dataclass(frozen=True)
class Clique:
    """People (codes) of whom no two may sit together, each pair being a bound of its own: at most one sits."""

    code: str
    people: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """The record."""
        return {"code": self.code, "people": sorted(self.people)}


@dataclass(frozen=True, kw_only=True)
class Fairness:
    """How a lottery accounts for its chances.

    ``proved``: the dual proof closes in exact arithmetic. ``whole``: whole panels carry the bound, so that every group
    has its share to within one ticket. ``pair``: the chance of the likeliest pair of people to sit together, and what
    it would be if they were drawn independently.
    """

    levels: tuple[Level, ...]
    cliques: tuple[Clique, ...]
    proved: bool
    whole: bool
    pair: tuple[Fraction, Fraction]

    def as_dict(self, table: TicketTable, bounds: HashedBounds) -> dict[str, Any]:
        """The ``fairness`` of a restricted certificate, with the chances that the table gives."""
        chances = group_chances(table)
        lowest = self.levels[0].value if self.levels else Fraction(1)
        return {
            "chances": stated_chances(table, chances, kept=kept(bounds)),
            "cliques": [clique.as_dict() for clique in self.cliques],
            "gap": ratio(max(lowest - min(chances), Fraction(0))),
            "levels": [level.as_dict() for level in self.levels],
            "pair": {"chance": ratio(self.pair[0]), "independent": ratio(self.pair[1])},
            "proved": self.proved,
            "whole": self.whole,
        }


def kept(bounds: HashedBounds) -> frozenset[str]:
    """Codes of the people who sit in any case: a bound over each alone asks for one."""
    return frozenset(code for bound in bounds.bounds if len(bound.members) == 1 and bound.low for code in bound.members)


def group_chances(table: TicketTable) -> list[Fraction]:
    """The chance of a member of each group after exchanges: seats of its orbit over (people of the orbit * tickets)."""
    roots = orbits(table)
    seats: Counter[int] = Counter()
    people: Counter[int] = Counter()
    for index, root in enumerate(roots):
        seats[root] += table.counts[index]
        people[root] += len(table.groups[index])
    return [Fraction(seats[root], people[root] * table.tickets) for root in roots]


def orbits(table: TicketTable) -> list[int]:
    """For each group the smallest group it can be exchanged for, directly or by way of others."""
    root = list(range(len(table.groups)))

    def find(index: int) -> int:
        while root[index] != index:
            root[index] = root[root[index]]
            index = root[index]
        return index

    for exchange in table.exchanges:
        first = exchange.blocks[0]
        turned = [(first[i], first[j]) for turn in exchange.turns for i, j in enumerate(turn)]
        moved = [(first[i], group) for block in exchange.blocks for i, group in enumerate(block)]
        for one, other in (*turned, *moved):
            low, high = sorted((find(one), find(other)))
            root[high] = low
    return [find(index) for index in range(len(root))]


def stated_chances(table: TicketTable, chances: Sequence[Fraction], *, kept: frozenset[str]) -> dict[str, str]:
    """Lowest, highest and Gini coefficient of the chances of everybody but ``kept`` people, who sit in any case."""
    people = [sum(code not in kept for code in group) for group in table.groups]
    spread = sorted((chance, count) for chance, count in zip(chances, people, strict=True) if count)
    if not spread:
        return {"gini": "0/1", "highest": "1/1", "lowest": "1/1"}
    return {"gini": ratio(gini(spread)), "highest": ratio(spread[-1][0]), "lowest": ratio(spread[0][0])}


def gini(spread: Sequence[tuple[Fraction, int]]) -> Fraction:
    """The Gini coefficient of values with how many people have each, ascending; 0 when all are equal."""
    count = sum(people for _, people in spread)
    total = sum((value * people for value, people in spread), Fraction(0))
    weighted, before = Fraction(0), 0
    for value, people in spread:
        weighted += value * people * (2 * before + people - count)
        before += people
    return weighted / (count * total) if total else Fraction(0)


def ratio(value: Fraction) -> str:
    """A share as text in lowest terms, ``16/3900`` as ``4/975``."""
    return f"{value.numerator}/{value.denominator}"
