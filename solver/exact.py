"""CP-SAT for the choices a quick search leaves open: one worker, a fixed seed, a deterministic limit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from solver.errors import NotProven
from solver.groups import Grouped
from solver.randomness import below

EFFORT = 60.0
"""Deterministic time (about seconds) after which a single question counts as unanswered."""
LITTLE = 0.5
"""The same for questions whose answer can be done without."""


def solver_for(seed: bytes, *, effort: float = EFFORT, presolve: bool = True) -> cp_model.CpSolver:
    """A CP-SAT solver whose answer depends on model and seed alone, not on the clock or the number of cores.

    ``presolve``: False for small models that are asked often, where simplifying costs more than it saves.
    """
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = below(seed, 2**31 - 1, tag=b"cp-sat")
    solver.parameters.max_deterministic_time = effort
    solver.parameters.cp_model_presolve = presolve
    return solver


def answered(status: object, *, question: str) -> bool:
    """Whether there is a solution; NotProven when the limit ended the search."""
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return True
    if status == cp_model.INFEASIBLE:
        return False
    raise NotProven("search-limit", question=question)


def choose(
    open_to: NDArray[np.bool_], rows: Sequence[tuple[NDArray[np.float32], int, int]], *, seed: bytes
) -> NDArray[np.bool_] | None:
    """Zeros and ones with ``low <= row . choice <= high`` for every (row, low, high), or None.

    ``open_to``: False where only 0 is allowed (padding).
    """
    model = cp_model.CpModel()
    taken = {int(index): model.new_bool_var("") for index in np.nonzero(open_to)[0]}
    for weights, low, high in rows:
        counted = [taken[int(index)] for index in np.nonzero(weights)[0]]
        model.add_linear_constraint(sum(counted), low, high)
    solver = solver_for(seed, presolve=False)
    if not answered(solver.solve(model), question="choose"):
        return None
    return np.array([index in taken and bool(solver.value(taken[index])) for index in range(len(open_to))])


def divide(
    grouped: Grouped,
    groups: NDArray[np.int64],
    low: NDArray[np.int64],
    high: NDArray[np.int64],
    *,
    panels: int,
    seed: bytes,
) -> list[NDArray[np.int64]] | None:
    """So many compliant panels (counts along ``groups``) that give ``groups[i]`` from ``low[i]`` to ``high[i]`` seats.

    None when there are none. Raises NotProven when little effort ends without an answer.
    """
    model = cp_model.CpModel()
    column = {int(group): index for index, group in enumerate(groups)}
    most = np.minimum(grouped.sizes[groups], high)
    seats = [[model.new_int_var(0, int(top), "") for top in most] for _ in range(panels)]
    for index, (least, top) in enumerate(zip(low.tolist(), high.tolist(), strict=True)):
        model.add_linear_constraint(sum(panel[index] for panel in seats), least, top)
    for panel in seats:
        model.add(sum(panel) == grouped.seats)
        for row in grouped.rows:
            counted = [panel[column[group]] for group in row.groups if group in column]
            model.add_linear_constraint(sum(counted), row.low, row.high)
    solver = solver_for(seed, effort=LITTLE)
    if not answered(solver.solve(model), question="divide"):
        return None
    return [np.array([solver.value(variable) for variable in panel], dtype=np.int64) for panel in seats]
