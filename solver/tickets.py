"""Numbered compliant panels whose counts are the fairest chances: whole totals first, then halves of halves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from solver.errors import NotProven, SolverError
from solver.groups import Grouped
from solver.randomness import Noise, derive
from solver.rounding import Choices, search

Ints = NDArray[np.int64]
Progress = Callable[[int, int], None]
AT_ONCE = 16
"""Most panels that one exact model is asked for."""
FEW = 20
"""Parts that cannot be split are dealt anew while they are few beside the table; otherwise panels are better mixed."""
CELLS = 16_000_000
"""Most entries of the tables that one batch of parts may hold, so that memory stays bounded."""


class Unsplittable(SolverError):
    """Whole panels cannot carry these totals. ``found``: lines (any number, seats) of panels that were finished."""

    def __init__(self, code: str, found: NDArray[np.int32], **facts: Any) -> None:
        super().__init__(code, **facts)
        self.found = found


class TooFewTickets(SolverError):
    """With so few tickets somebody who has a chance would be on none; ``enough`` is a number that suffices."""


@dataclass(frozen=True)
class Part:
    """A piece of the ticket table: ``size`` panels that together take ``counts[i]`` seats of group ``groups[i]``.

    ``whole`` is the part it was split from.
    """

    size: int
    groups: Ints
    counts: Ints
    whole: Part | None = None

    @property
    def wholes(self) -> Iterator[Part]:
        """The parts it was split from, the nearest first."""
        part = self.whole
        while part is not None:
            yield part
            part = part.whole


def make_tickets(
    grouped: Grouped,
    chances: Sequence[Fraction],
    *,
    tickets: int,
    seed: bytes,
    progress: Progress | None = None,
) -> NDArray[np.int32]:
    """The ticket table, shape (tickets, seats): the group of each seat of each numbered panel, ascending.

    ``chances``: what one member of each group is owed. A group's seats over all tickets are within one of
    tickets * chance * members, and every line is a compliant panel. Raises TooFewTickets when a positive chance
    would get no ticket, and Unsplittable when no such table exists.
    """
    frame = _Frame(grouped, seed)
    parts = [frame.totals(chances, tickets)]
    done: list[Part] = []
    stuck: list[Part] = []
    while parts:
        done += [part for part in parts if part.size == 1]
        if progress:
            progress(len(done), tickets)
        halves = [frame.split(batch) for batch in frame.batches(parts)]
        parts = [half for found, _ in halves for half in found]
        stuck += [part for _, left in halves for part in left]
    done = frame.mended(stuck, done)
    if progress:
        progress(tickets, tickets)
    return _lines(done, grouped.seats)[frame.shuffled(tickets)]


def _lines(done: Sequence[Part], seats: int) -> NDArray[np.int32]:
    """The group of each seat of each finished panel; shape (panels, seats)."""
    return np.array([np.repeat(part.groups, part.counts) for part in done], dtype=np.int32).reshape(-1, seats)


class _Frame:
    """What stays the same for every part: rows with the size as the last one, who sits in which, and the noise."""

    def __init__(self, grouped: Grouped, seed: bytes) -> None:
        self.grouped = grouped
        self.seed = derive(seed, b"exact")
        self.noise = Noise(derive(seed, b"rounding"))
        self.low = np.array([row.low for row in grouped.rows] + [grouped.seats], dtype=np.int64)
        self.high = np.array([row.high for row in grouped.rows] + [grouped.seats], dtype=np.int64)
        rows_of: list[list[int]] = [[] for _ in grouped.members]
        for index, row in enumerate(grouped.rows):
            for member in row.groups:
                rows_of[member].append(index)
        for rows in rows_of:
            rows.append(len(grouped.rows))
        self.degree = np.array([len(rows) for rows in rows_of], dtype=np.int64)
        self.offset = np.concatenate([[0], np.cumsum(self.degree)[:-1]])
        self.flat = np.array([index for rows in rows_of for index in rows], dtype=np.int64)

    def shuffled(self, tickets: int) -> Ints:
        """The order in which tickets get their numbers."""
        keys = self.noise.draw((tickets,)).astype(np.int64) * 65536 + self.noise.draw((tickets,))
        return np.argsort(keys, kind="stable")

    def expand(self, groups: Ints) -> tuple[Ints, Ints]:
        """For every row of every listed group: (position in ``groups``, row)."""
        degree = self.degree[groups]
        position = np.repeat(np.arange(len(groups)), degree)
        within = np.arange(len(position)) - np.repeat(np.cumsum(degree) - degree, degree)
        return position, self.flat[self.offset[groups][position] + within]

    def sums(self, owner: Ints, groups: Ints, values: Ints, parts: int) -> Ints:
        """Values added up by part and row; shape (parts, rows)."""
        position, row = self.expand(groups)
        cells = owner[position] * len(self.low) + row
        added = np.bincount(cells, weights=values[position].astype(np.float64), minlength=parts * len(self.low))
        return added.astype(np.int64).reshape(parts, len(self.low))

    def alike(self) -> Ints:
        """Each group's place in an order where neighbours sit in the same rows; another order at every call."""
        by_noise = np.argsort(self.noise.draw((len(self.low),)), kind="stable")
        place = np.empty(len(self.low), dtype=np.int64)
        place[by_noise] = np.arange(len(self.low))
        position, row = self.expand(np.arange(len(self.degree)))
        first = np.full(len(self.degree), len(self.low), dtype=np.int64)
        second = first.copy()
        np.minimum.at(first, position, np.where(row == len(self.low) - 1, len(self.low), place[row]))
        seen = np.where((place[row] == first[position]) | (row == len(self.low) - 1), len(self.low), place[row])
        np.minimum.at(second, position, seen)
        order = np.lexsort((self.noise.draw((len(self.degree),)), second, first))
        rank = np.empty(len(order), dtype=np.int64)
        rank[order] = np.arange(len(order))
        return rank

    def totals(self, chances: Sequence[Fraction], tickets: int) -> Part:
        """Whole seats of each group over all tickets, within one of what is owed, that keep every row."""
        sizes = [len(people) for people in self.grouped.members]
        owed = [tickets * chance * size for chance, size in zip(chances, sizes, strict=True)]
        base = np.array([1 if 0 < share < 1 else int(share) for share in owed], dtype=np.int64)
        rest = np.array([float(share - int(share)) if share > 1 else 0.0 for share in owed])
        self.least, self.most = base, base + (rest > 0)
        groups = np.arange(len(owed))
        question = _Question(
            frame=self,
            owner=np.zeros(len(owed), dtype=np.int64),
            groups=groups,
            base=base,
            rest=rest,
            low=self.low[None] * tickets,
            high=self.high[None] * tickets,
        )
        answer = question.answer()[0]
        if answer is not None:
            counts = base + answer
            return Part(tickets, groups[counts > 0], counts[counts > 0])
        least = min(chance * size for chance, size in zip(chances, sizes, strict=True) if chance)
        if least * tickets < 1:
            raise TooFewTickets("too-few-tickets", tickets=tickets, enough=-(-least.denominator // least.numerator))
        raise Unsplittable("no-totals", _lines([], self.grouped.seats), tickets=tickets)

    def batches(self, parts: list[Part]) -> list[list[Part]]:
        """Parts still to be split, like sizes together, as many at a time as the memory allowed holds."""
        batches: list[list[Part]] = []
        space = 0
        for part in sorted((part for part in parts if part.size > 1), key=lambda part: (part.size % 2, part.size)):
            cells = len(part.groups) * min(len(self.low), 64) + 4 * len(self.low)
            if not batches or space < cells or batches[-1][0].size % 2 != part.size % 2:
                batches.append([])
                space = CELLS
            batches[-1].append(part)
            space -= cells
        return batches

    def split(self, batch: list[Part]) -> tuple[list[Part], list[Part]]:
        """Each part as two of half the size, every group within one of its half; and the parts without such a half."""
        owner = np.repeat(np.arange(len(batch)), [len(part.groups) for part in batch])
        groups = np.concatenate([part.groups for part in batch])
        counts = np.concatenate([part.counts for part in batch])
        sizes = np.array([part.size for part in batch], dtype=np.int64)
        first = sizes // 2
        base, rest = np.divmod(counts * first[owner], sizes[owner])
        whole = self.sums(owner, groups, counts, len(batch))
        question = _Question(
            frame=self,
            owner=owner,
            groups=groups,
            base=base,
            rest=rest / sizes[owner],
            low=np.maximum(self.low * first[:, None], whole - self.high * (sizes - first)[:, None]),
            high=np.minimum(self.high * first[:, None], whole - self.low * (sizes - first)[:, None]),
        )
        found: list[Part] = []
        stuck: list[Part] = []
        ends = np.searchsorted(owner, np.arange(len(batch) + 1))
        for part, answer, start, end in zip(batch, question.answer(), ends[:-1], ends[1:], strict=True):
            if answer is None:
                stuck.append(part)
                continue
            half = base[start:end] + answer
            for size, taken in ((part.size // 2, half), (part.size - part.size // 2, part.counts - half)):
                found.append(Part(size, part.groups[taken > 0], taken[taken > 0], whole=part))
        return found, stuck

    def at_once(self, part: Part, totals: Ints) -> list[Part] | None:
        """All panels of a part in one exact model, every group's seats over the table still within one of its due.

        ``totals``: seats of each group over the table, brought up to date. None where no panels were found.
        """
        from solver.exact import divide  # noqa: PLC0415  # CP-SAT takes half a second to import and is seldom needed

        groups = part.groups
        low = np.maximum(part.counts + self.least[groups] - totals[groups], 0)
        high = part.counts + self.most[groups] - totals[groups]
        try:
            panels = divide(self.grouped, groups, low, high, panels=part.size, seed=self.seed)
        except NotProven:
            return None
        if panels is None:
            return None
        totals[groups] += sum(panels) - part.counts
        return [Part(1, groups[panel > 0], panel[panel > 0], whole=part) for panel in panels]

    def mended(self, stuck: list[Part], done: list[Part]) -> list[Part]:
        """Finished panels with the stuck parts made good: dealt anew, alone or with all that their whole became."""
        size = len(done) + sum(part.size for part in stuck)
        if len(stuck) > max(FEW, size // 50):
            raise Unsplittable("no-panels", _lines(done, self.grouped.seats), tickets=len(stuck))
        totals = self.summed([*done, *stuck])
        failed = 0
        while stuck:
            part, *stuck = stuck
            panels = self.at_once(part, totals)
            if panels:
                done += panels
                continue
            failed += 1
            whole = part.whole
            if whole is None or whole.size > AT_ONCE or failed > max(FEW, size // 200):
                raise Unsplittable("no-panels", _lines(done, self.grouped.seats), tickets=part.size)
            inside = [piece for piece in (*done, *stuck) if any(of is whole for of in piece.wholes)]
            gone = set(map(id, inside))
            done = [panel for panel in done if id(panel) not in gone]
            stuck = [piece for piece in stuck if id(piece) not in gone]
            counts = self.summed([part, *inside])
            groups = np.nonzero(counts)[0]
            stuck.append(Part(whole.size, groups, counts[groups], whole=whole.whole))
        return done

    def summed(self, parts: Sequence[Part]) -> Ints:
        """Seats of each group over all these parts."""
        groups = np.concatenate([part.groups for part in parts])
        counts = np.concatenate([part.counts for part in parts])
        return np.bincount(groups, weights=counts, minlength=len(self.degree)).astype(np.int64)


@dataclass(frozen=True)
class _Question:
    """For many parts at once: which entries get one more than ``base``, so that every row lies in low..high.

    ``owner``, ``groups``, ``base``, ``rest`` (entries,): part, group, seats taken already, share of one more owed
    (0: none). ``low``, ``high`` (parts, rows): seats allowed in all. Entries are sorted by part.
    """

    frame: _Frame
    owner: Ints
    groups: Ints
    base: Ints
    rest: NDArray[np.float64]
    low: Ints
    high: Ints

    def answer(self) -> list[Ints | None]:
        """For each part a 0 or 1 for each of its entries, or None where nothing keeps the rows."""
        parts = len(self.low)
        have = self.frame.sums(self.owner, self.groups, self.base, parts)
        open_at = np.nonzero(self.rest > 0)[0]
        ones = np.ones(len(open_at), dtype=np.int64)
        undecided = self.frame.sums(self.owner[open_at], self.groups[open_at], ones, parts)
        low, high = np.maximum(self.low - have, 0), np.minimum(self.high - have, undecided)
        possible = (low <= high).all(axis=1)
        open_at = open_at[possible[self.owner[open_at]]]
        packed = self.packed(open_at)
        choices = self.choices(packed, low, high, undecided)
        taken, solved = search(choices, self.frame.noise)
        chosen = np.zeros(len(self.groups), dtype=np.int64)
        for part in np.nonzero(~solved & possible)[0]:
            exact = _exactly(choices, int(part), self.frame.seed)
            if exact is None:
                possible[part] = False
            else:
                taken[part] = exact
        chosen[packed[taken]] = 1
        ends = np.searchsorted(self.owner, np.arange(parts + 1))
        return [
            chosen[start:end] if fine else None for fine, start, end in zip(possible, ends[:-1], ends[1:], strict=True)
        ]

    def packed(self, open_at: Ints) -> Ints:
        """Undecided entries by part, neighbours alike, -1 after them; shape (parts, most)."""
        open_at = open_at[np.lexsort([self.frame.alike()[self.groups[open_at]], self.owner[open_at]])]
        owner = self.owner[open_at]
        many = np.bincount(owner, minlength=len(self.low))
        table = np.full((len(self.low), max(1, int(many.max(initial=0)))), -1, dtype=np.int64)
        table[owner, np.arange(len(owner)) - np.repeat(np.cumsum(many) - many, many)] = open_at
        return table

    def choices(self, packed: Ints, low: Ints, high: Ints, undecided: Ints) -> Choices:
        """The rows that some choice could break, over the undecided entries."""
        risky = (low > 0) | (high < undecided)
        risky[:, -1] = False
        many = risky.sum(axis=1)
        width = max(1, int(many.max(initial=0)))
        place = np.full(risky.shape, -1, dtype=np.int64)
        part, row = np.nonzero(risky)
        place[part, row] = np.arange(len(part)) - np.repeat(np.cumsum(many) - many, many)
        lows = np.zeros((len(low), width), dtype=np.int64)
        highs = lows.copy()
        lows[part, place[part, row]], highs[part, place[part, row]] = low[part, row], high[part, row]
        table = np.zeros((len(low), width, packed.shape[1]), dtype=np.float32)
        at_part, at_column = np.nonzero(packed >= 0)
        entry = packed[at_part, at_column]
        position, row = self.frame.expand(self.groups[entry])
        slot = place[at_part[position], row]
        counted = slot >= 0
        table[at_part[position][counted], slot[counted], at_column[position][counted]] = 1
        weight = np.where(packed >= 0, self.rest[packed], 0).astype(np.float32)
        return Choices(packed >= 0, weight, low[:, -1], table, lows, highs)


def _exactly(choices: Choices, part: int, seed: bytes) -> NDArray[np.bool_] | None:
    from solver.exact import choose  # noqa: PLC0415  # CP-SAT takes half a second to import and is seldom needed

    rows = list(zip(choices.table[part], choices.low[part].tolist(), choices.high[part].tolist(), strict=True))
    need = int(choices.need[part])
    return choose(choices.real[part], [*rows, (choices.real[part].astype(np.float32), need, need)], seed=seed)
