"""Leximin over whole panels, one panel at a time, for the few problems whose mixtures no set of whole panels carries.

Odd cycles of pairs are the known case: three people of whom no two may sit look like a half each to the relaxation.
A master program mixes the panels known so far; CP-SAT finds the panel that would lift the mixture most, or shows that
none does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import ceil

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver import pywraplp
from ortools.sat.python import cp_model

from solver.errors import NotProven, SolverError
from solver.exact import LITTLE, answered, solver_for
from solver.groups import Grouped
from solver.randomness import by_lot
from solver.tickets import TooFewTickets

SCALE = 1_000_000
SLACK = 1e-7
MOST_PANELS = 600
FINE = 1_000


class NoWholePanel(SolverError):
    """No panel keeps the bounds, although mixtures do on average."""


def mixed_tickets(grouped: Grouped, *, tickets: int, seed: bytes) -> NDArray[np.int32]:
    """A ticket table (tickets, seats) as fair as whole panels allow.

    Raises NoWholePanel when there is none, TooFewTickets when somebody who has a chance would be on no ticket.
    """
    panels, shares = _mix(grouped, seed)
    numbers = _apportion(grouped, panels, shares, tickets, seed)
    lines = [line for panel, number in zip(panels, numbers, strict=True) for line in [panel] * number]
    order = by_lot(seed, [str(index) for index in range(tickets)], tag=b"ticket")
    return np.array([lines[int(index)] for index in order], dtype=np.int32)


def _mix(grouped: Grouped, seed: bytes) -> tuple[list[tuple[int, ...]], list[float]]:
    """Panels (a group for each seat) and their shares, leximin over the groups."""
    pricing = _Pricing(grouped, seed)
    first = pricing.best([0.0] * len(grouped.members))
    panels = [first[0]]
    settled: dict[int, float] = {}
    while True:
        value, shares, worth, limit = _master(grouped, panels, settled)
        panel, points = pricing.best(worth)
        if points > limit + SLACK and panel not in panels and len(panels) < MOST_PANELS:
            panels.append(panel)
            continue
        sizes = grouped.sizes
        done = [g for g in range(len(sizes)) if g not in settled and worth[g] > SLACK / sizes[g]]
        if value > 1 - SLACK or not done:
            return panels, shares
        settled.update(dict.fromkeys(done, value))
        if len(settled) == len(sizes):
            return panels, shares


def _master(
    grouped: Grouped, panels: Sequence[tuple[int, ...]], settled: Mapping[int, float]
) -> tuple[float, list[float], list[float], float]:
    """Mix the known panels: (least chance of the free, shares, worth of a seat in each group, points to beat)."""
    solver = pywraplp.Solver.CreateSolver("GLOP")
    z = solver.NumVar(0, 1, "")
    share = [solver.NumVar(0, solver.infinity(), "") for _ in panels]
    one = solver.Constraint(1, 1)
    for variable in share:
        one.SetCoefficient(variable, 1)
    rows = []
    for index, size in enumerate(grouped.sizes):
        least = float(settled[index] * size) - SLACK if index in settled else 0.0
        row = solver.Constraint(least, solver.infinity())
        if index not in settled:
            row.SetCoefficient(z, -float(size))
        rows.append(row)
    for variable, panel in zip(share, panels, strict=True):
        for index in set(panel):
            rows[index].SetCoefficient(variable, panel.count(index))
    solver.Objective().SetCoefficient(z, 1)
    solver.Objective().SetMaximization()
    if solver.Solve() != pywraplp.Solver.OPTIMAL:
        raise NotProven("mixture", panels=len(panels))
    worth = [-row.dual_value() for row in rows]
    return z.solution_value(), [variable.solution_value() for variable in share], worth, one.dual_value()


class _Pricing:
    """The panel with the most points, exactly."""

    def __init__(self, grouped: Grouped, seed: bytes) -> None:
        self.seed = seed
        self.model = cp_model.CpModel()
        self.seats = [self.model.new_int_var(0, int(size), "") for size in grouped.sizes]
        self.model.add(sum(self.seats) == grouped.seats)
        for row in grouped.rows:
            self.model.add_linear_constraint(sum(self.seats[index] for index in row.groups), row.low, row.high)

    def best(self, worth: Sequence[float]) -> tuple[tuple[int, ...], float]:
        """A panel (a group for each seat) and its points; raises NoWholePanel when there is no panel."""
        weights = [round(value * SCALE) for value in worth]
        self.model.maximize(sum(weight * seat for weight, seat in zip(weights, self.seats, strict=True)))
        solver = solver_for(self.seed)
        if not answered(solver.solve(self.model), question="pricing"):
            raise NoWholePanel("no-whole-panel")
        counts = [solver.value(seat) for seat in self.seats]
        panel = tuple(index for index, count in enumerate(counts) for _ in range(count))
        return panel, sum(value * count for value, count in zip(worth, counts, strict=True))


def _apportion(
    grouped: Grouped, panels: Sequence[tuple[int, ...]], shares: Sequence[float], tickets: int, seed: bytes
) -> list[int]:
    """Whole tickets a panel: every group as near its share as can be, nobody with a chance left without a ticket."""
    counts = [Counter(panel) for panel in panels]
    owed = [
        tickets * sum(share * count[index] for share, count in zip(shares, counts, strict=True))
        for index in range(len(grouped.members))
    ]
    model = cp_model.CpModel()
    numbers = [model.new_int_var(0, tickets, "") for _ in panels]
    model.add(sum(numbers) == tickets)
    worst = model.new_int_var(0, tickets * grouped.seats * FINE, "")
    for index, share in enumerate(owed):
        got = sum(count[index] * number for count, number in zip(counts, numbers, strict=True) if count[index])
        if share > tickets * SLACK:
            model.add(got >= 1)
        model.add(FINE * got - round(FINE * share) <= worst)
        model.add(round(FINE * share) - FINE * got <= worst)
    model.minimize(worst)
    solver = solver_for(seed, effort=LITTLE)
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        least = min(share for share in owed if share > tickets * SLACK) / tickets
        raise TooFewTickets("too-few-tickets", tickets=tickets, enough=max(tickets + 1, ceil(1 / least) * len(panels)))
    answered(status, question="apportion")
    return [solver.value(number) for number in numbers]
