"""How often members of two groups sit together over a table of panels: the likeliest pair, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
FEW_GROUPS = 10
"""Up to so many groups a seat, products of whole tables cost less than sorting every pair."""
CELLS = 4_000_000
"""Most entries of a table of counts at a time."""
PAIRS = 8_000_000
"""About as many pairs are sorted at a time."""


@dataclass(frozen=True)
class Pair:
    """Two groups, the same one twice for two of its members: on how many panels, counted by members, they meet.

    ``ways``: in how many ways two members can be picked from them.
    """

    first: int
    second: int
    times: int
    ways: int


def likeliest_pair(table: NDArray[np.int32], sizes: Ints) -> Pair:
    """The pair of groups that meets most often for two given members; of equals the one of the lowest numbers.

    ``table``: the group of each seat of each panel, ascending, shape (panels, seats of two or more); ``sizes``: members
    of each group.
    """
    best, most = Pair(0, 0, 0, 1), -1.0
    for first, second, times in _met(table, len(sizes)):
        ways = np.where(first == second, sizes[first] * (sizes[first] - 1) // 2, sizes[first] * sizes[second])
        chance = times / ways
        at = int(np.argmax(chance))
        if chance[at] > most:
            most = float(chance[at])
            best = Pair(int(first[at]), int(second[at]), int(times[at]), int(ways[at]))
    return best


def _met(table: NDArray[np.int32], groups: int) -> Iterator[tuple[Ints, Ints, Ints]]:
    """All pairs of groups that meet, in ascending order, with how often: first and second group, and times."""
    if groups <= FEW_GROUPS * table.shape[1]:
        yield _by_products(table, groups)
    else:
        yield from _by_sorting(table, groups)


def _by_products(table: NDArray[np.int32], groups: int) -> tuple[Ints, Ints, Ints]:
    """The sums of products of counts; whole numbers far below 2^53, so floating point is exact."""
    met = np.zeros((groups, groups))
    step = max(1, CELLS // groups)
    for start in range(0, len(table), step):
        part = table[start : start + step]
        cells = np.arange(len(part))[:, None] * groups + part
        seats = np.bincount(cells.ravel(), minlength=len(part) * groups).reshape(len(part), groups).astype(np.float64)
        met += seats.T @ seats
    seats_of = np.bincount(table.ravel(), minlength=groups)
    np.fill_diagonal(met, (met.diagonal() - seats_of) / 2)
    first, second = np.nonzero(np.triu(met))
    return first, second, met[first, second].astype(np.int64)


def _by_sorting(table: NDArray[np.int32], groups: int) -> Iterator[tuple[Ints, Ints, Ints]]:
    """Every pair of seats as one number, sorted and counted, for a range of first groups at a time."""
    width = table.shape[1]
    after = np.broadcast_to(np.arange(width - 1, -1, -1), table.shape)
    before = np.cumsum(np.bincount(table.ravel(), weights=after.ravel(), minlength=groups))
    parts = (before // PAIRS).astype(np.int64)
    edges = [0, *(np.flatnonzero(np.diff(parts)) + 1).tolist(), groups]
    for low, high in pairwise(edges):
        codes = np.concatenate([_codes(table, at, low, high, groups) for at in range(width - 1)])
        codes.sort()
        starts = np.flatnonzero(np.concatenate([[True], codes[1:] != codes[:-1]])[: len(codes)])
        if len(starts):
            times = np.diff(np.append(starts, len(codes)))
            yield codes[starts] // groups, codes[starts] % groups, times


def _codes(table: NDArray[np.int32], at: int, low: int, high: int, groups: int) -> Ints:
    """The pairs of the seat ``at`` with every later one, where its group lies in this range."""
    own = table[:, at]
    rows = np.flatnonzero((own >= low) & (own < high))
    return (own[rows, None].astype(np.int64) * groups + table[rows, at + 1 :]).ravel()
