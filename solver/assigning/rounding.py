"""From chances to readings: a seed rounds every share to all or nothing, and each keeps exactly its chance.

Units are halved as long as they can be: the pairs with an odd number form chains through packets and experts; along
each chain one unit goes up and down in turn, which end begins is one bit of the seed. What is left of an odd
denominator is rounded along chains with whole-number odds. Packets keep their number of readers in every step, and
experts' loads stay between the whole numbers round their expected ones. No solver, no fractions.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from solver.randomness import below, derive

Ints = NDArray[np.int64]
HALVING_TAG = b"expertpool/assignment/halving/v1"
CHAIN_TAG = b"expertpool/assignment/chain/v1"


def rounded(units: Ints, whole: int, seed: bytes) -> NDArray[np.bool_]:
    """Which pairs are made. ``units``: shape (dossiers, experts), ``whole`` for certainty; rows sum to its multiples."""
    rows, columns = np.nonzero(units)
    left = units[rows, columns].copy()
    level = 0
    while whole % 2 == 0:
        odd = np.nonzero(left % 2)[0]
        coins = _coins(derive(seed, HALVING_TAG, level.to_bytes(2, "big")))
        for chain in _chains(rows[odd], columns[odd]):
            left[odd[chain]] += np.where(np.arange(len(chain)) % 2 == next(coins), 1, -1)
        left //= 2
        whole //= 2
        level += 1
    if whole > 1:
        _walk(rows.tolist(), columns.tolist(), left, whole, seed)
    made = np.zeros(units.shape, dtype=np.bool_)
    made[rows, columns] = left == 1 if whole == 1 else left == whole
    return made


def _coins(seed: bytes) -> Iterator[int]:
    """Fair bits without end: SHAKE-256 in blocks, the lowest bit of each byte first."""
    block = 0
    while True:
        for byte in hashlib.shake_256(seed + block.to_bytes(8, "big")).digest(1_024):
            for bit in range(8):
                yield byte >> bit & 1
        block += 1


def _chains(rows: Ints, columns: Ints) -> Iterator[list[int]]:
    """The pairs in chains, each pair once: at every packet and expert, pairs follow each other two by two in order."""
    count = len(rows)
    by_row = _partners(rows, np.lexsort((columns, rows)))
    by_column = _partners(columns, np.lexsort((rows, columns)))
    seen = [False] * count
    ends = [at for at in range(count) if by_column[at] < 0]
    for start in [*ends, *range(count)]:
        if seen[start]:
            continue
        chain, at, across = [], start, True
        while at >= 0 and not seen[at]:
            seen[at] = True
            chain.append(at)
            at = by_row[at] if across else by_column[at]
            across = not across
        yield chain


def _partners(nodes: Ints, order: Ints) -> list[int]:
    """For each pair the one it follows at its node: the first with the second, the third with the fourth; -1 alone."""
    partner = [-1] * len(nodes)
    ordered = order.tolist()
    at = 0
    while at + 1 < len(ordered):
        first, second = ordered[at], ordered[at + 1]
        if nodes[first] == nodes[second]:
            partner[first], partner[second] = second, first
            at += 2
        else:
            at += 1
    return partner


def _walk(rows: Sequence[int], columns: Sequence[int], left: Ints, whole: int, seed: bytes) -> None:
    """Round what an odd denominator leaves: push units along a chain up or down until a pair is settled; again."""
    graph = _Open(rows, columns, [at for at, units in enumerate(left.tolist()) if 0 < units < whole])
    amounts: list[int] = left.tolist()
    step = 0
    while (chain := graph.chain()) is not None:
        rises = [whole - amounts[at] if turn % 2 == 0 else amounts[at] for turn, at in enumerate(chain)]
        up, down = min(rises), whole - max(rises)
        raised = below(seed, up + down, tag=CHAIN_TAG + step.to_bytes(8, "big")) < down
        move = up if raised else -down
        for turn, at in enumerate(chain):
            amounts[at] += move if turn % 2 == 0 else -move
            if amounts[at] in (0, whole):
                graph.settle(at)
        step += 1
    left[:] = amounts


class _Open:
    """The pairs not settled yet, by packet and expert; experts with a single one are where paths begin."""

    def __init__(self, rows: Sequence[int], columns: Sequence[int], pairs: Sequence[int]) -> None:
        self.ends = {at: ((0, rows[at]), (1, columns[at])) for at in pairs}
        self.pairs: dict[tuple[int, int], dict[int, None]] = {}
        for at in pairs:
            for node in self.ends[at]:
                self.pairs.setdefault(node, {})[at] = None
        self.waiting = sorted(self.pairs, reverse=True)
        self.lone = sorted((node for node in self.pairs if len(self.pairs[node]) == 1), reverse=True)

    def settle(self, at: int) -> None:
        """Take a pair out."""
        for node in self.ends[at]:
            del self.pairs[node][at]
            if len(self.pairs[node]) == 1:
                self.lone.append(node)

    def chain(self) -> list[int] | None:
        """A cycle of open pairs, or a path from one expert with a single open pair to another; None when all is settled."""
        while self.lone and len(self.pairs[self.lone[-1]]) != 1:
            self.lone.pop()
        while self.waiting and not self.pairs[self.waiting[-1]]:
            self.waiting.pop()
        if not self.waiting:
            return None
        node = self.lone[-1] if self.lone else self.waiting[-1]
        path: list[int] = []
        visited = {node: 0}
        while True:
            at = next((one for one in self.pairs[node] if not path or one != path[-1]), None)
            if at is None:
                return path
            path.append(at)
            node = self.ends[at][1 - node[0]]
            if node in visited:
                return path[visited[node] :]
            visited[node] = len(path)
