"""From chances to readings: a seed rounds every share to all or nothing, and each keeps exactly its chance.

An odd part of the denominator goes first, with whole-number odds along chains of pairs. Then units are halved: the
pairs with an odd number are put in an order the seed gives and matched within each packet and within each expert, the
first with the second, the third with the fourth, and so on; what is left over at experts with an odd number is matched
in the same way among itself. Every pair then stands in one ring of matches, along which one unit goes up and down in
turn, and a bit of the seed says how it begins. Packets keep their number of readers in every step, and experts' loads
stay between the whole numbers round their expected ones. No solver, no fractions.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from solver.randomness import below, derive

Ints = NDArray[np.int64]
HALVING_TAG = b"expertpool/assignment/halving/v1"
CHAIN_TAG = b"expertpool/assignment/chain/v1"
ORDER = b"order"
BLOCK = 1_024
"""Bytes of coins a block."""


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
    turns[odd] = _turns(pairs.rows[odd], pairs.columns[odd], noise)
    return turns


def _without_odd(pairs: Pairs, units: Ints, odd: int, seed: bytes) -> Ints:
    """Units in whole multiples of ``odd``, as multiples: what is over goes up or down by lot."""
    order = _shuffled(np.arange(len(units)), derive(seed, CHAIN_TAG))
    over = units[order] % odd
    _walk(pairs.rows[order].tolist(), pairs.columns[order].tolist(), over, odd, seed)
    whole = units // odd
    whole[order] += over // odd
    return whole


def _turns(rows: Ints, columns: Ints, noise: bytes) -> Ints:
    """One up or one down for every pair: in turn along its ring, the ring's first pair as a coin says.

    Packets hold an even number of the pairs. Rings are counted in the order of their first pairs.
    """
    by_packet, by_expert = _matched(rows), _matched(columns)
    first = _first_of(by_expert[by_packet])
    other = first[by_packet]
    _, ring = np.unique(np.minimum(first, other), return_inverse=True)
    ups: Ints = 1 - 2 * (_coins(noise, int(ring.max(initial=-1)) + 1)[ring] ^ (first > other))
    return ups


def _matched(ends: Ints) -> Ints:
    """Each pair's match among those with the same end, in turn; what is left over at the ends is matched in turn."""
    order = np.argsort(_small(ends), kind="stable")
    starts = np.concatenate([[True], np.diff(ends[order]) != 0]) if len(ends) else np.zeros(0, dtype=np.bool_)
    begin = np.maximum.accumulate(np.where(starts, np.arange(len(ends)), 0))
    second = (np.arange(len(ends)) - begin) % 2 == 1
    match = np.full(len(ends), -1, dtype=np.int64)
    match[order[second]] = order[np.nonzero(second)[0] - 1]
    match[match[order[second]]] = order[second]
    alone = np.nonzero(match < 0)[0]
    match[alone[0::2]], match[alone[1::2]] = alone[1::2], alone[0::2]
    return match


def _small(ends: Ints) -> NDArray[Any]:
    """The same numbers in 16 bits if they fit, which are sorted several times faster."""
    return ends.astype(np.uint16) if len(ends) and int(ends.max()) < 1 << 16 else ends


def _first_of(onward: Ints) -> Ints:
    """The lowest place on each place's ring, where ``onward`` leads from place to place."""
    first = np.arange(len(onward))
    far = onward
    for _ in range(len(onward).bit_length()):
        first = np.minimum(first, first[far])
        far = far[far]
    return first


def _shuffled(places: Ints, seed: bytes) -> Ints:
    """The places in the order of 8 bytes of SHAKE-256 each, big-endian."""
    keys = np.frombuffer(hashlib.shake_256(seed + ORDER).digest(8 * len(places)), dtype=">u8")
    found: Ints = places[np.argsort(keys, kind="stable")]
    return found


def _coins(seed: bytes, count: int) -> Ints:
    """Fair bits: SHAKE-256 in blocks, the lowest bit of each byte first."""
    blocks = -(-count // (8 * BLOCK))
    bytes_ = b"".join(hashlib.shake_256(seed + at.to_bytes(8, "big")).digest(BLOCK) for at in range(blocks))
    bits = np.unpackbits(np.frombuffer(bytes_, dtype=np.uint8), bitorder="little")
    return bits[:count].astype(np.int64)


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
        settled = []
        for turn, at in enumerate(chain):
            amounts[at] += move if turn % 2 == 0 else -move
            if amounts[at] in (0, whole):
                settled.append(at)
        graph.settle(settled)
        step += 1
    left[:] = amounts


class _Open:
    """The pairs not settled yet, by packet and expert, and the way walked over them so far.

    ``path``: pairs one after another; ``nodes``: where each of them begins, and where the last one ends. Experts with
    a single open pair are where chains begin that are no rings.
    """

    def __init__(self, rows: Sequence[int], columns: Sequence[int], pairs: Sequence[int]) -> None:
        self.ends = {at: (rows[at], columns[at]) for at in pairs}
        self.pairs: dict[int, dict[int, None]] = {}
        for at in pairs:
            self.pairs.setdefault(rows[at], {})[at] = None
            self.pairs.setdefault(columns[at], {})[at] = None
        self.waiting = sorted(self.pairs, reverse=True)
        self.lone = sorted((node for node, here in self.pairs.items() if len(here) == 1), reverse=True)
        self.path: list[int] = []
        self.nodes: list[int] = []
        self.place: dict[int, int] = {}

    def settle(self, settled: Sequence[int]) -> None:
        """Take pairs out; what was walked before the first of them stays walked."""
        gone = set(settled)
        keep = next((turn for turn, at in enumerate(self.path) if at in gone), len(self.path))
        for node in self.nodes[keep + 1 :]:
            self.place.pop(node, None)
        del self.path[keep:], self.nodes[keep + 1 :]
        for at in settled:
            for node in self.ends[at]:
                here = self.pairs[node]
                del here[at]
                if len(here) == 1:
                    self.lone.append(node)

    def chain(self) -> list[int] | None:
        """A ring of open pairs, or a path between two experts with a single one each; None when all is settled."""
        if not self.path and not self._begin():
            return None
        while True:
            node = self.nodes[-1]
            last = self.path[-1] if self.path else -1
            at = next((one for one in self.pairs[node] if one != last), None)
            if at is None:
                if len(self.pairs[self.nodes[0]]) == 1:
                    return self.path[:]
                self._begin_at(node)
                continue
            self.path.append(at)
            node = sum(self.ends[at]) - node
            if node in self.place:
                return self.path[self.place[node] :]
            self.place[node] = len(self.path)
            self.nodes.append(node)

    def _begin(self) -> bool:
        """Begin a new way, at an expert with a single open pair if there is one; False when all is settled."""
        while self.lone and len(self.pairs[self.lone[-1]]) != 1:
            self.lone.pop()
        while self.waiting and not self.pairs[self.waiting[-1]]:
            self.waiting.pop()
        if self.waiting:
            self._begin_at(self.lone[-1] if self.lone else self.waiting[-1])
        return bool(self.waiting)

    def _begin_at(self, node: int) -> None:
        self.path, self.nodes, self.place = [], [node], {node: 0}
