"""The fairest panels a year for everybody in a season (leximin), by linear programs over kinds, with exact bounds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from ortools.linear_solver import pywraplp

from solver.errors import NotProven
from solver.season.kinds import Kinds, kinds_of
from solver.season.proof import SIZE, Level, level
from solver.season.season import Season

DENOMINATORS = (1, 12, 60, 1_000, 50_000, 10_000_000)
AGREES = 1e-6
"""How closely an exact value must meet the floating-point one, measured against it."""
NEAR = 1e-7
HAIRS = (1e-9, 1e-7, 1e-6)
"""Panels a year by which settled shares are eased, the least that helps; the exact proof does not rest on them."""
ROUNDS = 8
"""How often rows that even chances break are taken in before the rest are left to naming."""


@dataclass(frozen=True)
class Target:
    """The leximin panels a year of each kind, and seats of kinds by committee that give them.

    ``values[k]``: exact, for one member of kind k, an upper bound in the sense of ``levels``. ``seats[e]``: expected
    seats of entry e of ``kinds.entries``, in floating point.
    """

    kinds: Kinds
    values: tuple[Fraction, ...]
    levels: tuple[Level, ...]
    seats: tuple[float, ...]


class Infeasible(Exception):
    """No mixture of panels meets the rules of the season, hence no panels do."""


def fairest(season: Season) -> Target:
    """Leximin over the linear relaxation of one part of a season.

    Raises Infeasible when even mixtures of panels cannot meet the rules.
    """
    wide: dict[int, frozenset[str]] = {}
    for turn in range(ROUNDS):
        kinds = kinds_of(season, wide=wide)
        if any(row.low > row.high for rows in (*kinds.wide, *kinds.local) for row in rows):
            raise Infeasible
        target = _leximin(kinds)
        broken = _broken(target)
        if not broken or turn == ROUNDS - 1:
            break
        for at, labels in broken.items():
            wide[at] = wide.get(at, frozenset()) | labels
    return target


def _broken(target: Target) -> dict[int, frozenset[str]]:
    """Local rows that seats spread evenly over each kind would break, by committee."""
    kinds = target.kinds
    share: dict[tuple[int, int], float] = {}
    for (index, at), seats in zip(kinds.entries, target.seats, strict=True):
        share[index, at] = seats / kinds.kinds[index].size
    found: dict[int, frozenset[str]] = {}
    for at, rows in enumerate(kinds.local):
        over = {
            row.label
            for row in rows
            if sum(share[kinds.kind_of[person], at] for person in row.members) > row.high + NEAR
        }
        if over:
            found[at] = frozenset(over)
    return found


def _leximin(kinds: Kinds) -> Target:
    program = _Program(kinds)
    settled: dict[int, Fraction] = {}
    levels: list[Level] = []
    while len(settled) < len(kinds.kinds):
        value = program.lift()
        step = _exact(kinds, program, settled, value)
        levels.append(step)
        settled.update(dict.fromkeys(step.kinds, step.value))
        program.settle(step.kinds, min(float(step.value), value))
    values = tuple(settled[index] for index in range(len(kinds.kinds)))
    return Target(kinds, values, tuple(levels), tuple(program.spread()))


class _Program:
    """max z, where a free kind k of m people takes at least m*z seats over its committees, a settled one its own."""

    def __init__(self, kinds: Kinds) -> None:
        self.kinds = kinds
        self.settled: dict[int, float] = {}
        self.solver = pywraplp.Solver.CreateSolver("GLOP")
        infinity = self.solver.infinity()
        self.z = self.solver.NumVar(0, infinity, "")
        sizes = [kind.size for kind in kinds.kinds]
        self.seats = [
            self.solver.NumVar(0, sizes[index] if kinds.kinds[index].most else 0, "") for index, _ in kinds.entries
        ]
        self.fair = [self.solver.Constraint(0, infinity) for _ in kinds.kinds]
        for index, row in enumerate(self.fair):
            row.SetCoefficient(self.z, -sizes[index])
        self.size = [self.solver.Constraint(one.problem.seats, one.problem.seats) for one in kinds.season.committees]
        self.rows = [[self.solver.Constraint(row.low, row.high) for row in rows] for rows in kinds.wide]
        self.extra: list[pywraplp.Variable] = []
        counted = {(index, at): rows for index, kind in enumerate(kinds.kinds) for at, rows in kind.seats}
        place: dict[tuple[int, int], pywraplp.Variable] = {}
        for variable, (index, at) in zip(self.seats, kinds.entries, strict=True):
            place[index, at] = variable
            self.fair[index].SetCoefficient(variable, 1)
            self.size[at].SetCoefficient(variable, 1)
            for row in counted[index, at]:
                self.rows[at][row].SetCoefficient(variable, 1)
        for index, kind in enumerate(kinds.kinds):
            sets = [(most, among) for among in kinds.moments[index] for most in (1,)]
            if kind.most < len(kind.committees):
                sets.append((kind.most, kind.committees))
            for most, among in sets:
                row = self.solver.Constraint(-infinity, most * kind.size)
                for at in among:
                    row.SetCoefficient(place[index, at], 1)
        self.solver.Objective().SetCoefficient(self.z, 1)
        self.solver.Objective().SetMaximization()

    def _solve(self) -> None:
        """Solve; shares already settled are eased by a hair where rounding makes them look impossible together."""
        for hair in HAIRS:
            for index, share in self.settled.items():
                self.fair[index].SetLb(max(0.0, share - hair * self.kinds.kinds[index].size))
            status = self.solver.Solve()
            if status == pywraplp.Solver.OPTIMAL:
                return
            if status != pywraplp.Solver.INFEASIBLE:
                raise NotProven("linear-program", status=status)
            if not self.settled:
                break
        raise Infeasible

    def lift(self) -> float:
        """The highest z."""
        self._solve()
        return float(self.z.solution_value())

    def weights(self) -> tuple[dict[tuple[str, str], float], dict[int, float]]:
        """Dual values: of each committee's size and rows, and of each kind's panels, all in points."""
        found: dict[tuple[str, str], float] = {}
        for at, committee in enumerate(self.kinds.season.committees):
            found[committee.name, SIZE] = self.size[at].dual_value()
            for row, constraint in zip(self.kinds.wide[at], self.rows[at], strict=True):
                found[committee.name, row.label] = constraint.dual_value()
        worth = {index: -row.dual_value() for index, row in enumerate(self.fair)}
        return found, worth

    def settle(self, kinds: tuple[int, ...], value: float) -> None:
        """Take kinds out of the race at what they get."""
        for index in kinds:
            self.fair[index].SetCoefficient(self.z, 0)
            self.settled[index] = value * self.kinds.kinds[index].size

    def spread(self) -> list[float]:
        """Expected seats of each entry, everybody's panels fixed, spread over committees as evenly as can be."""
        entries = self.kinds.entries
        self.z.SetBounds(0, 0)
        self.solver.Objective().SetCoefficient(self.z, 0)
        open_seats: dict[int, int] = defaultdict(int)
        for index, at in entries:
            open_seats[index] += self.kinds.season.committees[at].problem.seats
        for variable, (index, at) in zip(self.seats, entries, strict=True):
            due = self.settled[index] * self.kinds.season.committees[at].problem.seats / open_seats[index]
            near = self.solver.NumVar(0, due, "")
            row = self.solver.Constraint(0, self.solver.infinity())
            row.SetCoefficient(variable, 1)
            row.SetCoefficient(near, -1)
            self.solver.Objective().SetCoefficient(near, 1)
        self._solve()
        return [max(0.0, variable.solution_value()) for variable in self.seats]


