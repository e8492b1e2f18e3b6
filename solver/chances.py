"""The fairest chances the bounds allow (leximin), from a handful of small linear programs, exact at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from ortools.linear_solver import pywraplp

from solver.errors import NotProven
from solver.groups import Grouped
from solver.proof import Level, Points, keeps_rows, level

DENOMINATORS = (1, 12, 60, 1_000, 50_000)
AGREES = Fraction(1, 10_000_000)
"""How closely an exact value must meet the floating-point one to be taken for the same."""


@dataclass(frozen=True)
class Target:
    """The leximin chances of the relaxation: an upper bound for every lottery over whole panels.

    ``chances[g]`` is the exact chance of one member of group g; ``levels`` prove it (``solver.proof``); ``exact`` says
    that the proof closes in exact arithmetic, otherwise it closes to ``AGREES``.
    """

    chances: tuple[Fraction, ...]
    levels: tuple[Level, ...]
    exact: bool


class Infeasible(Exception):
    """No mixture of panels meets the bounds, hence no panel does."""


def fairest(grouped: Grouped) -> Target:
    """Leximin over the linear relaxation. Raises Infeasible when even mixtures of panels cannot meet the bounds."""
    if any(row.low > row.high for row in grouped.rows):
        raise Infeasible
    program = _Program(grouped)
    settled: dict[int, Fraction] = {}
    levels: list[Level] = []
    while len(settled) < len(grouped.members):
        value, weights, per_seat = program.lift()
        if value >= 1 - float(AGREES):
            settled.update({index: Fraction(1) for index in program.free})
            break
        step = _exact(grouped, weights, per_seat, settled, value)
        levels.append(step)
        settled.update(dict.fromkeys(step.groups, step.value))
        program.settle(step.groups, step.value)
    chances = tuple(settled[index] for index in range(len(grouped.members)))
    return Target(chances=chances, levels=tuple(levels), exact=keeps_rows(grouped, chances))


class _Program:
    """max z, where a free group g takes m_g * (z + s_g) seats with s_g >= 0, and a settled one its exact share."""

    def __init__(self, grouped: Grouped) -> None:
        self.grouped = grouped
        self.free = set(range(len(grouped.members)))
        self.solver = pywraplp.Solver.CreateSolver("GLOP")
        self.z = self.solver.NumVar(0, 1, "")
        sizes = [len(people) for people in grouped.members]
        self.sizes = sizes
        self.extra = [self.solver.NumVar(0, 1, "") for _ in sizes]
        everyone = range(len(sizes))
        spans = [(row.groups, row.low, row.high) for row in grouped.rows]
        self.spans = [*spans, (everyone, grouped.seats, grouped.seats)]
        self.shares = [sum(sizes[index] for index in groups) for groups, _, _ in self.spans]
        self.given = [Fraction(0)] * len(self.spans)
        self.rows = [self._row(groups, low, high) for groups, low, high in self.spans]
        self.caps: dict[int, pywraplp.Constraint] = {}
        self.rows_of: list[list[int]] = [[] for _ in sizes]
        for at, (groups, _, _) in enumerate(self.spans):
            for index in groups:
                self.rows_of[index].append(at)
        self.solver.Objective().SetCoefficient(self.z, 1)
        self.solver.Objective().SetMaximization()

    def _row(self, groups: Sequence[int], low: int, high: int) -> pywraplp.Constraint:
        row = self.solver.Constraint(low, high)
        row.SetCoefficient(self.z, sum(self.sizes[index] for index in groups))
        for index in groups:
            row.SetCoefficient(self.extra[index], self.sizes[index])
        return row

    def lift(self) -> tuple[float, list[float], float]:
        """The highest z, the dual value of each row, and that of the size."""
        while True:
            status = self.solver.Solve()
            if status == pywraplp.Solver.INFEASIBLE:
                raise Infeasible
            if status != pywraplp.Solver.OPTIMAL:
                raise NotProven("linear-program", status=status)
            if not self._cap_the_full():
                break
        duals = [row.dual_value() for row in self.rows]
        return float(self.z.solution_value()), duals[:-1], duals[-1]

    def _cap_the_full(self) -> bool:
        """Nobody sits twice: z + s_g <= 1, added only where the last solution broke it."""
        z = self.z.solution_value()
        over = [i for i in self.free if i not in self.caps and z + self.extra[i].solution_value() > 1 + 1e-9]
        for index in over:
            cap = self.solver.Constraint(-self.solver.infinity(), 1)
            cap.SetCoefficient(self.z, 1)
            cap.SetCoefficient(self.extra[index], 1)
            self.caps[index] = cap
        return bool(over)

    def settle(self, groups: Sequence[int], value: Fraction) -> None:
        """Take groups out of the race at an exact chance."""
        touched = set()
        for index in groups:
            self.free.discard(index)
            self.extra[index].SetUb(0)
            if index in self.caps:
                self.caps.pop(index).SetBounds(-self.solver.infinity(), self.solver.infinity())
            for at in self.rows_of[index]:
                self.given[at] += self.sizes[index] * value
                self.shares[at] -= self.sizes[index]
                touched.add(at)
        for at in touched:
            _, low, high = self.spans[at]
            given = self.given[at]
            self.rows[at].SetCoefficient(self.z, self.shares[at])
            self.rows[at].SetBounds(float(low - given), float(high - given))


def _exact(
    grouped: Grouped, weights: list[float], per_seat: float, settled: dict[int, Fraction], value: float
) -> Level:
    """The dual values as small whole numbers that prove ``value``; the coarsest rounding that agrees wins."""
    largest = max(map(abs, [*weights, per_seat]), default=0.0)
    if largest == 0.0:
        raise NotProven("no-dual", value=value)
    smallest = min(abs(w) for w in [*weights, per_seat] if abs(w) > 1e-9 * largest)
    best: Level | None = None
    for scale in (smallest, largest):
        for denominator in DENOMINATORS:
            found = level(grouped, _whole(weights, per_seat, scale, denominator), settled)
            if found is None:
                continue
            if abs(float(found.value) - value) < 1e-10 * max(1.0, value) + 1e-12:
                return found
            if best is None or found.value < best.value:
                best = found
    if best is not None and abs(best.value - Fraction(value)) < AGREES:
        return best
    raise NotProven("no-exact-dual", value=value)


def _whole(weights: list[float], per_seat: float, scale: float, denominator: int) -> Points:
    """Weights over ``scale`` rounded to fractions of at most ``denominator``, times their common denominator."""
    shares = [Fraction(w / scale).limit_denominator(denominator) for w in [*weights, per_seat]]
    common = lcm(*(share.denominator for share in shares))
    whole = [int(share * common) for share in shares]
    divisor = gcd(*whole) or 1
    *rows, seat = (number // divisor for number in whole)
    return Points(rows=tuple(rows), per_seat=seat)
