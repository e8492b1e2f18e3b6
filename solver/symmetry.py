"""Exchanges that leave every bound as it is: people and whole blocks that the rules cannot tell apart.

Two experts of two employers with equal caps, or the two ends of a pair, sit in different groups and yet nothing
distinguishes them. Exchanging them by lot after a ticket is drawn makes their chances exactly equal. Every exchange
kept here maps panels that keep the bounds to panels that keep the bounds.

Limits: connected pieces of more than ``MOST_GROUPS`` groups that are not all different are not exchanged as wholes,
nor are mirror images looked for in them; only twins (same rows, same neighbours) are exchanged there. A piece with
more than ``MOST_TURNS`` mirror images is turned by rotating its twins: each has an equal chance of every twin's place.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, permutations
from math import lcm

from solver.groups import Grouped
from solver.merging import Merging

ROUNDS = 6
MOST_GROUPS = 12
MOST_TURNS = 720
MOST_STEPS = 100_000
"""Most steps of one search for mirror images; a piece that needs more is left to its twins."""


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
        merging = Merging(groups)
        for exchange in self.classes:
            first = exchange.blocks[0]
            turned = [(first[i], first[j]) for turn in exchange.turns for i, j in enumerate(turn)]
            moved = [(first[i], group) for block in exchange.blocks for i, group in enumerate(block)]
            for one, other in (*turned, *moved):
                merging.join(one, other)
        return [merging.first(group) for group in range(groups)]


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
    classes = [exchange for pieces in shapes.values() for exchange in _classes(frame, pieces)]
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
            yield tuple(sorted(groups, key=lambda index: (self.colour[index], self.fixed(index), index)))

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
        shapes = sorted((low, high, len(at)) for low, high, at in self.rows)
        self.invariant = (tuple(self.marks), tuple(shapes), len(self.links))

    @cached_property
    def ties(self) -> dict[tuple[int, int], Hashable]:
        """What ties two positions together, either way round: a link, and the rows that count both."""
        found: dict[tuple[int, int], Hashable] = {}
        for first, second in permutations(range(len(self.groups)), 2):
            both = sorted((low, high, len(at)) for low, high, at in self.rows if first in at and second in at)
            found[first, second] = ((first, second) in self.links, tuple(both))
        return found

    def maps_onto(self, other: _Piece) -> Iterator[tuple[int, ...]]:
        """Every bijection of positions that carries this piece onto the other; raises _TooMany past the limit.

        Backtracking over equal marks and equal ties; a piece whose marks all differ has one candidate.
        """
        same = [[j for j, mark in enumerate(other.marks) if mark == mine] for mine in self.marks]
        steps = 0

        def fits(chosen: list[int], j: int) -> bool:
            at = len(chosen)
            return j not in chosen and all(self.ties[i, at] == other.ties[chosen[i], j] for i in range(at))

        def extend(chosen: list[int]) -> Iterator[tuple[int, ...]]:
            nonlocal steps
            steps += 1
            if steps > MOST_STEPS:
                raise _TooMany
            if len(chosen) == len(self.marks):
                if self._carried(chosen, other):
                    yield tuple(chosen)
                return
            for j in same[len(chosen)]:
                if fits(chosen, j):
                    yield from extend([*chosen, j])

        if all(len(choices) == 1 for choices in same):
            only = [choices[0] for choices in same]
            return iter([tuple(only)] if self._carried(only, other) else [])
        return extend([])

    def _carried(self, chosen: list[int], other: _Piece) -> bool:
        moved = Counter((low, high, frozenset(chosen[i] for i in at)) for low, high, at in self.rows)
        return moved == Counter(other.rows) and {(chosen[i], chosen[j]) for i, j in self.links} == other.links


class _TooMany(Exception):
    """The mirror images of a piece are too many, or too hard to find."""


def _classes(frame: _Frame, pieces: list[_Piece]) -> Iterator[Exchange]:
    """Pieces sorted into classes that map onto one another, each ordered like the first of its class."""
    left = pieces
    while left:
        model, *others = left
        turns = _turns(model)
        try:
            ways = [(other, next(model.maps_onto(other), None)) for other in others]
            all_turns = turns or _rotations(frame, model)
        except _TooMany:
            yield from _twins(frame, model.groups)
            left = others
            continue
        found = [tuple(other.groups[j] for j in way) for other, way in ways if way is not None]
        left = [other for other, way in ways if way is None]
        if found or (turns and len(turns) > 1):
            yield Exchange((model.groups, *found), all_turns)
        elif not turns:
            yield from _twins(frame, model.groups)


def _turns(piece: _Piece) -> tuple[tuple[int, ...], ...] | None:
    """All ways a piece maps onto itself, the identity first; None where they are too many."""
    try:
        turns = list(islice(piece.maps_onto(piece), MOST_TURNS + 1))
    except _TooMany:
        return None
    return tuple(sorted(turns)) if len(turns) <= MOST_TURNS else None


def _rotations(frame: _Frame, piece: _Piece) -> tuple[tuple[int, ...], ...]:
    """A few turns that bring every twin to the place of each of its likes equally often; raises _TooMany."""
    place = {group: at for at, group in enumerate(piece.groups)}
    alike = [[place[index] for (index,) in exchange.blocks] for exchange in _twins(frame, piece.groups)]
    number = lcm(*map(len, alike))
    if number > MOST_TURNS:
        raise _TooMany
    turns = []
    for by in range(number):
        turn = list(range(len(piece.groups)))
        for twins in alike:
            for at, position in enumerate(twins):
                turn[position] = twins[(at + by) % len(twins)]
        turns.append(tuple(turn))
    return tuple(turns)


def _twins(frame: _Frame, groups: tuple[int, ...]) -> Iterator[Exchange]:
    """In a piece with too many turns: linked groups in the same rows with the same neighbours, each other aside."""
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
