"""The best shares under piecewise-linear gains: a minimum-cost flow on short lists, proven optimal over all pairs."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow

from solver.assigning.proof import Potentials, potentials, violated
from solver.assigning.reading import Reading
from solver.errors import NotProven

Ints = NDArray[np.int64]
SHORT_LIST = 12
"""Pairs per packet that the first flow may use, beyond those that a cap makes necessary."""
NEW_PAIRS = 6
"""Pairs per packet that one round of pricing adds at most."""
ROUNDS = 60


class Short(Exception):
    """The flow cannot carry every reading: ``missing`` units of the demand find no place."""

    def __init__(self, missing: int) -> None:
        super().__init__(missing)
        self.missing = missing


@dataclass(frozen=True)
class Scale:
    """Chances in whole units, ``whole`` of them for certainty, and the gain of each piece of a pair's chance.

    ``cuts``: where pieces begin and end, from 0 to the cap. A unit in piece j gains suitability times ``factors[j]``,
    which for a spread of A/B is ``whole * B - A * (cuts[j] + cuts[j+1])``: the slope of x - spread * x * x in between.
    """

    whole: int
    cuts: Ints
    factors: Ints

    @classmethod
    def of(cls, cap: Fraction, spread: Fraction, *, steps: int) -> Scale:
        """The coarsest scale with at least ``steps`` units up to the cap; the denominator times a power of two."""
        if cap == 1 or not spread:
            whole, top = cap.denominator, cap.numerator
            return cls(whole, np.array([0, top]), np.array([whole]))
        whole = cap.denominator
        while whole * cap < steps:
            whole *= 2
        top = int(whole * cap)
        pieces = min(top, steps)
        cuts = np.array([top * at // pieces for at in range(pieces + 1)], dtype=np.int64)
        factors = whole * spread.denominator - spread.numerator * (cuts[:-1] + cuts[1:])
        return cls(whole, cuts, factors)

    @property
    def top(self) -> int:
        """The cap in units."""
        return int(self.cuts[-1])

    def gains(self, units: Ints) -> Ints:
        """The sum of factors over the first ``units`` units, elementwise."""
        below = np.concatenate([[0], np.cumsum(self.factors * np.diff(self.cuts))])
        piece = np.minimum(np.searchsorted(self.cuts, units, side="right") - 1, len(self.factors) - 1)
        found: Ints = below[piece] + self.factors[piece] * (units - self.cuts[piece])
        return found


@dataclass(frozen=True)
class Flow:
    """Units on every pair, shape (dossiers, experts); what they gain; and the potentials that prove it the most.

    ``used``: the pairs the last flow went over, those of the short lists among them.
    """

    units: Ints
    gain: int
    potentials: Potentials
    used: NDArray[np.bool_]


def best_flow(reading: Reading, scale: Scale, *, lifts: Ints | None = None, near: Flow | None = None) -> Flow:
    """The units of the greatest gain. Raises Short where no shares meet the limits.

    ``lifts``: by dossier, what is added to every factor of its pairs: how much more its readings count than others'.
    ``near``: a flow of the same limits under other lifts, whose pairs are begun with.
    """
    lifts = np.zeros(len(reading.dossiers), dtype=np.int64) if lifts is None else lifts
    wanted = SHORT_LIST + int(np.ceil(reading.needed.max() * scale.whole / scale.top))
    used = short_lists(reading, wanted) if near is None else near.used.copy()
    for _ in range(ROUNDS):
        try:
            units = _solve(reading, scale, lifts, used)
        except Short:
            if wanted >= len(reading.experts):
                raise
            wanted *= 2
            used |= short_lists(reading, wanted)
            continue
        prices = potentials(reading, scale, lifts, units, used)
        missing = violated(reading, scale, lifts, prices) & ~used
        if not missing.any():
            return Flow(units, gain_of(reading, scale, lifts, units), prices, used)
        used |= _most_wanted(reading, missing, scale.factors[0] + lifts, prices)
    raise NotProven("assignment-flow", rounds=ROUNDS)


def gain_of(reading: Reading, scale: Scale, lifts: Ints, units: Ints) -> int:
    """What the units gain in all, exactly: packet by packet in 64 bits, then without a limit."""
    rows, columns = np.nonzero(units)
    some = units[rows, columns]
    gains = (scale.gains(some) + lifts[rows] * some) * reading.scores[rows, columns]
    whole = np.zeros(len(units), dtype=np.int64)
    np.add.at(whole, rows, gains)
    return sum(whole.tolist())


def short_lists(reading: Reading, count: int) -> NDArray[np.bool_]:
    """The best ``count`` experts of each packet and, for experts who must read some, packets; ties go round in turn."""
    worth = reading.scores
    rows, columns = worth.shape
    turn = (np.arange(columns)[None, :] + 7 * np.arange(rows)[:, None]) % columns
    key = np.where(reading.allowed, worth * columns + turn, -1)
    used = np.zeros(worth.shape, dtype=np.bool_)
    if count >= columns:
        used[:] = True
    else:
        best = np.argpartition(-key, count, axis=1)[:, :count]
        np.put_along_axis(used, best, True, axis=1)
    if reading.least.any():
        deep = min(rows, 2 * int(reading.least.max()) + count)
        best = np.argpartition(-key, deep - 1, axis=0)[:deep]
        np.put_along_axis(used, best, True, axis=0)
    used &= reading.allowed
    return used


def _most_wanted(reading: Reading, missing: NDArray[np.bool_], slopes: Ints, prices: Potentials) -> NDArray[np.bool_]:
    """Of the pairs that would still gain, the most wanted few of each packet."""
    if len(reading.experts) <= NEW_PAIRS:
        return missing
    eager = np.where(missing, reading.scores * slopes[:, None] + prices.experts[None, :], -(2**62))
    best = np.argpartition(-eager, NEW_PAIRS, axis=1)[:, :NEW_PAIRS]
    chosen = np.zeros_like(missing)
    np.put_along_axis(chosen, best, True, axis=1)
    chosen &= missing
    return chosen


def _solve(reading: Reading, scale: Scale, lifts: Ints, used: NDArray[np.bool_]) -> Ints:
    """One flow from packets over pairs and experts to the loads; least loads have an exit of their own."""
    rows, columns = np.nonzero(used)
    dossiers, experts = used.shape
    hub, end = dossiers + experts, dossiers + experts + 1
    pieces = len(scale.factors)
    widths = np.diff(scale.cuts)
    gains = reading.scores[rows, columns, None] * (scale.factors + lifts[rows, None])
    network = min_cost_flow.SimpleMinCostFlow()
    people = np.arange(experts) + dossiers
    total = int(reading.needed.sum()) * scale.whole
    least = reading.least * scale.whole
    if int(least.sum()) > total:
        raise Short(int(least.sum()) - total)
    arcs = network.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([np.repeat(rows, pieces), people, people, [hub]]).astype(np.int32),
        np.concatenate(
            [np.repeat(columns + dossiers, pieces), np.full(experts, end), np.full(experts, hub), [end]]
        ).astype(np.int32),
        np.concatenate(
            [
                np.tile(widths, len(rows)),
                least,
                (reading.most - reading.least) * scale.whole,
                [total - int(least.sum())],
            ]
        ).astype(np.int64),
        np.concatenate([-gains.ravel(), np.zeros(2 * experts + 1, dtype=np.int64)]),
    )
    nodes = np.arange(end + 1)
    supplies = np.zeros(end + 1, dtype=np.int64)
    supplies[:dossiers] = reading.needed * scale.whole
    supplies[end] = -total
    network.set_nodes_supplies(nodes.astype(np.int32), supplies)
    status = network.solve()
    if status == network.INFEASIBLE:
        raise Short(1)
    if status != network.OPTIMAL:
        raise NotProven("assignment-flow", status=str(status))
    flows = network.flows(arcs[: len(rows) * pieces]).reshape(len(rows), pieces).sum(axis=1)
    units = np.zeros(used.shape, dtype=np.int64)
    units[rows, columns] = flows
    return units
