"""Whole seats for kinds, ticket by ticket: totals over all tickets first, then halves of halves, all at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor

from ortools.sat.python import cp_model

from solver.errors import NotProven
from solver.exact import answered, solver_for
from solver.randomness import below, derive
from solver.season.chances import Target
from solver.season.kinds import Kinds

Counts = dict[int, int]
"""Entry of ``Kinds.entries`` to its seats; entries without any are left out."""
NEAR = 1e-6
LUCK = 1000
EFFORT = 6.0
"""Deterministic seconds for one split before it counts as refused."""


@dataclass(frozen=True)
class Demand:
    """One row over entries: ``low * tickets <= seats <= high * tickets``. ``soft``: nearer to its due if it can be."""

    entries: tuple[int, ...]
    low: int
    high: int
    soft: bool = False


def demands_of(kinds: Kinds) -> tuple[Demand, ...]:
    """All that one ticket must keep, over kinds: sizes, wide rows, one place at a time, caps; and even use of kinds."""
    place = {entry: number for number, entry in enumerate(kinds.entries)}
    by_committee: dict[int, list[int]] = defaultdict(list)
    by_row: dict[tuple[int, int], list[int]] = defaultdict(list)
    found = []
    for index, kind in enumerate(kinds.kinds):
        for at, rows in kind.seats:
            by_committee[at].append(place[index, at])
            for row in rows:
                by_row[at, row].append(place[index, at])
        for moment in kinds.moments[index]:
            found.append(Demand(tuple(place[index, at] for at in moment), 0, kind.size))
        whole = tuple(place[index, at] for at in kind.committees)
        found.append(Demand(whole, 0, kind.most * kind.size, soft=True))
    for at, committee in enumerate(kinds.season.committees):
        seats = committee.problem.seats
        found.append(Demand(tuple(by_committee[at]), seats, seats))
        for number, wide in enumerate(kinds.wide[at]):
            found.append(Demand(tuple(by_row[at, number]), wide.low, wide.high))
    return tuple(found)


@dataclass(frozen=True)
class Split:
    """``whole``: one table of seats by entry for each ticket. ``stuck``: how many tickets are left without a split."""

    whole: tuple[Counts, ...]
    stuck: int


def split(target: Target, tickets: int, *, seed: bytes, progress: Callable[[int, int], None] | None = None) -> Split:
    """Seats of every kind on every committee for each ticket: every kind within one of its share over all tickets."""
    demands = demands_of(target.kinds)
    owed = {entry: tickets * seats for entry, seats in enumerate(target.seats)}
    totals = _Part(owed, None, tickets, tickets).whole(demands, derive(seed, b"totals"))
    if totals is None:
        return Split((), tickets)
    parts = [(tickets, totals, b"")]
    whole: list[Counts] = []
    while parts:
        size, counts, path = parts.pop()
        if size == 1:
            whole.append(counts)
            if progress:
                progress(len(whole), tickets)
            continue
        half = size // 2
        shares = {entry: seats * half / size for entry, seats in counts.items()}
        first = _Part(shares, counts, half, size).whole(demands, derive(seed, b"half", path))
        if first is None:
            continue
        rest = {entry: seats - first.get(entry, 0) for entry, seats in counts.items()}
        parts.append((size - half, {entry: seats for entry, seats in rest.items() if seats}, path + b"1"))
        parts.append((half, {entry: seats for entry, seats in first.items() if seats}, path + b"0"))
    return Split(tuple(whole), tickets - len(whole))


@dataclass(frozen=True)
class _Part:
    """Some tickets (``half``) of a part (``size``, seats ``counts``; None: the whole table) and what they are owed."""

    owed: dict[int, float]
    counts: Counts | None
    half: int
    size: int

    def whole(self, demands: Sequence[Demand], seed: bytes) -> Counts | None:
        """Whole numbers just below or above what is owed that keep every row here and in the rest, or None."""
        base = {entry: floor(share + NEAR) for entry, share in self.owed.items()}
        for soft in (True, False):
            model = cp_model.CpModel()
            taken = {
                entry: model.new_bool_var("")
                for entry, share in sorted(self.owed.items())
                if share - base[entry] > NEAR
            }
            if all(self._kept(model, taken, base, demand, soft=soft) for demand in demands):
                chosen = self._solved(model, taken, base, seed)
                if chosen is not None:
                    return {entry: seats + chosen.get(entry, 0) for entry, seats in base.items()}
        return None

    def _kept(
        self, model: cp_model.CpModel, taken: dict[int, cp_model.IntVar], base: Counts, demand: Demand, *, soft: bool
    ) -> bool:
        """Add a row; False where nothing keeps it."""
        counted = [taken[entry] for entry in demand.entries if entry in taken]
        if not counted:
            return True
        have = sum(base.get(entry, 0) for entry in demand.entries)
        low, high = demand.low * self.half, demand.high * self.half
        if self.counts is not None:
            whole, rest = sum(self.counts.get(entry, 0) for entry in demand.entries), self.size - self.half
            low, high = max(low, whole - demand.high * rest), min(high, whole - demand.low * rest)
        if demand.soft and soft:
            due = sum(self.owed.get(entry, 0.0) for entry in demand.entries)
            low, high = max(low, floor(due + NEAR)), min(high, ceil(due - NEAR))
        low, high = max(0, low - have), high - have
        if low > 0 or high < len(counted):
            model.add_linear_constraint(sum(counted), low, high)
        return low <= min(high, len(counted))

    def _solved(
        self, model: cp_model.CpModel, taken: dict[int, cp_model.IntVar], base: Counts, seed: bytes
    ) -> Counts | None:
        for entry, variable in taken.items():
            luck = below(seed, LUCK, tag=entry.to_bytes(4, "big"))
            model.add_hint(variable, luck < LUCK * (self.owed[entry] - base[entry]))
        solver = solver_for(seed, effort=EFFORT)
        try:
            if not answered(solver.solve(model), question="season-split"):
                return None
        except NotProven:
            return None
        return {entry: solver.value(variable) for entry, variable in taken.items()}
