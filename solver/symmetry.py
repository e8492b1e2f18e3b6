"""Exchanges that leave every bound as it is: people and whole blocks that the rules cannot tell apart.

Two experts of two employers with equal caps, or the two ends of a pair, sit in different groups and yet nothing
distinguishes them. Exchanging them by lot after a ticket is drawn makes their chances exactly equal. Every exchange
kept here is checked to map panels that keep the bounds to panels that keep the bounds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from solver.groups import Grouped

ROUNDS = 6


@dataclass(frozen=True)
class Symmetry:
    """``twins``: classes of groups of one member each, any two exchangeable on their own.

    ``blocks``: classes of blocks; a block is a tuple of groups, and group i of one block may take the place of
    group i of another, all groups of the two blocks at once.
    """

    twins: tuple[tuple[int, ...], ...]
    blocks: tuple[tuple[tuple[int, ...], ...], ...]

    def orbits(self, groups: int) -> list[int]:
        """For each group the smallest group it can be exchanged for, directly or by way of others."""
        root = list(range(groups))

        def find(index: int) -> int:
            while root[index] != index:
                root[index] = root[root[index]]
                index = root[index]
            return index

        alike = [*self.twins, *(column for cls in self.blocks for column in zip(*cls, strict=True))]
        for column in alike:
            for other in column[1:]:
                first, second = sorted((find(column[0]), find(other)))
                root[second] = first
        return [find(index) for index in range(groups)]


def exchanges(grouped: Grouped) -> Symmetry:
    """The twins and blocks of a problem."""
    colours = _Colours(grouped)
    return Symmetry(twins=_twins(colours), blocks=_blocks(grouped, colours))


class _Colours:
    """Colours of groups and rows, refined until equal colours have equal surroundings."""

    def __init__(self, grouped: Grouped) -> None:
        self.bounds = [row for row in grouped.rows if not row.clique]
        count = len(grouped.members)
        self.rows_of: list[list[int]] = [[] for _ in range(count)]
        for index, row in enumerate(self.bounds):
            for member in row.groups:
                self.rows_of[member].append(index)
        self.around: list[set[int]] = [set() for _ in range(count)]
        for first, second in grouped.links:
            self.around[first].add(second)
            self.around[second].add(first)
        self.group = _numbered([(len(people), len(self.around[i])) for i, people in enumerate(grouped.members)])
        self.row = _numbered([(row.low, row.high, len(row.groups)) for row in self.bounds])
        self._refine()

    def _refine(self) -> None:
        if len(set(self.row)) == len(self.row) and not any(self.around):
            return
        for _ in range(ROUNDS):
            before = len(set(self.group)) + len(set(self.row))
            rows = [(self.row[i], _multiset(self.group[g] for g in row.groups)) for i, row in enumerate(self.bounds)]
            self.row = _numbered(rows)
            groups = [
                (old, _multiset(self.row[r] for r in self.rows_of[g]), _multiset(self.group[o] for o in self.around[g]))
                for g, old in enumerate(self.group)
            ]
            self.group = _numbered(groups)
            if len(set(self.group)) + len(set(self.row)) == before:
                break


def _multiset(colours: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(colours))


def _numbered(keys: Sequence[Hashable]) -> list[int]:
    numbers: dict[Hashable, int] = {}
    return [numbers.setdefault(key, len(numbers)) for key in keys]


def _twins(colours: _Colours) -> tuple[tuple[int, ...], ...]:
    """Linked groups in the same rows with the same neighbours, each other aside."""
    found: dict[Hashable, list[int]] = defaultdict(list)
    for index, around in enumerate(colours.around):
        if around:
            rows = tuple(colours.rows_of[index])
            found["apart", rows, frozenset(around)].append(index)
            found["linked", rows, frozenset(around | {index})].append(index)
    return tuple(sorted(tuple(cls) for cls in found.values() if len(cls) > 1))


def _blocks(grouped: Grouped, colours: _Colours) -> tuple[tuple[tuple[int, ...], ...], ...]:
    """Connected pieces of rows that have a double, and of links, by their exact shape."""
    times = Counter(colours.row)
    local = {index for index, colour in enumerate(colours.row) if times[colour] > 1}
    if not local and not grouped.links:
        return ()
    pieces = _pieces(grouped, colours, local)
    shapes: dict[Hashable, list[tuple[int, ...]]] = defaultdict(list)
    for piece in pieces:
        ordered = tuple(sorted(piece, key=lambda index: (colours.group[index], index)))
        shapes[_shape(grouped, colours, ordered, local)].append(ordered)
    return tuple(sorted(tuple(sorted(cls)) for cls in shapes.values() if len(cls) > 1))


def _pieces(grouped: Grouped, colours: _Colours, local: set[int]) -> list[list[int]]:
    count = len(grouped.members)
    seen = [False] * count
    pieces = []
    for start in range(count):
        if seen[start] or not (colours.around[start] or any(row in local for row in colours.rows_of[start])):
            continue
        piece, stack = [], [start]
        seen[start] = True
        while stack:
            index = stack.pop()
            piece.append(index)
            near = set(colours.around[index])
            for row in colours.rows_of[index]:
                if row in local:
                    near.update(colours.bounds[row].groups)
            for other in near:
                if not seen[other]:
                    seen[other] = True
                    stack.append(other)
        pieces.append(piece)
    return pieces


def _shape(grouped: Grouped, colours: _Colours, ordered: tuple[int, ...], local: set[int]) -> Hashable:
    """Everything about a block that an exchange must keep, by position in the block."""
    place = {index: at for at, index in enumerate(ordered)}
    inside = {row for index in ordered for row in colours.rows_of[index] if row in local}
    rows = sorted(
        (colours.bounds[r].low, colours.bounds[r].high, tuple(sorted(place[g] for g in colours.bounds[r].groups)))
        for r in inside
    )
    links = sorted({tuple(sorted((place[i], place[o]))) for i in ordered for o in colours.around[i]})
    shared = tuple(tuple(row for row in colours.rows_of[i] if row not in local) for i in ordered)
    sizes = tuple(len(grouped.members[i]) for i in ordered)
    return sizes, shared, tuple(rows), tuple(links)
