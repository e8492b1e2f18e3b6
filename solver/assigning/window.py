"""Which pieces of pairs' chances a flow goes over: few, guessed from experts' prices, widened until nothing gains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from solver.assigning.proof import Potentials, beyond

if TYPE_CHECKING:
    from solver.assigning.worth import Scale, Worth

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
MARGIN = 1
"""Pieces on either side of a guess."""
NEAR = 1
"""A pair not used yet joins in if its first unit would be taken with a slope by so many pieces steeper."""
STEP = 2
"""Pieces that one widening adds."""
HALVINGS = 40
"""Steps in which a packet's price is closed in on."""


@dataclass(frozen=True)
class Window:
    """By pair, the numbers of the cuts between which its units lie; shape (dossiers, experts).

    ``used``: the pairs that may have any units at all; the others are 0 in both.
    """

    used: Bools
    low: Ints
    high: Ints

    @classmethod
    def whole(cls, used: Bools, scale: Scale) -> Window:
        """Every piece of the pairs used."""
        return cls(used, np.zeros(used.shape, dtype=np.int64), used * len(scale.factors))

    @classmethod
    def around(cls, worth: Worth, used: Bools, units: Ints, prices: Ints) -> Window:
        """The pieces near what each packet would choose at experts' ``prices``, and the ``units`` of a known flow."""
        scale = worth.scale
        pieces = len(scale.factors)
        if pieces == 1:
            return cls.whole(used, scale)
        chosen, bar = _chosen(worth, used, prices)
        rows, columns = np.nonzero(used)
        flow = units[rows, columns]
        held_low = np.searchsorted(scale.cuts, flow, side="right") - 1
        held_high = np.searchsorted(scale.cuts, flow, side="left")
        low, high = np.zeros(used.shape, dtype=np.int64), np.zeros(used.shape, dtype=np.int64)
        low[rows, columns] = np.minimum(np.maximum(chosen - MARGIN, 0), held_low)
        high[rows, columns] = np.maximum(np.minimum(chosen + MARGIN, pieces), held_high)
        near = worth.reading.scores * (scale.factors[0] - scale.factors[NEAR])
        close = worth.reading.allowed & ~used & (worth.first() + prices[None, :] + near > bar[:, None])
        high[close] = MARGIN
        return cls(used | close, low, high)

    def wider(self, worth: Worth, units: Ints, prices: Potentials, new: Bools) -> Window | None:
        """With the pieces and the ``new`` pairs that would gain at these prices; None where there are none."""
        rows, columns = np.nonzero(self.used)
        more, fewer = beyond(worth, units, prices, self.used)
        if not (new.any() or more.any() or fewer.any()):
            return None
        pieces = len(worth.scale.factors)
        low, high = self.low.copy(), self.high.copy()
        low[rows[fewer], columns[fewer]] = np.maximum(low[rows[fewer], columns[fewer]] - STEP, 0)
        high[rows[more], columns[more]] = np.minimum(high[rows[more], columns[more]] + STEP, pieces)
        high[new] = min(STEP, pieces)
        return Window(self.used | new, low, high)


def _chosen(worth: Worth, used: Bools, prices: Ints) -> tuple[Ints, NDArray[np.float64]]:
    """How many pieces of each pair its packet would take, if experts cost these prices and it takes what it needs.

    And what a unit must gain at least for each packet to take it.
    """
    reading, scale = worth.reading, worth.scale
    rows, columns = np.nonzero(used)
    slopes = reading.scores[rows, columns].astype(np.float64) + 0.5
    offset = prices[columns] + slopes * worth.lifts[rows]
    falling = -scale.factors.astype(np.float64)
    needed = (reading.needed * scale.whole).astype(np.float64)
    low = np.full(len(needed), offset.min() + slopes.max() * min(0.0, float(scale.factors[-1])) - 1)
    high = np.full(len(needed), offset.max() + slopes.max() * float(scale.factors[0]) + 1)
    pieces = np.zeros(len(rows), dtype=np.int64)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        pieces = np.searchsorted(falling, -(middle[rows] - offset) / slopes)
        enough = np.bincount(rows, weights=scale.cuts[pieces], minlength=len(needed)) >= needed
        low, high = np.where(enough, middle, low), np.where(enough, high, middle)
    return pieces, low
