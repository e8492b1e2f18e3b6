"""Chances dealt out as numbered assignments that each hang together: one number is drawn, and no chance changes.

The seed first rounds the chances to sixteenths, each keeping its expectation. These are parted into sixteen whole
assignments whose counts are exactly the sixteenths: halved four times, and both halves kept. Where one of them falls
into parts whose scores could not be compared, it and another are put together and parted anew, which changes neither
their sum nor anybody's load by more than one. When all hang together, or nothing helps any more, the seed draws one
number. A pair is in as many of the sixteen as its sixteenths say: its chance is what it was, with or without parts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from solver.assigning.links import labelled
from solver.assigning.rounding import HALVING_TAG, Pairs, coarser, halving
from solver.randomness import below, derive

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
TICKETS = 16
"""Assignments at most that one deal parts the chances into."""
TRIES = 30
"""How often one assignment that falls into parts is put together with others, one after another."""
WORK = 100_000
"""Readings that are parted anew in all, about, before the rest stays as it is."""
DEAL_TAG = b"expertpool/assignment/deal/v1"
NUMBER_TAG = b"expertpool/assignment/number/v1"


@dataclass(frozen=True)
class Deal:
    """Whole assignments over the same pairs, one row each, and into how many parts each falls."""

    pairs: Pairs
    shape: tuple[int, ...]
    made: Bools
    parts: tuple[int, ...]

    def table(self, number: int) -> Bools:
        """One of the assignments; shape (dossiers, experts)."""
        return self.pairs.table(self.shape, self.made[number])


def dealt(units: Ints, whole: int, seed: bytes, *, fields: int, until_apart: bool = False) -> Deal:
    """The assignments the seed deals out; ``fields``: the fewest parts there can be.

    ``until_apart``: the deal ends with the first assignment that nothing joins, for who asks only whether there is one.
    """
    pairs = Pairs.of(units)
    left, tickets = coarser(pairs, units[units > 0], whole, TICKETS, seed)
    made = [left]
    level = 0
    while tickets > 1:
        made = [half for at, one in enumerate(made) for half in _halves(pairs, one, _noise(seed, level, at))]
        tickets //= 2
        level += 1
    return _joined(pairs, units.shape, np.array(made) == 1, seed, fields=fields, until_apart=until_apart)


def drawn(units: Ints, whole: int, seed: bytes, *, fields: int) -> tuple[Bools, int]:
    """The assignment whose number the seed draws, and its parts. Every pair is made with exactly its chance."""
    deal = dealt(units, whole, seed, fields=fields)
    number = below(derive(seed, NUMBER_TAG), len(deal.made), tag=NUMBER_TAG)
    return deal.table(number), deal.parts[number]


def _noise(seed: bytes, level: int, at: int) -> bytes:
    return derive(seed, HALVING_TAG, DEAL_TAG, level.to_bytes(2, "big"), at.to_bytes(4, "big"))


def _halves(pairs: Pairs, units: Ints, noise: bytes) -> tuple[Ints, Ints]:
    """Two numbers of units that add up to the one given, as even as can be for every pair, packet and expert."""
    turns = halving(pairs, units, noise)
    return (units + turns) // 2, (units - turns) // 2


def _joined(pairs: Pairs, shape: tuple[int, ...], made: Bools, seed: bytes, *, fields: int, until_apart: bool) -> Deal:
    parts = [parts_among(pairs, one) for one in made]
    left = max(len(made), WORK // max(1, int(made[0].sum())))
    for at in range(len(made)):
        for turn in range(TRIES if len(made) > 1 else 0):
            if parts[at] <= fields or not left:
                break
            left -= 1
            other = (at + 1 + turn % (len(made) - 1)) % len(made)
            noise = derive(seed, DEAL_TAG, at.to_bytes(4, "big"), turn.to_bytes(4, "big"))
            halves = _halves(pairs, made[at].astype(np.int64) + made[other], noise)
            pieces = [half == 1 for half in halves]
            counts = [parts_among(pairs, piece) for piece in pieces]
            if sum(counts) < parts[at] + parts[other]:
                made[at], made[other] = pieces
                parts[at], parts[other] = counts
        if until_apart and parts[at] > fields:
            return Deal(pairs, shape, made[: at + 1], tuple(parts[: at + 1]))
    return Deal(pairs, shape, made, tuple(parts))


def parts_among(pairs: Pairs, made: Bools) -> int:
    """Into how many parts packets fall that are not compared over any chain of experts."""
    experts = int(pairs.columns.max()) + 1 - pairs.packets if len(pairs.columns) else 0
    columns = pairs.columns[made] - pairs.packets
    labels = labelled(pairs.rows[made], columns, packets=pairs.packets, experts=experts)
    return len(np.unique(labels[: pairs.packets]))
