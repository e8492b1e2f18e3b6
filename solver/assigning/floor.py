"""Without chance: the worst-served packet as well off as can be, then the greatest total, both with their bounds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver import pywraplp
from ortools.sat.python import cp_model

from solver.assigning.flow import Flow, best_flow, short_lists
from solver.assigning.reading import Reading
from solver.assigning.worth import Scale
from solver.exact import solver_for

Ints = NDArray[np.int64]
FINE = 1 << 16
"""One unit of suitability in the scale of lifts."""
WEIGHT = 1 << 20
"""The sum of weights, about, when the worst-served packet is bounded."""
PROGRAMS = 8
"""Linear programs at most, each on more pairs than the one before."""
LARGE = 300_000
"""Pairs from which on flows alone are used; their bounds are stated, and may leave a gap."""
SEARCHED = 60_000
"""Pairs that the exact search takes on at most."""
BUMPS = 14
SEED = b"assignment-floor"
EFFORT = 20.0

ONE = np.array([0, 1], dtype=np.int64)
PLAIN = Scale(1, ONE, np.array([FINE], dtype=np.int64))
NOTHING = Scale(1, ONE, np.array([0], dtype=np.int64))


@dataclass(frozen=True)
class Fixed:
    """An assignment without chance, shape (dossiers, experts) of zeros and ones, and what bounds it from above.

    ``worst`` and ``total`` are sums of millionths; ``worst_bound`` no assignment exceeds, and ``total_bound`` none
    that serves the worst-off packet as well as this one.
    """

    units: Ints
    worst: int
    worst_bound: int
    total: int
    total_bound: int


def served(reading: Reading, units: Ints) -> Ints:
    """What each packet gets: the sum of suitability over its readings, in millionths times units."""
    found: Ints = (reading.scores * units).sum(axis=1)
    return found


def alone(reading: Reading, scale: Scale) -> Ints:
    """What each packet would get if it chose first: a bound on what it can get, in millionths times units."""
    ordered = -np.sort(-np.where(reading.allowed, reading.scores, 0), axis=1)
    before = np.arange(ordered.shape[1]) * scale.top
    units = np.clip(reading.needed[:, None] * scale.whole - before[None, :], 0, scale.top)
    found: Ints = (ordered * units).sum(axis=1)
    return found


def fixed_assignment(reading: Reading) -> Fixed:
    """The best assignment without chance. Raises Short where there is none."""
    first = best_flow(reading, PLAIN)
    gets = served(reading, first.units)
    total = int(gets.sum())
    bound = int(alone(reading, PLAIN).min())
    if not reading.worst_first or int(gets.min()) >= bound:
        return Fixed(first.units, int(gets.min()), bound, total, total)
    bound, weighed = _highest(reading, first, bound)
    held = _at_floor(reading, bound, first)
    if held is None:
        level, bound = _whole_floor(reading, weighed, bound, first)
        held = _at_floor(reading, level, first)
    if held is None:
        return Fixed(first.units, int(gets.min()), bound, total, total)
    units, total_bound = held
    gets = served(reading, units)
    return Fixed(units, int(gets.min()), bound, int(gets.sum()), total_bound)


class _Program:
    """The linear relaxation on some pairs: packets' readings, loads, and what each packet should get at least."""

    def __init__(self, reading: Reading, used: NDArray[np.bool_]) -> None:
        self.reading = reading
        self.solver = pywraplp.Solver.CreateSolver("GLOP")
        rows, columns = (index.tolist() for index in np.nonzero(used))
        self.x = [self.solver.NumVar(0, 1, "") for _ in rows]
        readings = [self.solver.Constraint(int(count), int(count)) for count in reading.needed]
        loads = [
            self.solver.Constraint(int(low), int(high)) for low, high in zip(reading.least, reading.most, strict=True)
        ]
        self.of_row: dict[int, list[tuple[pywraplp.Variable, int]]] = {}
        scores = reading.scores[used].tolist()
        for variable, row, column, score in zip(self.x, rows, columns, scores, strict=True):
            readings[row].SetCoefficient(variable, 1)
            loads[column].SetCoefficient(variable, 1)
            self.of_row.setdefault(row, []).append((variable, score))
        self.floors: dict[int, pywraplp.Constraint] = {}

    def gets(self, row: int) -> float:
        """What a packet gets in the last solution, in millionths."""
        return float(sum(score * variable.solution_value() for variable, score in self.of_row[row]))

    def floor(self, row: int, level: int, height: pywraplp.Variable | None = None) -> None:
        """Ask that a packet gets at least ``level``, or at least ``height``."""
        asked = self.solver.Constraint(0.0 if height is not None else level / 1e6, self.solver.infinity())
        for variable, score in self.of_row[row]:
            asked.SetCoefficient(variable, score / 1e6)
        if height is not None:
            asked.SetCoefficient(height, -1)
        self.floors[row] = asked

    def solve(self, level: float, height: pywraplp.Variable | None = None) -> bool:
        """Solve, adding floors where they are missed; False where there is no solution."""
        while True:
            if self.solver.Solve() != pywraplp.Solver.OPTIMAL:
                return False
            asked = 1e6 * height.solution_value() if height is not None else level
            missed = [row for row in self.of_row if row not in self.floors and self.gets(row) < asked - 1]
            for row in missed:
                self.floor(row, round(level), height)
            if not missed:
                return True

    def prices(self, scale: int) -> Ints:
        """The dual value of each packet's floor, times ``scale``, in whole numbers."""
        found = np.zeros(len(self.reading.dossiers), dtype=np.int64)
        for row, asked in self.floors.items():
            found[row] = max(0, round(abs(asked.dual_value()) * scale))
        return found


