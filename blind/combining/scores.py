"""Scores as they are combined: one whole number of hundredths for each packet and reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from blind.errors import Malformed


@dataclass(frozen=True, order=True)
class Score:
    """What one reader gave one packet, in hundredths of a point. Packets and readers are opaque codes.

    ``turn``: the reader's place in the order in which the packet's readers were appointed, where that is known.
    """

    packet: str
    reader: str
    hundredths: int
    turn: int = 0


def by_packet(scores: Iterable[Score]) -> dict[str, tuple[Score, ...]]:
    """Scores by packet, packets in order of their codes, scores of one in order of their turns, then of readers.

    Raises ``Malformed`` ("scored-twice") where one reader has two scores for a packet, and ("not-a-score") for a float.
    """
    found: dict[str, dict[str, Score]] = defaultdict(dict)
    for one in scores:
        if type(one.hundredths) is not int:
            raise Malformed("not-a-score", packet=one.packet, reader=one.reader, found=repr(one.hundredths)[:40])
        if one.reader in found[one.packet]:
            raise Malformed("scored-twice", packet=one.packet, reader=one.reader)
        found[one.packet][one.reader] = one
    return {name: tuple(sorted(found[name].values(), key=lambda one: (one.turn, one.reader))) for name in sorted(found)}


def components(scores: Iterable[Score]) -> list[frozenset[str]]:
    """Packets joined by common readers: one set where all scores can be compared, more where some cannot."""
    parent: dict[tuple[bool, str], tuple[bool, str]] = {}

    def root(node: tuple[bool, str]) -> tuple[bool, str]:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for one in scores:
        parent[root((True, one.packet))] = root((False, one.reader))
    sets: dict[tuple[bool, str], set[str]] = defaultdict(set)
    for node in list(parent):
        if node[0]:
            sets[root(node)].add(node[1])
    return sorted(map(frozenset, sets.values()), key=min)
