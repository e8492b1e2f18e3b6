"""Under a cap: every pair's chance, spread as wide as pays, the worst-served packet lifted first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from solver.assigning.floor import alone, served
from solver.assigning.flow import Flow, best_flow
from solver.assigning.reading import Reading
from solver.assigning.worth import Scale

Ints = NDArray[np.int64]
STEPS = 24
"""Pieces of a pair's chance up to the cap."""
FEWER_STEPS = 10
"""The same for large questions."""
LARGE = 300_000
ROUNDS, FEWER_ROUNDS = 8, 1
NEAR = 200
"""A packet within one part in this many of the bound counts as lifted."""


@dataclass(frozen=True)
class Shares:
    """Chances in units of ``scale``, the lifts they were found with, and the flow that proves them the best for these.

    ``worst`` and ``worst_bound``: what the worst-served packet expects, in millionths times units, and what no
    chances under this cap exceed.
    """

    scale: Scale
    lifts: Ints
    flow: Flow
    worst: int
    worst_bound: int


def best_shares(reading: Reading) -> Shares:
    """The spread chances of a reading under its cap. Raises Short where there are none."""
    large = reading.scores.size > LARGE
    scale = Scale.of(reading.cap, reading.spread, steps=FEWER_STEPS if large else STEPS)
    bound = int(alone(reading, scale).min())
    lifts = np.zeros(len(reading.dossiers), dtype=np.int64)
    found = lifted_shares(reading, scale, lifts, bound)
    if not reading.worst_first:
        return found
    best = found
    for _ in range(FEWER_ROUNDS if large else ROUNDS):
        low = served(reading, found.flow.units) * NEAR < bound * (NEAR - 1)
        if not low.any():
            break
        lifts = np.where(low, 4 * lifts + int(scale.factors[0]), lifts)
        found = lifted_shares(reading, scale, lifts, bound, near=found.flow)
        if found.worst > best.worst:
            best = found
    return best


def lifted_shares(reading: Reading, scale: Scale, lifts: Ints, bound: int, *, near: Flow | None = None) -> Shares:
    """The shares under given lifts; ``bound``: what no chances give the worst-served packet."""
    flow = best_flow(reading, scale, lifts=lifts, near=near)
    return Shares(scale, lifts, flow, int(served(reading, flow.units).min()), bound)
