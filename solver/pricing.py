"""The compliant panel that brings the most points, found by CP-SAT."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from solver.errors import SolverError
from solver.exact import answered, solver_for
from solver.groups import Grouped


class NoWholePanel(SolverError):
    """No panel keeps the bounds, although mixtures do on average."""


class Pricing:
    """One model of all compliant panels, asked again and again with other points for a seat in each group."""

    def __init__(self, grouped: Grouped, seed: bytes) -> None:
        self.seed = seed
        self.model = cp_model.CpModel()
        self.seats = [self.model.new_int_var(0, int(size), "") for size in grouped.sizes]
        self.model.add(sum(self.seats) == grouped.seats)
        for row in grouped.rows:
            self.model.add_linear_constraint(sum(self.seats[index] for index in row.groups), row.low, row.high)

    def best(self, points: Sequence[int]) -> NDArray[np.int64]:
        """A panel (seats of each group) with the most points; raises NoWholePanel when there is no panel."""
        self.model.maximize(cp_model.LinearExpr.weighted_sum(self.seats, list(points)))
        solver = solver_for(self.seed, presolve=False)
        if not answered(solver.solve(self.model), question="pricing"):
            raise NoWholePanel("no-whole-panel")
        return np.array([solver.value(seat) for seat in self.seats], dtype=np.int64)
