"""Exchanges that leave every bound as it is: people and whole blocks that the rules cannot tell apart.

Two experts of two employers with equal caps, or the two ends of a pair, sit in different groups and yet nothing
distinguishes them. Exchanging them by lot after a ticket is drawn makes their chances exactly equal. Every exchange
kept here maps panels that keep the bounds to panels that keep the bounds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from solver.groups import Grouped

ROUNDS = 6
MOST_GROUPS = 12
MOST_TURNS = 5_040


@dataclass(frozen=True)
class Exchange:
    """Blocks of groups any of which may take another's place, each after a turn of its own.

    ``blocks``: tuples of groups; group i of one block corresponds to group i of another. ``turns``: permutations of
    the positions that map a block onto itself (position i goes to position turn[i]); the first one leaves all as it is.
    """

    blocks: tuple[tuple[int, ...], ...]
    turns: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Symmetry:
    """All exchanges of a problem; no group is in two of them."""

    classes: tuple[Exchange, ...]

    def orbits(self, groups: int) -> list[int]:
        """For each group the smallest group it can be exchanged for, directly or by way of others."""
        root = list(range(groups))

        def find(index: int) -> int:
            while root[index] != index:
                root[index] = root[root[index]]
                index = root[index]
            return index

        for exchange in self.classes:
            first = exchange.blocks[0]
            turned = [(first[i], first[j]) for turn in exchange.turns for i, j in enumerate(turn)]
            moved = [(first[i], group) for block in exchange.blocks for i, group in enumerate(block)]
            for one, other in (*turned, *moved):
                low, high = sorted((find(one), find(other)))
                root[high] = low
        return [find(index) for index in range(groups)]


def exchanges(grouped: Grouped) -> Symmetry:
    """The exchanges of a problem: isomorphic pieces, mirror images inside small ones, twins inside large ones."""
    frame = _Frame(grouped)
    shapes: dict[Hashable, list[_Piece]] = defaultdict(list)
    twins: list[Exchange] = []
    for groups in frame.pieces():
        piece = _Piece(frame, groups)
        if piece.turnable:
            shapes[piece.invariant].append(piece)
        else:
            twins += _twins(frame, groups)
    classes = [exchange for pieces in shapes.values() for exchange in _classes(pieces)]
    return Symmetry(tuple(sorted((*classes, *twins), key=lambda exchange: exchange.blocks)))


class _Frame:
    """Groups, rows and links with colours: equal colours have equal surroundings."""

    def __init__(self, grouped: Grouped) -> None:
        self.grouped = grouped
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
        self.colour = _numbered([(len(people), len(self.around[i])) for i, people in enumerate(grouped.members)])
        row_colour = self._refine()
        self.local = self._local(row_colour)

    def _refine(self) -> list[int]:
        rows = _numbered([(row.low, row.high, len(row.groups)) for row in self.bounds])
        if len(set(rows)) == len(rows) and not self.grouped.links:
            return rows
        for _ in range(ROUNDS):
            before = len(set(self.colour)) + len(set(rows))
            rows = _numbered(
                [(rows[i], _multiset(self.colour[g] for g in row.groups)) for i, row in enumerate(self.bounds)]
            )
            self.colour = _numbered(
                [
                    (
                        old,
                        _multiset(rows[r] for r in self.rows_of[g]),
                        _multiset(self.colour[o] for o in self.around[g]),
                    )
                    for g, old in enumerate(self.colour)
                ]
            )
            if len(set(self.colour)) + len(set(rows)) == before:
                break
        return rows

    def _local(self, colours: list[int]) -> set[int]:
        """Rows that have a double and tie together nothing that smaller such rows keep apart; the others stay put."""
        times = Counter(colours)
        kinds: dict[int, list[int]] = defaultdict(list)
        for index, colour in enumerate(colours):
            if times[colour] > 1:
                kinds[colour].append(index)
        piece = _Union(len(self.colour))
        for first, second in self.grouped.links:
            piece.join(first, second)
        local: set[int] = set()
        for rows in sorted(kinds.values(), key=lambda rows: (len(self.bounds[rows[0]].groups), rows)):
            touched = [{piece.find(g) for g in self.bounds[row].groups} for row in rows]
            apart = all(len({find for find in touch if piece.size[find] > 1}) <= 1 for touch in touched)
            if apart:
                local.update(rows)
                for row in rows:
                    for group in self.bounds[row].groups:
                        piece.join(self.bounds[row].groups[0], group)
        self.piece = piece
        return local

    def pieces(self) -> Iterator[tuple[int, ...]]:
        """Groups connected by links and local rows."""
        found: dict[int, list[int]] = defaultdict(list)
        for index, rows in enumerate(self.rows_of):
            if self.around[index] or any(row in self.local for row in rows):
                found[self.piece.find(index)].append(index)
        for groups in found.values():
            yield tuple(sorted(groups, key=lambda index: (self.colour[index], index)))

    def fixed(self, group: int) -> tuple[int, ...]:
        """The rows that an exchange must leave in place."""
        return tuple(row for row in self.rows_of[group] if row not in self.local)


class _Union:
    """Disjoint sets with their sizes."""

    def __init__(self, count: int) -> None:
        self.root = list(range(count))
        self.size = [1] * count

    def find(self, index: int) -> int:
        """The representative."""
        while self.root[index] != index:
            self.root[index] = self.root[self.root[index]]
            index = self.root[index]
        return index

    def join(self, first: int, second: int) -> None:
        """Make one set of two."""
        first, second = self.find(first), self.find(second)
        if first != second:
            self.root[second] = first
            self.size[first] += self.size[second]


class _Piece:
    """A connected piece: its groups in colour order, and everything about them that an exchange must keep."""

    def __init__(self, frame: _Frame, groups: tuple[int, ...]) -> None:
        self.groups = groups
        place = {index: at for at, index in enumerate(groups)}
        self.marks = [(frame.colour[i], len(frame.grouped.members[i]), frame.fixed(i)) for i in groups]
        inside = {row for index in groups for row in frame.rows_of[index] if row in frame.local}
        bounds = [frame.bounds[row] for row in inside]
        self.rows = [(row.low, row.high, frozenset(place[g] for g in row.groups)) for row in bounds]
        self.links = {(place[i], place[other]) for i in groups for other in frame.around[i]}
        discrete = len(set(self.marks)) == len(groups)
        self.turnable = discrete or len(groups) <= MOST_GROUPS
        self.invariant = (
            tuple(self.marks),
            tuple(sorted((low, high, len(at)) for low, high, at in self.rows)),
            len(self.links),
        )

    def maps_onto(self, other: _Piece) -> Iterator[tuple[int, ...]]:
        """Every bijection of positions that carries this piece onto the other; backtracking over equal marks."""
        same = [[j for j, mark in enumerate(other.marks) if mark == mine] for mine in self.marks]

        def extend(chosen: list[int]) -> Iterator[tuple[int, ...]]:
            at = len(chosen)
            if at == len(self.marks):
                if self._carried(chosen, other):
                    yield tuple(chosen)
                return
            for j in same[at]:
                if j not in chosen and all(
                    ((i, at) in self.links) == ((chosen[i], j) in other.links) for i in range(at)
                ):
                    yield from extend([*chosen, j])

        return extend([])

    def _carried(self, chosen: list[int], other: _Piece) -> bool:
        moved = Counter((low, high, frozenset(chosen[i] for i in at)) for low, high, at in self.rows)
        return moved == Counter(other.rows)


def _classes(pieces: list[_Piece]) -> Iterator[Exchange]:
    """Pieces sorted into classes that map onto one another, each ordered like the first of its class."""
    left = pieces
    while left:
        model, *others = left
        turns = []
        for turn in model.maps_onto(model):
            turns.append(turn)
            if len(turns) > MOST_TURNS:
                break
        if len(turns) > MOST_TURNS:
            turns = [tuple(range(len(model.groups)))]
        turns.sort()
        blocks, left = [model.groups], []
        for other in others:
            way = next(model.maps_onto(other), None)
            if way is None:
                left.append(other)
            else:
                blocks.append(tuple(other.groups[j] for j in way))
        if len(blocks) > 1 or len(turns) > 1:
            yield Exchange(tuple(blocks), tuple(turns))


def _twins(frame: _Frame, groups: tuple[int, ...]) -> Iterator[Exchange]:
    """In a piece too large to turn: linked groups in the same rows with the same neighbours, each other aside."""
    found: dict[Hashable, list[int]] = defaultdict(list)
    for index in groups:
        around = frame.around[index]
        if around:
            rows = tuple(frame.rows_of[index])
            found["apart", rows, frozenset(around)].append(index)
            found["linked", rows, frozenset(around | {index})].append(index)
    for alike in found.values():
        if len(alike) > 1:
            yield Exchange(tuple((index,) for index in alike), ((0,),))


def _multiset(colours: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(colours))


def _numbered(keys: Sequence[Hashable]) -> list[int]:
    numbers: dict[Hashable, int] = {}
    return [numbers.setdefault(key, len(numbers)) for key in keys]
