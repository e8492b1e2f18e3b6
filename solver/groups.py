"""Candidates no bound can tell apart, merged; bounds that can never bind, dropped."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from solver.bounds import Bound
from solver.problem import Problem


@dataclass(frozen=True)
class Row:
    """One bound over groups: ``low <= seats taken from these groups <= high``.

    ``label`` is the bound's, or the names of a clique of people of whom no two may sit together (``clique``).
    ``groups`` are indices.
    """

    label: str
    groups: tuple[int, ...]
    low: int
    high: int
    clique: bool = False


@dataclass(frozen=True)
class Grouped:
    """A problem over groups: ``members[g]`` are the candidates of group g, sorted; a panel takes a count from each.

    ``links`` are the pairs of groups (of one member each) that must not both be taken.
    """

    problem: Problem
    members: tuple[tuple[str, ...], ...]
    rows: tuple[Row, ...]
    links: tuple[tuple[int, int], ...]

    @property
    def seats(self) -> int:
        """Size of the panel."""
        return self.problem.seats

    @cached_property
    def sizes(self) -> NDArray[np.int64]:
        """Members of each group; shape (groups,)."""
        return np.array([len(people) for people in self.members], dtype=np.int64)

    @cached_property
    def group_of(self) -> dict[str, int]:
        """Each candidate's group."""
        return {person: index for index, people in enumerate(self.members) for person in people}

    @cached_property
    def matrix(self) -> NDArray[np.uint8]:
        """Which row counts which group; shape (rows, groups), entries 0 and 1."""
        table = np.zeros((len(self.rows), len(self.members)), dtype=np.uint8)
        for index, row in enumerate(self.rows):
            table[index, list(row.groups)] = 1
        return table


def group(problem: Problem) -> Grouped:
    """Merge candidates that sit in the same bounds that can bind and are in no pair."""
    binding = [trimmed for bound in _distinct(problem) if (trimmed := _trim(bound, problem))]
    linked = {person for pair in problem.never_together for person in pair}
    signature: dict[str, list[int]] = {person: [] for person in problem.candidates}
    for index, bound in enumerate(binding):
        for person in bound.members:
            signature[person].append(index)
    merged: dict[tuple[tuple[int, ...], str], list[str]] = defaultdict(list)
    for person in problem.candidates:
        merged[(tuple(signature[person]), person if person in linked else "")].append(person)
    members = tuple(tuple(people) for people in sorted(merged.values()))
    group_of = {person: index for index, people in enumerate(members) for person in people}
    links = tuple(sorted({_sorted_pair(group_of[a], group_of[b]) for a, b in problem.never_together}))
    rows = [_row(bound, group_of) for bound in binding]
    names = {index: people[0] for index, people in enumerate(members)}
    taken = {row.label for row in rows}
    for clique in cliques(links):
        label = " × ".join(names[g] for g in clique)
        while label in taken:
            label = f"× {label}"
        taken.add(label)
        rows.append(Row(label, clique, 0, 1, clique=True))
    return Grouped(problem=problem, members=members, rows=tuple(rows), links=links)


def _sorted_pair(first: int, second: int) -> tuple[int, int]:
    return (first, second) if first < second else (second, first)


def _row(bound: Bound, group_of: dict[str, int]) -> Row:
    groups = tuple(sorted({group_of[person] for person in bound.members}))
    return Row(label=bound.label, groups=groups, low=bound.at_least, high=bound.at_most or 0)


def _distinct(problem: Problem) -> list[Bound]:
    """Bounds over the same people as one bound, the tighter of each end; the label is that of the first."""
    tightest: dict[frozenset[str], Bound] = {}
    for bound in (*problem.bounds, *problem.stays):
        known = tightest.get(bound.members)
        if known is None:
            tightest[bound.members] = bound
            continue
        highs = [end for end in (known.at_most, bound.at_most) if end is not None]
        low, high = max(known.at_least, bound.at_least), min(highs, default=None)
        tightest[bound.members] = Bound(label=known.label, members=bound.members, at_least=low, at_most=high)
    return list(tightest.values())


def _trim(bound: Bound, problem: Problem) -> Bound | None:
    """The bound with the ends that can bind, or None: an end that every choice of seats meets tells nobody apart."""
    others = len(problem.candidates) - len(bound.members)
    most = min(len(bound.members), problem.seats)
    least = max(0, problem.seats - others)
    low = bound.at_least if bound.at_least > least else 0
    high = bound.at_most if bound.at_most is not None and bound.at_most < most else len(bound.members)
    if low == 0 and high == len(bound.members):
        return None
    return Bound(label=bound.label, members=bound.members, at_least=low, at_most=high)


def cliques(links: tuple[tuple[int, int], ...]) -> list[tuple[int, ...]]:
    """Cliques that cover every link, greedily large: at most one of each may sit. Fewer and tighter than the links."""
    around: dict[int, set[int]] = defaultdict(set)
    for first, second in links:
        around[first].add(second)
        around[second].add(first)
    covered: set[tuple[int, int]] = set()
    found = []
    for first, second in links:
        if (first, second) in covered:
            continue
        clique = [first, second]
        common = around[first] & around[second]
        while common:
            best = min(common)
            clique.append(best)
            common = common & around[best]
        clique.sort()
        covered.update((a, b) for at, a in enumerate(clique) for b in clique[at + 1 :])
        found.append(tuple(clique))
    return found