def _highest(reading: Reading, first: Flow, bound: int) -> tuple[int, tuple[Ints, Flow] | None]:
    """The linear bound on the worst-served packet: weights on packets under which no flow gains more."""
    used = short_lists(reading, int(reading.needed.max()) + 12) | (first.units > 0)
    weighed = None
    for _ in range(0 if reading.scores.size > LARGE else PROGRAMS):
        program = _Program(reading, used)
        height = program.solver.NumVar(0, bound / 1e6, "")
        program.solver.Objective().SetCoefficient(height, 1)
        program.solver.Objective().SetMaximization()
        if not program.solve(0, height):
            break
        reached = 1e6 * height.solution_value()
        weights = program.prices(WEIGHT)
        if reached >= bound - 1 or not weights.any():
            break
        flow = best_flow(reading, NOTHING, lifts=weights)
        limit = flow.gain // int(weights.sum())
        if limit < bound:
            bound, weighed = limit, (weights, flow)
        new = (flow.units > 0) & ~used
        if reached >= limit - 1 or not new.any():
            break
        used |= new
    return bound, weighed


def _at_floor(reading: Reading, level: int, first: Flow) -> tuple[Ints, int] | None:
    """The greatest total where every packet gets at least ``level``, and its bound; None where none was found.

    ``first``: the best flow without any floor.
    """
    used = short_lists(reading, int(reading.needed.max()) + 12) | (first.units > 0)
    lifts = np.zeros(len(reading.dossiers), dtype=np.int64)
    flow = first
    limit = flow.gain // FINE
    best: tuple[Ints, Flow] = (lifts, flow)
    for _ in range(0 if reading.scores.size > LARGE else PROGRAMS):
        program = _Program(reading, used)
        objective = program.solver.Objective()
        for cells in program.of_row.values():
            for variable, score in cells:
                objective.SetCoefficient(variable, score / 1e6)
        objective.SetMaximization()
        if not program.solve(level):
            break
        reached = round(1e6 * objective.Value())
        lifts = program.prices(FINE)
        flow = best_flow(reading, PLAIN, lifts=lifts, near=flow)
        now = (flow.gain - level * int(lifts.sum())) // FINE
        if now < limit:
            limit, best = now, (lifts, flow)
        new = (flow.units > 0) & ~used
        if reached >= limit - 1 or not new.any():
            break
        used |= new
    found = _lifted(reading, level, *best)
    return _settled(reading, level, limit, best, found)


def _lifted(reading: Reading, level: int, lifts: Ints, flow: Flow) -> Ints | None:
    """Whole readings that keep the floor, by lifting the packets below it until they are above."""
    lifts = lifts.copy()
    for bump in range(BUMPS):
        low = served(reading, flow.units) < level
        if not low.any():
            return flow.units
        lifts[low] = lifts[low] + lifts[low] // 2 + (FINE << bump) // 16
        flow = best_flow(reading, PLAIN, lifts=lifts, near=flow)
    return None