def _exact(kinds: Kinds, program: _Program, settled: Mapping[int, Fraction], value: float) -> Level:
    """The dual values as whole numbers that prove ``value``; the coarsest rounding that agrees wins."""
    weights, worth = program.weights()
    largest = max(worth.values(), default=0.0)
    if largest <= 0.0:
        raise NotProven("no-dual", value=value)
    worth = {index: points for index, points in worth.items() if points > 1e-9 * largest}
    weights = {name: points for name, points in weights.items() if abs(points) > 1e-9 * largest}
    smallest = min(worth.values())
    best: Level | None = None
    for denominator in DENOMINATORS:
        for scale in (smallest, largest):
            found = level(kinds, *_whole(weights, worth, scale, denominator), settled)
            if found is None:
                continue
            if best is None or found.value < best.value:
                best = found
            if float(found.value) - value <= 1e-9 * max(1.0, value):
                return found
    if best is not None and float(best.value) - value <= AGREES * max(1.0, value):
        return best
    raise NotProven("no-exact-dual", value=value)


def _whole(
    weights: Mapping[tuple[str, str], float], worth: Mapping[int, float], scale: float, denominator: int
) -> tuple[dict[tuple[str, str], int], dict[int, int]]:
    """Weights and worths over ``scale`` as fractions of at most ``denominator``, times their common denominator."""
    rows = {name: _near(points / scale, denominator) for name, points in weights.items()}
    people = {index: max(Fraction(0), _near(points / scale, denominator)) for index, points in worth.items()}
    everything = [*rows.values(), *people.values()]
    common = lcm(*(share.denominator for share in everything))
    divisor = gcd(*(int(share * common) for share in everything)) or 1
    return (
        {name: int(share * common) // divisor for name, share in rows.items()},
        {index: int(share * common) // divisor for index, share in people.items()},
    )


def _near(points: float, denominator: int) -> Fraction:
    if denominator > 50_000:
        return Fraction(round(points * denominator), denominator)
    return Fraction(points).limit_denominator(denominator)
