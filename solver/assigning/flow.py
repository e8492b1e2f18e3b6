"""The best shares under piecewise-linear gains: a minimum-cost flow on short lists, proven optimal over all pairs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow

from solver.assigning.proof import Potentials, potentials, violated
from solver.assigning.reading import Reading
from solver.assigning.window import Window
from solver.assigning.worth import Scale, Worth
from solver.errors import NotProven

Ints = NDArray[np.int64]
SHORT_LIST = 12
"""Pairs per packet that the first flow may use, beyond those that a cap makes necessary."""
NEW_PAIRS = 6
"""Pairs per packet that one round of pricing adds at most."""
ROUNDS = 60
WIDE = 3
"""Pieces of the flow that is solved first, to know where the others are worth having."""
LOOKS = 40
"""Rounds in which prices are looked for under which a flow is the best in a wider window too."""


class Short(Exception):
    """The flow cannot carry every reading: ``missing`` units of the demand find no place."""

    def __init__(self, missing: int) -> None:
        super().__init__(missing)
        self.missing = missing


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
    worth = Worth(reading, scale, np.zeros(len(reading.dossiers), dtype=np.int64) if lifts is None else lifts)
    units, window = _begun(worth, near)
    for _ in range(ROUNDS):
        prices = None if units is None else potentials(worth, units, window)
        while units is not None and prices is not None:
            wider = window.wider(
                worth, units, prices, _most_wanted(worth, violated(worth, prices) & ~window.used, prices)
            )
            if wider is None:
                return Flow(units, gain_of(reading, scale, worth.lifts, units), prices, window.used)
            window = wider
            prices = potentials(worth, units, window, rounds=LOOKS)
        units = _solve(worth, window)
    raise NotProven("assignment-flow", rounds=ROUNDS)


def _begun(worth: Worth, near: Flow | None) -> tuple[Ints | None, Window]:
    """The first window, near a known flow or near one over a few wide pieces; and its flow, if that is known already.

    Raises Short.
    """
    reading, scale = worth.reading, worth.scale
    if near is not None:
        return None, Window.around(worth, near.used, near.units, near.potentials.experts)
    wide = Worth(reading, scale.coarser(WIDE), worth.lifts)
    wanted = SHORT_LIST + int(np.ceil(reading.needed.max() * scale.whole / scale.top))
    while True:
        window = Window.whole(short_lists(reading, wanted), wide.scale)
        try:
            units = _solve(wide, window)
        except Short:
            if wanted >= len(reading.experts):
                raise
            wanted *= 2
            continue
        break
    prices = potentials(wide, units, window)
    if wide.scale is scale or prices is None:
        return units if wide.scale is scale else None, Window.whole(window.used, scale)
    return None, Window.around(worth, window.used, units, prices.experts)


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


def _most_wanted(worth: Worth, missing: NDArray[np.bool_], prices: Potentials) -> NDArray[np.bool_]:
    """Of the pairs that would still gain, the most wanted few of each packet."""
    if missing.shape[1] <= NEW_PAIRS or not missing.any():
        return missing
    eager = np.where(missing, worth.first() + prices.experts[None, :], -(2**62))
    best = np.argpartition(-eager, NEW_PAIRS, axis=1)[:, :NEW_PAIRS]
    chosen = np.zeros_like(missing)
    np.put_along_axis(chosen, best, True, axis=1)
    chosen &= missing
    return chosen


def _solve(worth: Worth, window: Window) -> Ints:
    """One flow inside the window, from packets over pairs and experts to the loads; least loads have their own exit."""
    reading, scale = worth.reading, worth.scale
    rows, columns = np.nonzero(window.used)
    dossiers, experts = window.used.shape
    hub, end = dossiers + experts, dossiers + experts + 1
    low, high = window.low[rows, columns], window.high[rows, columns]
    arc = np.repeat(np.arange(len(rows)), high - low)
    piece = np.arange(len(arc)) - np.repeat(np.cumsum(high - low) - high, high - low)
    base = np.zeros(window.used.shape, dtype=np.int64)
    base[rows, columns] = scale.cuts[low]
    network = min_cost_flow.SimpleMinCostFlow()
    people = np.arange(experts) + dossiers
    total = int(reading.needed.sum()) * scale.whole
    least = reading.least * scale.whole
    if int(least.sum()) > total:
        raise Short(int(least.sum()) - total)
    arcs = network.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([rows[arc], people, people, [hub]]).astype(np.int32),
        np.concatenate([columns[arc] + dossiers, np.full(experts, end), np.full(experts, hub), [end]]).astype(np.int32),
        np.concatenate(
            [
                np.diff(scale.cuts)[piece],
                least,
                (reading.most - reading.least) * scale.whole,
                [total - int(least.sum())],
            ]
        ).astype(np.int64),
        np.concatenate(
            [
                -reading.scores[rows, columns][arc] * (scale.factors[piece] + worth.lifts[rows][arc]),
                np.zeros(2 * experts + 1, dtype=np.int64),
            ]
        ),
    )
    supplies = np.zeros(end + 1, dtype=np.int64)
    supplies[:dossiers] = reading.needed * scale.whole - base.sum(axis=1)
    supplies[dossiers:hub] = base.sum(axis=0)
    supplies[end] = -total
    network.set_nodes_supplies(np.arange(end + 1).astype(np.int32), supplies)
    status = network.solve()
    if status == network.INFEASIBLE:
        raise Short(1)
    if status != network.OPTIMAL:
        raise NotProven("assignment-flow", status=str(status))
    flows = network.flows(arcs[: len(arc)])
    base[rows, columns] += np.bincount(arc, weights=flows, minlength=len(rows)).astype(np.int64)
    return base
