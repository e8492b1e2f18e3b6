"""Many small choices at once: which of the undecided groups go to the first half, so that every row is kept.

A part of the ticket table asks: of these groups take exactly ``need``, with between ``low`` and ``high`` of each row's
groups. Parts of one round are searched side by side (swaps that repair the most broken rows, rows that stay broken
weigh more); what the search leaves open goes to an exact solver. Everything is whole numbers and reproducible noise.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from solver.randomness import Noise

Ints = NDArray[np.int64]
STEPS = 400
PATIENCE = 4
LEAVERS = 8
"""How many of the groups taken are weighed, each against all that could come in its place, in one step."""
CROWDED = 0.2
"""Finished parts are cleared away once they are this share of those searched: clearing copies all the others."""
FAR = np.float32(1e6)
RESTED = np.float32(1e5)


@dataclass(frozen=True)
class Choices:
    """Parts side by side; B parts, V undecided groups each (padded), R rows each (padded).

    ``real`` (B, V): False for padding; neighbours are alike. ``weight`` (B, V): the share of 1 each group is owed, in
    (0, 1). ``need`` (B,): how many to take. ``table`` (B, R, V): 1 where a row counts a group. ``low``, ``high``
    (B, R): how many of the row's undecided groups may be taken; padded rows count nothing and have low = high = 0.
    """

    real: NDArray[np.bool_]
    weight: NDArray[np.float32]
    need: Ints
    table: NDArray[np.float32]
    low: Ints
    high: Ints


def search(choices: Choices, noise: Noise) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Take groups for every part: (taken (B, V), solved (B,)). What is not solved still breaks a row."""
    taken = _start(choices, noise)
    solved = np.zeros(len(taken), dtype=bool)
    state = _State(
        table=choices.table,
        taken=taken.astype(np.float32),
        real=choices.real,
        low=choices.low.astype(np.float32),
        high=choices.high.astype(np.float32),
        weight=np.ones(choices.low.shape, dtype=np.float32),
        counts=np.matmul(choices.table, taken[:, :, None].astype(np.float32))[:, :, 0],
        rest=np.zeros(taken.shape, dtype=np.int32),
        at=np.arange(len(taken)),
    )
    for step in range(STEPS):
        broken = state.off(state.counts)
        done = broken.sum(axis=1) == 0
        if done.any():
            solved[state.at[done]] = True
            taken[state.at[done]] = state.taken[done] > 0
        if done.mean() > CROWDED:
            state, broken = state.keep(~done), broken[~done]
        if not len(state.at) or done.all():
            break
        if step % PATIENCE == PATIENCE - 1:
            state.weight += broken > 0
        state.swap(noise, still=~solved[state.at])
    return taken, solved


def _start(choices: Choices, noise: Noise) -> NDArray[np.bool_]:
    """Systematic sampling along the order of the groups, then random flips up to the number needed."""
    real = choices.real
    count, width = real.shape
    weight = np.where(real, choices.weight, 0)
    offset = noise.draw((count, 1)).astype(np.float64) / 65536
    reached = np.floor(np.cumsum(weight, axis=1, dtype=np.float64) + offset)
    before = np.concatenate([np.floor(offset), reached[:, :-1]], axis=1)
    taken = (reached > before) & real
    _mingle(taken, real, weight, noise)
    surplus = taken.sum(axis=1) - choices.need
    keys = noise.draw((count, width)).astype(np.int64)
    for part in np.nonzero(surplus)[0]:
        pool = np.nonzero(real[part] & (taken[part] if surplus[part] > 0 else ~taken[part]))[0]
        chosen = pool[np.argsort(keys[part, pool], kind="stable")[: abs(int(surplus[part]))]]
        taken[part, chosen] = surplus[part] < 0
    return taken


