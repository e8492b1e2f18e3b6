"""Scores can be compared where packets and experts hang together: the parts of an assignment, and their joining."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from solver.assigning.reading import Reading

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
NO_WAY = 1 << 40
"""A loss that stands for what must not be done."""
TRIED = 2_000
"""Readings of the larger part that one joining looks at: those that lose least, by suitability."""


@dataclass(frozen=True)
class Joined:
    """An assignment with its parts joined as far as they can be: what was made, and what was given up for it.

    ``given_up``: readings changed. ``parts``: how many parts are left; one is what is wanted in each field of packets
    and experts that any allowed pairs connect (``fields`` of them).
    """

    made: Bools
    given_up: int
    parts: int
    fields: int


def parts_of(made: Bools) -> tuple[list[int], list[int], int]:
    """The part of every packet and expert, numbered from 0 in the order of packets; experts without packets get -1."""
    rows, columns = made.shape
    labels = labelled(*np.nonzero(made), packets=rows, experts=columns)
    names, firsts, numbers = np.unique(labels[:rows], return_index=True, return_inverse=True)
    turn = np.empty(len(names), dtype=np.int64)
    turn[np.argsort(firsts)] = np.arange(len(names))
    of_column = np.full(columns, -1, dtype=np.int64)
    busy = np.atleast_1d(made.any(axis=0))
    of_column[busy] = turn[np.searchsorted(names, labels[rows:][busy])]
    return turn[numbers].tolist(), of_column.tolist(), len(names)


def labelled(rows: Ints, columns: Ints, *, packets: int, experts: int) -> Ints:
    """A label for every packet and then every expert, the same for all that pairs connect: the lowest place among them.

    ``rows`` and ``columns``: the pairs, both counted from 0.
    """
    labels = np.arange(packets + experts, dtype=np.int64)
    others = columns + packets
    while True:
        lowest = np.minimum(labels[rows], labels[others])
        before = labels.copy()
        np.minimum.at(labels, before[rows], lowest)
        np.minimum.at(labels, before[others], lowest)
        labels = labels[labels]
        if (labels == before).all():
            return labels


def joined(reading: Reading, made: Bools, *, floor: int | None = None) -> Joined:
    """Join the parts by moving single readings or exchanging two, at the least loss of suitability each.

    ``floor``: what no packet whose readers change may get less than, in millionths; parts may then be left.
    """
    fields = 1 if parts_of(made)[2] == 1 else parts_of(reading.allowed)[2]
    before, made = made, made.copy()
    stuck: set[frozenset[int]] = set()
    while True:
        of_row, of_column, count = parts_of(made)
        rows = np.array(of_row)
        sizes = np.bincount(rows, minlength=count)
        order = [part for part in np.argsort(sizes, kind="stable").tolist() if _key(rows, part) not in stuck]
        if count <= fields or not order:
            return Joined(made, int((before & ~made).sum()), count, fields)
        step = _Joining(reading, made, floor).step(rows, np.array(of_column), order[0])
        if step is None:
            stuck.add(_key(rows, order[0]))
            continue
        for row, old, new in step:
            made[row, old], made[row, new] = False, True


def _key(rows: Ints, part: int) -> frozenset[int]:
    return frozenset(np.nonzero(rows == part)[0].tolist())


Change = tuple[int, int, int]
"""A packet, the expert it gives up, and the one it gets instead."""


@dataclass(frozen=True)
class _Joining:
    """The ways to hang one part of an assignment onto the rest."""

    reading: Reading
    made: Bools
    floor: int | None

    def step(self, rows: Ints, columns: Ints, part: int) -> list[Change] | None:
        """The cheapest way: one change or two. ``rows`` and ``columns``: the parts of packets and of experts.

        An expert's only reading can move away without parting anything; it cannot be exchanged.
        """
        spare = _spare(self.made)
        inside = self.made & (rows == part)[:, None]
        outside = self.made & ~(rows == part)[:, None]
        found: list[tuple[int, list[Change]]] = []
        loose = spare | (self.made & (self.made.sum(axis=0) == 1)[None, :])
        for these, people in ((inside & loose, (columns != part) & (columns >= 0)), (outside & loose, columns == part)):
            found += self._moves(these, people)
        for first, second in ((inside & spare, outside), (inside, outside & spare)):
            found += self._exchanges(first, second)
        return min(found)[1] if found else None

    def _moves(self, these: Bools, people: Bools) -> list[tuple[int, list[Change]]]:
        """The cheapest reading that can go to somebody of ``people`` who has room."""
        reading, load = self.reading, self.made.sum(axis=0)
        rows, olds = _listed(reading, these & (load > reading.least)[None, :])
        news = np.nonzero(people & (load < reading.most))[0]
        if not len(rows) or not len(news):
            return []
        cells = np.ix_(rows, news)
        loss = reading.scores[rows, olds][:, None] - reading.scores[cells]
        loss = np.where(reading.allowed[cells] & self._bearable(rows[:, None], loss), loss, NO_WAY)
        at = int(np.argmin(loss))
        row, new = divmod(at, len(news))
        if loss[row, new] >= NO_WAY:
            return []
        return [(int(loss[row, new]), [(int(rows[row]), int(olds[row]), int(news[new]))])]

    def _exchanges(self, first: Bools, second: Bools) -> list[tuple[int, list[Change]]]:
        """The cheapest two readings whose experts can change places."""
        rows, olds = _listed(self.reading, first)
        others, theirs = _listed(self.reading, second)
        if not len(rows) or not len(others):
            return []
        scores, allowed = self.reading.scores, self.reading.allowed
        there, back = np.ix_(rows, theirs), (others[None, :], olds[:, None])
        one = scores[rows, olds][:, None] - scores[there]
        other = scores[others, theirs][None, :] - scores[back]
        bearable = self._bearable(rows[:, None], one) & self._bearable(others[None, :], other)
        loss = np.where(allowed[there] & allowed[back] & bearable, one + other, NO_WAY)
        at, to = divmod(int(np.argmin(loss)), len(others))
        if loss[at, to] >= NO_WAY:
            return []
        swap = [(int(rows[at]), int(olds[at]), int(theirs[to])), (int(others[to]), int(theirs[to]), int(olds[at]))]
        return [(int(loss[at, to]), swap)]

    def _bearable(self, rows: Ints, loss: Ints) -> Any:
        """Whether packets that lose so much still get the floor."""
        if self.floor is None:
            return np.True_
        gets = (self.reading.scores * self.made).sum(axis=1)
        return gets[rows] - loss >= self.floor


def _listed(reading: Reading, these: Bools) -> tuple[Ints, Ints]:
    rows, columns = np.nonzero(these)
    if len(rows) > TRIED:
        kept = np.sort(np.argsort(reading.scores[rows, columns], kind="stable")[:TRIED])
        rows, columns = rows[kept], columns[kept]
    return rows, columns


def _spare(made: Bools) -> Bools:
    """Readings whose loss leaves their part in one piece: those on a cycle, found by one walk in depth."""
    rows, columns = made.shape
    nears: list[list[int]] = [[] for _ in range(rows + columns)]
    for row, column in zip(*(index.tolist() for index in np.nonzero(made)), strict=True):
        nears[row].append(rows + column)
        nears[rows + column].append(row)
    spare = made.copy()
    order, low = [0] * len(nears), [0] * len(nears)
    clock = 0
    for root in range(len(nears)):
        if order[root]:
            continue
        clock += 1
        order[root] = low[root] = clock
        walk = [(root, -1, iter(nears[root]))]
        while walk:
            node, above, rest = walk[-1]
            near = next(rest, None)
            if near is None:
                walk.pop()
                if walk:
                    low[above] = min(low[above], low[node])
                    if low[node] > order[above]:
                        spare[min(node, above), max(node, above) - rows] = False
            elif near == above:
                continue
            elif order[near]:
                low[node] = min(low[node], order[near])
            else:
                clock += 1
                order[near] = low[near] = clock
                walk.append((near, node, iter(nears[near])))
    return spare
