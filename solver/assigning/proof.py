"""Why no other shares gain more: a price for every packet and expert under which each pair is as it should be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from solver.assigning.reading import Reading
    from solver.assigning.window import Window
    from solver.assigning.worth import Scale, Worth

Ints = NDArray[np.int64]
FAR = np.int64(2**61)


@dataclass(frozen=True)
class Potentials:
    """Prices in units of gain: by dossier, by expert, and of a free place."""

    dossiers: Ints
    experts: Ints
    free: int


def potentials(worth: Worth, units: Ints, window: Window, *, rounds: int | None = None) -> Potentials | None:
    """Shortest ways in what the flow leaves over inside the window: they exist where nothing is exchanged with a gain.

    None where they are not found within so many ``rounds``; without ``rounds`` there are enough for every flow that is
    the best inside its window.
    """
    reading, scale = worth.reading, worth.scale
    rows, columns = np.nonzero(window.used)
    onward, back = _costs(
        scale,
        units[rows, columns],
        reading.scores[rows, columns],
        worth.lifts[rows],
        low=scale.cuts[window.low[rows, columns]],
        high=scale.cuts[window.high[rows, columns]],
    )
    by_expert = np.lexsort((rows, columns))
    row_starts, row_ids = _starts(rows)
    column_starts, column_ids = _starts(columns[by_expert])
    load = units.sum(axis=0)
    rising, falling = load < reading.most * scale.whole, load > reading.least * scale.whole
    far_d, far_e, free = np.zeros(units.shape[0], np.int64), np.zeros(units.shape[1], np.int64), 0
    for _ in range(2 * sum(units.shape) + 2 if rounds is None else rounds):
        before = (far_d.copy(), far_e.copy(), free)
        reach = (far_d[rows] + onward)[by_expert]
        far_e[column_ids] = np.minimum(far_e[column_ids], np.minimum.reduceat(reach, column_starts))
        if rising.any():
            free = min(free, int(far_e[rising].min()))
        far_e[falling] = np.minimum(far_e[falling], free)
        far_d[row_ids] = np.minimum(far_d[row_ids], np.minimum.reduceat(far_e[columns] + back, row_starts))
        if free == before[2] and (far_d == before[0]).all() and (far_e == before[1]).all():
            return Potentials(far_d, far_e, free)
    return None


def _costs(
    scale: Scale, flow: Ints, value: Ints, lift: Ints, *, low: Ints | int, high: Ints | int
) -> tuple[Ints, Ints]:
    """What one unit more and one unit less costs on each pair; far where ``high`` or ``low`` leaves none."""
    last = len(scale.factors) - 1
    up = np.minimum(np.searchsorted(scale.cuts, flow, side="right") - 1, last)
    down = np.clip(np.searchsorted(scale.cuts, flow, side="left") - 1, 0, last)
    onward = np.where(flow < high, -value * (scale.factors[up] + lift), FAR)
    back = np.where(flow > low, value * (scale.factors[down] + lift), FAR)
    return onward, back


def _starts(sorted_ids: Ints) -> tuple[Ints, Ints]:
    ids, starts = np.unique(sorted_ids, return_index=True)
    return starts.astype(np.int64), ids.astype(np.int64)


def violated(worth: Worth, prices: Potentials) -> NDArray[np.bool_]:
    """Allowed pairs without a share that would gain under these prices."""
    eager = prices.dossiers[:, None] - worth.first() < prices.experts[None, :]
    found: NDArray[np.bool_] = eager & worth.reading.allowed
    return found


def beyond(
    worth: Worth, units: Ints, prices: Potentials, used: NDArray[np.bool_]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Of the pairs used, in the order of ``nonzero``: which would gain by more units, and which by fewer."""
    rows, columns = np.nonzero(used)
    flow = units[rows, columns]
    scores, lifts = worth.reading.scores[rows, columns], worth.lifts[rows]
    onward, back = _costs(worth.scale, flow, scores, lifts, low=0, high=worth.scale.top)
    gap = prices.dossiers[rows] - prices.experts[columns]
    return gap + onward < 0, back - gap < 0


def proves(reading: Reading, scale: Scale, lifts: Ints, units: Ints, prices: Potentials) -> bool:
    """Whether the prices prove that these units gain the most: checked on every pair, in whole numbers, no solver."""
    load = units.sum(axis=0)
    kept = (
        (units[~reading.allowed] == 0).all()
        and (units >= 0).all()
        and (units <= scale.top).all()
        and (units.sum(axis=1) == reading.needed * scale.whole).all()
        and (load >= reading.least * scale.whole).all()
        and (load <= reading.most * scale.whole).all()
    )
    onward, back = _costs(scale, units, reading.scores, lifts[:, None], low=0, high=scale.top)
    gap = prices.dossiers[:, None] - prices.experts[None, :]
    more = (gap + onward >= 0) | ~reading.allowed
    less = (back - gap >= 0) | ~reading.allowed
    rising, falling = load < reading.most * scale.whole, load > reading.least * scale.whole
    loads = (prices.experts[rising] >= prices.free).all() and (prices.experts[falling] <= prices.free).all()
    return bool(kept and more.all() and less.all() and loads)
