"""What a certificate states about chances: the dual proof level by level, and what the tickets give of it."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
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


@dataclass(frozen=True)
class SeasonFairness:
    """How one committee of a season accounts for its chances: they are the season's, proven by the season's record.

    ``bound``: the most panels a year that any draw of the season can promise everybody; ``least``: what its tickets
    give the worst-off. ``record``: SHA-256 of the record with the proof. ``committees``: how many the season has.
    """

    bound: Fraction
    least: Fraction
    committees: int
    record: bytes

    def as_dict(self, table: TicketTable) -> dict[str, Any]:
        """The ``fairness`` of a restricted certificate; chances and pair are this committee's own."""
        chances = group_chances(table)
        often, alone = likeliest_pair(table)
        return {
            "bound": ratio(self.bound),
            "chances": {"highest": ratio(max(chances)), "lowest": ratio(min(chances))},
            "committees": self.committees,
            "least": ratio(self.least),
            "pair": {"chance": often, "independent": alone},
            "record": self.record.hex(),
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
    width = len(table.rows[0])
    seated = [array("Q") for _ in table.groups]
    for number, row in enumerate(table.rows):
        for at, group in enumerate(row):
            seated[group].append(number * width + at)
    best = (0, 0)
    for one, places in enumerate(seated):
        later = (table.rows[place // width][place % width + 1 :] for place in places)
        best = _best_pair(table, one, Counter(chain.from_iterable(later)), best)
    return best[0], -best[1]


def _best_pair(table: TicketTable, one: int, together: Counter[int], best: tuple[int, int]) -> tuple[int, int]:
    """``best``, or better (chance, minus what independence gives) of one of group ``one`` with one of a later group.

    ``together``: how often a seat of the group stands before a seat of each group; twice that in its own, where either
    of two may be meant. Most pairs are far from the best and are passed over by a look at their number.
    """
    size, tickets = len(table.groups[one]), table.tickets
    if one in together:
        together[one] *= 2
    least = best[0] * size * tickets // BILLION
    for at, times in together.items():
        if times < least:
            continue
        other = len(table.groups[at])
        ways = size * max(1, other - (at == one)) * tickets
        chance = times * BILLION // ways
        if chance >= best[0]:
            alone = table.counts[one] * table.counts[at] * BILLION // (size * other * tickets**2)
            best = max(best, (chance, -alone))
    return best


def ratio(value: Fraction) -> str:
    """A share as text in lowest terms, ``16/3900`` as ``4/975``."""
    return f"{value.numerator}/{value.denominator}"