def _settled(
    reading: Reading, level: int, limit: int, priced: tuple[Ints, Flow], found: Ints | None
) -> tuple[Ints, int] | None:
    """The best whole readings at the floor: only pairs are searched whose price leaves room for something better."""
    lifts, flow = priced
    room = None if found is None else limit - int(served(reading, found).sum())
    if room == 0 and found is not None:
        return found, limit
    rest = _open_pairs(reading, PLAIN, lifts, flow, None if room is None else (room + 1) * FINE)
    if rest.sum() > SEARCHED:
        return None if found is None else (found, limit)
    status, units, bound = _search(reading, flow.units, rest, level=level, hint=found)
    if status and units is not None:
        return units, min(limit, bound)
    return None if found is None else (found, limit)


def _open_pairs(reading: Reading, scale: Scale, lifts: Ints, flow: Flow, room: int | None) -> NDArray[np.bool_]:
    """Pairs whose change costs no more than ``room``; on large questions without any room known, the short lists."""
    if room is None:
        small = reading.scores.size <= 20_000
        return reading.allowed.copy() if small else short_lists(reading, 12) | (flow.units > 0)
    slope = (scale.factors[0] + lifts)[:, None]
    prices = flow.potentials
    cost = np.abs(prices.dossiers[:, None] - reading.scores * slope - prices.experts[None, :])
    rest: NDArray[np.bool_] = reading.allowed & (cost <= room)
    return rest


def _search(
    reading: Reading, units: Ints, rest: NDArray[np.bool_], *, level: int | None, hint: Ints | None
) -> tuple[bool, Ints | None, int]:
    """Exact search over the open pairs, the others as they are: the greatest total, or the highest floor."""
    model = cp_model.CpModel()
    base = np.where(rest, 0, units)
    x = {(int(row), int(column)): model.new_bool_var("") for row, column in zip(*np.nonzero(rest), strict=True)}
    by_row: dict[int, list[tuple[int, int]]] = {}
    by_column: dict[int, list[tuple[int, int]]] = {}
    for cell in x:
        by_row.setdefault(cell[0], []).append(cell)
        by_column.setdefault(cell[1], []).append(cell)
    fixed, loads = served(reading, base), base.sum(axis=0)
    height = model.new_int_var(0, int(alone(reading, PLAIN).min()), "") if level is None else level
    for row, cells in by_row.items():
        model.add(sum(x[cell] for cell in cells) == int(reading.needed[row] - base[row].sum()))
        model.add(sum(int(reading.scores[cell]) * x[cell] for cell in cells) >= height - int(fixed[row]))
    for row in set(range(len(reading.dossiers))) - set(by_row):
        model.add(height <= int(fixed[row]))
    for column, cells in by_column.items():
        low, high = int(reading.least[column] - loads[column]), int(reading.most[column] - loads[column])
        model.add_linear_constraint(sum(x[cell] for cell in cells), low, high)
    for cell, variable in x.items():
        if hint is not None:
            model.add_hint(variable, int(hint[cell]))
    model.maximize(height if level is None else sum(int(reading.scores[cell]) * v for cell, v in x.items()))
    solver = solver_for(SEED, effort=EFFORT)
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return False, None, 0
    chosen = base.copy()
    for cell, variable in x.items():
        chosen[cell] = int(solver.value(variable))
    added = 0 if level is None else int(fixed.sum())
    return True, chosen, round(solver.best_objective_bound) + added


def _whole_floor(reading: Reading, weighed: tuple[Ints, Flow] | None, bound: int, first: Flow) -> tuple[int, int]:
    """The highest floor that whole readings keep, as far as the search gets, and what bounds it."""
    reached = int(served(reading, first.units).min())
    level, best = reached, first.units
    step = max(1, (bound - reached) // 4)
    while level + step <= bound and step:
        tried = _lifted(reading, level + step, np.zeros(len(reading.dossiers), dtype=np.int64), first)
        if tried is None:
            step //= 2
            continue
        best = tried
        level = int(served(reading, tried).min())
    if weighed is None:
        rest = _open_pairs(reading, PLAIN, np.zeros(0, dtype=np.int64), first, None)
        units = best
    else:
        weights, flow = weighed
        room = flow.gain - int(weights.sum()) * level
        rest, units = _open_pairs(reading, NOTHING, weights, flow, room), flow.units
    if rest.sum() > SEARCHED:
        return level, bound
    ok, found, limit = _search(reading, units, rest, level=None, hint=best)
    complete = weighed is not None or bool((rest == reading.allowed).all())
    if ok and found is not None:
        level = max(level, int(served(reading, found).min()))
        bound = min(bound, limit) if complete else bound
    return level, max(level, bound)
