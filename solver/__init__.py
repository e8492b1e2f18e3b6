"""Opaque ids in; a panel, a lottery, an assignment, or a reason out. Knows no database, web, clock or law.

``Problem`` asks, ``prepare_lottery`` answers with the fairest lottery the bounds allow, ``queue_panel`` draws by queue
number, ``explain`` says why no panel exists, ``recheck`` tests a panel without a solver. ``Reading`` asks who should
read which packet, ``prepare_assignment`` answers, ``recheck_assignment`` tests it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from solver.bounds import Bound, CountRange, share_range
from solver.errors import BadProblem, NotProven, SolverError
from solver.problem import Problem
from solver.recheck import Breach, recheck

if TYPE_CHECKING:
    from solver.assigning.reading import Reading
    from solver.assigning.recheck import recheck_assignment
    from solver.assignment import Assignment, CapPoint, NoAssignment, Readings, curve, prepare_assignment, replacement
    from solver.clash import Explanation, explain
    from solver.lottery import Lottery, NoPanel, Optimum, Panel, TooFewTickets, prepare_lottery
    from solver.queue import QueueDraw, queue_panel

_LATER = {
    "Assignment": "solver.assignment",
    "CapPoint": "solver.assignment",
    "NoAssignment": "solver.assignment",
    "Reading": "solver.assigning.reading",
    "Readings": "solver.assignment",
    "curve": "solver.assignment",
    "prepare_assignment": "solver.assignment",
    "recheck_assignment": "solver.assigning.recheck",
    "replacement": "solver.assignment",
    "Explanation": "solver.clash",
    "Lottery": "solver.lottery",
    "NoPanel": "solver.lottery",
    "Optimum": "solver.lottery",
    "Panel": "solver.lottery",
    "QueueDraw": "solver.queue",
    "TooFewTickets": "solver.lottery",
    "explain": "solver.clash",
    "prepare_lottery": "solver.lottery",
    "queue_panel": "solver.queue",
}

__all__ = [
    "Assignment",
    "BadProblem",
    "Bound",
    "Breach",
    "CapPoint",
    "CountRange",
    "Explanation",
    "Lottery",
    "NoAssignment",
    "NoPanel",
    "NotProven",
    "Optimum",
    "Panel",
    "Problem",
    "QueueDraw",
    "Reading",
    "Readings",
    "SolverError",
    "TooFewTickets",
    "curve",
    "explain",
    "prepare_assignment",
    "prepare_lottery",
    "queue_panel",
    "recheck",
    "recheck_assignment",
    "replacement",
    "share_range",
]


def __getattr__(name: str) -> Any:
    """Import what needs OR-Tools when it is first asked for."""
    if name not in _LATER:
        raise AttributeError(f"module 'solver' has no attribute {name!r}")
    module = __import__(_LATER[name], fromlist=[name])
    return getattr(module, name)
