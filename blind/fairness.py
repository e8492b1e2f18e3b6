"""What a certificate states about chances: the dual proof level by level, and what the tickets give of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from blind.ticket_table import TicketTable

BILLION = 10**9


@dataclass(frozen=True)
class Level:
    """One step of the proof that nobody can be promised more than ``value``: weights by code of bound or clique.

    ``per_seat``: points that every person has besides.
    """

    value: Fraction
    weights: Mapping[str, int]
    per_seat: int

    def as_dict(self) -> dict[str, Any]:
        """The record: numbers as text, since proofs may need more digits than JSON readers keep."""
        weights = {code: str(weight) for code, weight in sorted(self.weights.items())}
        return {"per_seat": str(self.per_seat), "value": ratio(self.value), "weights": weights}


@dataclass(frozen=True)
class Clique:
    """People (codes) of whom no two may sit together, each pair being a bound of its own: at most one sits."""

    code: str
    people: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """The record."""
        return {"code": self.code, "people": sorted(self.people)}


@dataclass(frozen=True)
class Fairness:
    """How a lottery accounts for its chances.

    ``proved``: the dual proof closes in exact arithmetic. ``whole``: whole panels carry the bound, so that every group
    has its share to within one ticket.
    """

    levels: tuple[Level, ...]
    proved: bool
    whole: bool

    def as_dict(self, table: TicketTable) -> dict[str, Any]:
        """The ``fairness`` of a restricted certificate, with the chances that the table gives."""
        chances = group_chances(table)
        often, alone = likeliest_pair(table)
        return {
            "chances": {"highest": ratio(max(chances)), "lowest": ratio(min(chances))},
            "levels": [level.as_dict() for level in self.levels],
            "pair": {"chance": often, "independent": alone},
            "proved": self.proved,
            "whole": self.whole,
        }


def group_chances(table: TicketTable) -> list[Fraction]:
    """The chance of a member of each group after exchanges: seats of its orbit over (people of the orbit * tickets)."""
    orbit = list(range(len(table.groups)))
    for exchange in table.exchanges:
        first = exchange.blocks[0]
        for at in range(len(first)):
            for block in exchange.blocks:
                orbit[block[at]] = first[min(turn[at] for turn in exchange.turns)]
    seats: Counter[int] = Counter()
    people: Counter[int] = Counter()
    for index, root in enumerate(orbit):
        seats[root] += table.counts[index]
        people[root] += len(table.groups[index])
    return [Fraction(seats[root], people[root] * table.tickets) for root in orbit]


def likeliest_pair(table: TicketTable) -> tuple[int, int]:
    """How often, in 10^9 draws, the likeliest pair of people sits together, and would if drawn independently.

    A table that hides a clique shows here. Rounded down; of equally likely pairs the least likely by independence.
    """
    holding: list[list[Counter[int]]] = [[] for _ in table.groups]
    for row in table.rows:
        seats = Counter(row)
        for group in seats:
            holding[group].append(seats)
    best = max(_pair_chances(table, one, rows) for one, rows in enumerate(holding))
    return best[0], -best[1]


def _pair_chances(table: TicketTable, one: int, rows: list[Counter[int]]) -> tuple[int, int]:
    """The best (chance, minus what independence gives) of one of group ``one`` with anyone of it or a later group."""
    together: Counter[int] = Counter()
    for seats in rows:
        together.update({at: seats[one] * (count - (at == one)) for at, count in seats.items() if at >= one})
    best, size = (0, 0), len(table.groups[one])
    for at, times in together.items():
        other = len(table.groups[at])
        ways = size * max(1, other - (at == one)) * table.tickets
        alone = table.counts[one] * table.counts[at] * BILLION // (size * other * table.tickets**2)
        best = max(best, (times * BILLION // ways, -alone))
    return best


def ratio(value: Fraction) -> str:
    """A share as text in lowest terms, ``16/3900`` as ``4/975``."""
    return f"{value.numerator}/{value.denominator}"
