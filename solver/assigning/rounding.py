"""From chances to readings: a seed rounds every share to all or nothing, and each keeps exactly its chance.

An odd part of the denominator goes first, with whole-number odds along chains of pairs. Then units are halved: the
pairs with an odd number fall into short cycles through packets and experts (and paths between experts with an odd
load), in an order the seed gives; along each, one unit goes up and down in turn, and a bit of the seed says where it
begins. Packets keep their number of readers in every step, and experts' loads stay between the whole numbers round
their expected ones. No solver, no fractions.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from solver.randomness import below, derive

Ints = NDArray[np.int64]
HALVING_TAG = b"expertpool/assignment/halving/v1"
CHAIN_TAG = b"expertpool/assignment/chain/v1"
ORDER = b"order"


@dataclass(frozen=True)
class Pairs:
    """Pairs as two arrays: packets from 0, experts numbered on after the ``packets``."""

    rows: Ints
    columns: Ints
    packets: int

    @classmethod
    def of(cls, units: Ints) -> Pairs:
        """The pairs with any units, row by row."""
        rows, columns = np.nonzero(units)
        return cls(rows, columns + len(units), len(units))

    def table(self, shape: tuple[int, ...], made: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which pairs are made, as a table of that shape."""
        found = np.zeros(shape, dtype=np.bool_)
        found[self.rows, self.columns - self.packets] = made
        return found


def rounded(units: Ints, whole: int, seed: bytes) -> NDArray[np.bool_]:
    """Which pairs are made. ``units``: shape (dossiers, experts); ``whole`` is certainty and divides each row's sum."""
    pairs = Pairs.of(units)
    left, _ = coarser(pairs, units[units > 0], whole, 1, seed)
    return pairs.table(units.shape, left == 1)


def coarser(pairs: Pairs, units: Ints, whole: int, least: int, seed: bytes) -> tuple[Ints, int]:
    """Units of a coarser scale whose expectation is the units given, and what certainty is in it.

    That is the first power of two not above ``least`` and ``whole``'s own, reached by rounding with the seed.
    """
    odd = whole
    while odd % 2 == 0:
        odd //= 2
    left = _without_odd(pairs, units, odd, seed) if odd > 1 else units.copy()
    whole //= odd
    level = 0
    while whole > least:
        turns = halving(pairs, left, derive(seed, HALVING_TAG, level.to_bytes(2, "big")))
        left = (left + turns) // 2
        whole //= 2
        level += 1
    return left, whole


def halving(pairs: Pairs, units: Ints, noise: bytes) -> Ints:
    """One up or one down for every odd number of units, nothing for the others: both ways are equally likely."""
    odd = _shuffled(np.nonzero(units % 2)[0], noise)
    turns = np.zeros(len(units), dtype=np.int64)
    turns[odd] = _turns(pairs.rows[odd].tolist(), pairs.columns[odd].tolist(), noise)
    return turns


def _without_odd(pairs: Pairs, units: Ints, odd: int, seed: bytes) -> Ints:
    """Units in whole multiples of ``odd``, as multiples: what is over goes up or down by lot."""
    order = _shuffled(np.arange(len(units)), derive(seed, CHAIN_TAG))
    over = units[order] % odd
    _walk(pairs.rows[order].tolist(), pairs.columns[order].tolist(), over, odd, seed)
    whole = units // odd
    whole[order] += over // odd
    return whole


def _turns(rows: list[int], columns: list[int], noise: bytes) -> list[int]:
    """One up or one down for every pair: in turn along its chain, from a coin on."""
    turns = [0] * len(rows)
    for chain, coin in zip(_chains(rows, columns), _coins(noise), strict=False):
        sign = 1 - 2 * coin
        for at in chain:
            turns[at] = sign
            sign = -sign
    return turns


def _shuffled(places: Ints, seed: bytes) -> Ints:
    """The places in the order of 8 bytes of SHAKE-256 each, big-endian."""
    keys = np.frombuffer(hashlib.shake_256(seed + ORDER).digest(8 * len(places)), dtype=">u8")
    found: Ints = places[np.argsort(keys, kind="stable")]
    return found


def _coins(seed: bytes) -> Iterator[int]:
    """Fair bits without end: SHAKE-256 in blocks, the lowest bit of each byte first."""
    block = 0
    while True:
        for byte in hashlib.shake_256(seed + block.to_bytes(8, "big")).digest(1_024):
            for bit in range(8):
                yield byte >> bit & 1
        block += 1


def _chains(rows: list[int], columns: list[int]) -> Iterator[list[int]]:
    """The pairs as cycles and paths, each pair once. Nodes are numbers; packets meet an even number of pairs.

    A walk goes on by the last open pair of each node; where it comes back to a node, the cycle is cut out. Walks
    begin at experts with an odd number of open pairs, and end at such, before any others.
    """
    near: dict[int, list[int]] = {}
    for at, ends in enumerate(zip(rows, columns, strict=True)):
        for node in ends:
            near.setdefault(node, []).append(at)
    degree = {node: len(pairs) for node, pairs in near.items()}
    both = [row ^ column for row, column in zip(rows, columns, strict=True)]
    used = [False] * len(rows)
    starts = list(dict.fromkeys(columns))
    for start in [*(("odd", node) for node in starts), *(("even", node) for node in starts)]:
        if start[0] == "even" or degree[start[1]] % 2:
            yield from _walked(start[1], near, degree, both, used)


def _walked(
    node: int, near: dict[int, list[int]], degree: dict[int, int], both: list[int], used: list[bool]
) -> Iterator[list[int]]:
    """One walk until it is stuck: the cycles on the way, and the path that is left."""
    path: list[int] = []
    passed = [node]
    place = {node: 0}
    while True:
        pairs = near[node]
        while pairs and used[pairs[-1]]:
            pairs.pop()
        if not pairs:
            if path:
                yield path
            return
        at = pairs.pop()
        used[at] = True
        degree[node] -= 1
        node ^= both[at]
        degree[node] -= 1
        path.append(at)
        back = place.get(node)
        if back is None:
            place[node] = len(path)
            passed.append(node)
            continue
        yield path[back:]
        del path[back:]
        for left_behind in passed[back + 1 :]:
            del place[left_behind]
        del passed[back + 1 :]


def _walk(rows: Sequence[int], columns: Sequence[int], left: Ints, whole: int, seed: bytes) -> None:
    """Round units below an odd denominator: push units along a chain up or down until a pair is settled; again."""
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
        """A cycle of open pairs, or a path between two experts with a single one each; None when all is settled."""
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