def _mingle(taken: NDArray[np.bool_], real: NDArray[np.bool_], weight: NDArray[np.float32], noise: Noise) -> None:
    """Swap neighbours of equal weight by a coin, so that the order leaves no pattern."""
    width = taken.shape[1] // 2 * 2
    if not width:
        return
    left, right = taken[:, 0:width:2], taken[:, 1:width:2]
    alike = real[:, 0:width:2] & real[:, 1:width:2] & (weight[:, 0:width:2] == weight[:, 1:width:2])
    coin = (noise.draw(left.shape) & 1).astype(bool) & alike
    taken[:, 0:width:2], taken[:, 1:width:2] = np.where(coin, right, left), np.where(coin, left, right)


@dataclass
class _State:
    """The parts searched (``at``: which), as floating-point arrays of small whole numbers (exact below 2**24)."""

    table: NDArray[np.float32]
    taken: NDArray[np.float32]
    real: NDArray[np.bool_]
    low: NDArray[np.float32]
    high: NDArray[np.float32]
    weight: NDArray[np.float32]
    counts: NDArray[np.float32]
    rest: NDArray[np.int32]
    at: NDArray[np.int64]

    def keep(self, which: NDArray[np.bool_]) -> _State:
        return _State(
            self.table[which],
            self.taken[which],
            self.real[which],
            self.low[which],
            self.high[which],
            self.weight[which],
            self.counts[which],
            self.rest[which],
            self.at[which],
        )

    def off(self, counts: NDArray[np.float32]) -> NDArray[np.float32]:
        outside: NDArray[np.float32] = np.maximum(np.maximum(self.low - counts, counts - self.high), 0)
        return outside

    def swap(self, noise: Noise, *, still: NDArray[np.bool_]) -> None:
        """Where ``still``, exchange two groups: the best pair of a few that had best leave and any that may join."""
        parts, width = np.arange(len(self.at)), self.taken.shape[1]
        now = self.off(self.counts)
        less, more = (self.weight * (self.off(self.counts + step) - now) for step in (-1, 1))
        tired = RESTED * (self.rest > 0)
        self.rest = np.maximum(self.rest - 1, 0)
        luck = noise.draw((2, width))
        leaving = np.matmul(less[:, None, :], self.table)[:, 0, :] + tired
        first = first_few(np.where(self.real & (self.taken > 0), leaving, FAR), luck[0])
        joining = np.matmul(more[:, None, :], self.table)[:, 0, :] + tired + luck[1].astype(np.float32) / 70000
        joining = np.where(self.real & (self.taken == 0), joining, FAR)
        shared = self.table[parts[:, None], :, first] * (less + more)[:, None, :]
        cost = leaving[parts[:, None], first][:, :, None] + joining[:, None, :] - np.matmul(shared, self.table)
        best = np.argmin(cost.reshape(len(parts), -1), axis=1)
        out, into = first[parts, best // width], best % width
        movable = (self.taken[parts, out] > 0) & (self.taken[parts, into] == 0) & self.real[parts, into]
        moving = np.nonzero(movable & still)[0]
        out, into = out[moving], into[moving]
        self.taken[moving, out], self.taken[moving, into] = 0, 1
        self.counts[moving] += self.table[moving, :, into] - self.table[moving, :, out]
        pause = 1 + noise.draw((2, len(parts))) % 2
        self.rest[moving, out], self.rest[moving, into] = pause[0][moving], pause[1][moving]


def first_few(cost: NDArray[np.float32], luck: NDArray[np.int32]) -> Ints:
    """The few columns of each line that cost least, the cheapest first; ``luck``, then the place, decides ties.

    Whole numbers, all different, so that every machine picks the same.
    """
    width = cost.shape[1]
    tie = luck.astype(np.int64) * 2**20 + np.arange(width)
    keys = cost.astype(np.int64) * 2**40 + tie
    few = min(LEAVERS, width)
    if few < width:
        keys = np.partition(keys, few - 1, axis=1)[:, :few]
    places: Ints = np.sort(keys, axis=1) % 2**20
    return places
