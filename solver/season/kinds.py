"""People whom no wide bound of any committee tells apart, with equal committees and caps: the kinds of a season.

Bounds that even chances keep by themselves (a cap on one small employer, two relatives) are local: they do not divide
kinds, are kept when seats get names, and a bound on chances that leaves them out is a bound all the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from solver.bounds import never_both
from solver.groups import group
from solver.problem import Problem
from solver.season.season import Season

LIKELY = Fraction(3, 4)
"""An upper end is taken for wide when evenly drawn seats come this close to it."""


@dataclass(frozen=True)
class Row:
    """One bound of one committee: from ``low`` to ``high`` of ``members`` sit."""

    label: str
    members: frozenset[str]
    low: int
    high: int


@dataclass(frozen=True)
class Kind:
    """People alike: ``seats`` are (committee, indices of its wide rows that count them); ``most`` panels each."""

    members: tuple[str, ...]
    seats: tuple[tuple[int, tuple[int, ...]], ...]
    most: int

    @property
    def size(self) -> int:
        """How many they are."""
        return len(self.members)

    @property
    def committees(self) -> tuple[int, ...]:
        """The committees they are candidates of."""
        return tuple(at for at, _ in self.seats)


@dataclass(frozen=True)
class Kinds:
    """A season over kinds: ``wide[c]`` and ``local[c]`` are the rows of committee c."""

    season: Season
    kinds: tuple[Kind, ...]
    wide: tuple[tuple[Row, ...], ...]
    local: tuple[tuple[Row, ...], ...]

    @cached_property
    def entries(self) -> tuple[tuple[int, int], ...]:
        """Every (kind, committee) in which the kind may take seats."""
        return tuple((index, at) for index, kind in enumerate(self.kinds) for at in kind.committees)

    @cached_property
    def moments(self) -> tuple[tuple[tuple[int, ...], ...], ...]:
        """For each kind the sets of its committees of which a person sits on one at most."""
        known: dict[tuple[int, ...], tuple[tuple[int, ...], ...]] = {}
        for kind in self.kinds:
            if kind.committees not in known:
                known[kind.committees] = self.season.moments(kind.committees)
        return tuple(known[kind.committees] for kind in self.kinds)

    @cached_property
    def kind_of(self) -> dict[str, int]:
        """Each person's kind."""
        return {person: index for index, kind in enumerate(self.kinds) for person in kind.members}


def rows_of(problem: Problem) -> tuple[Row, ...]:
    """The bounds of a problem that some choice of seats could break, people who stay and pairs included."""
    grouped = group(problem)
    found = [
        Row(
            row.label, frozenset(person for index in row.groups for person in grouped.members[index]), row.low, row.high
        )
        for row in grouped.rows
        if not row.clique
    ]
    pairs = [never_both(pair) for pair in problem.never_together]
    return (*found, *(Row(pair.label, pair.members, 0, 1) for pair in pairs))


def kinds_of(season: Season, *, wide: Mapping[int, frozenset[str]] | None = None) -> Kinds:
    """The kinds of a season. ``wide``: labels of rows, by committee, that are wide besides those that look so."""
    named = wide or {}
    broad, narrow = [], []
    for at, committee in enumerate(season.committees):
        rows = rows_of(committee.problem)
        told = named.get(at, frozenset())
        is_wide = [row.label in told or _looks_wide(row, committee.problem) for row in rows]
        broad.append(tuple(row for row, chosen in zip(rows, is_wide, strict=True) if chosen))
        narrow.append(tuple(row for row, chosen in zip(rows, is_wide, strict=True) if not chosen))
    return Kinds(season, _merged(season, broad), tuple(broad), tuple(narrow))


def _looks_wide(row: Row, problem: Problem) -> bool:
    if row.low:
        return True
    return problem.seats * len(row.members) > LIKELY * row.high * len(problem.candidates)


def _merged(season: Season, wide: Sequence[Sequence[Row]]) -> tuple[Kind, ...]:
    counted: dict[tuple[int, str], list[int]] = defaultdict(list)
    for at, rows in enumerate(wide):
        for index, row in enumerate(rows):
            for person in row.members:
                counted[at, person].append(index)
    merged: dict[tuple[tuple[tuple[int, tuple[int, ...]], ...], int], list[str]] = defaultdict(list)
    for person in season.people:
        places = season.committees_of[person]
        seats = tuple((at, tuple(counted.get((at, person), ()))) for at in places)
        merged[seats, season.most(person)].append(person)
    found = [Kind(tuple(people), seats, most) for (seats, most), people in merged.items()]
    return tuple(sorted(found, key=lambda kind: kind.members))
