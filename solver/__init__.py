"""Opaque ids in; a panel, a lottery, or a reason out. Knows no database, web, clock or law.

``Problem`` asks, ``prepare_lottery`` answers with the fairest lottery the bounds allow, ``queue_panel`` draws by queue
number, ``explain`` says why no panel exists, ``recheck`` tests a panel without a solver.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from solver.bounds import Bound, CountRange, share_range
from solver.errors import BadProblem, NotProven, SolverError
from solver.problem import Problem
from solver.recheck import Breach, recheck

if TYPE_CHECKING:
    from solver.clash import Explanation, explain
    from solver.lottery import Lottery, NoPanel, Optimum, Panel, TooFewTickets, prepare_lottery
    from solver.queue import QueueDraw, queue_panel

_LATER = {
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
    "BadProblem",
    "Bound",
    "Breach",
    "CountRange",
    "Explanation",
    "Lottery",
    "NoPanel",
    "NotProven",
    "Optimum",
    "Panel",
    "Problem",
    "QueueDraw",
    "SolverError",
    "TooFewTickets",
    "explain",
    "prepare_lottery",
    "queue_panel",
    "recheck",
    "share_range",
]


def __getattr__(name: str) -> Any:
    """Import what needs OR-Tools when it is first asked for."""
    if name not in _LATER:
        raise AttributeError(f"module 'solver' has no attribute {name!r}")
    module = __import__(_LATER[name], fromlist=[name])
    return getattr(module, name)
