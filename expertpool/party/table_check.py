"""The ticket table built again: its builder had no freedom if the same program makes the same table of the pool."""

from __future__ import annotations

import platform
from collections.abc import Callable
from enum import StrEnum
from importlib.metadata import version

from blind.ceremony.context import Context, Table
from expertpool import __version__
from expertpool.party.frozen_draw import FrozenDraw
from expertpool.party.solved_draw import hashed_table
from solver.errors import NotProven, SolverError
from solver.lottery import prepare_lottery


class TableCheck(StrEnum):
    """What came of it. ``NOT_COMPARED``: another program, solver or kind of processor made the table."""

    SAME = "same"
    DIFFERS = "differs"
    NOT_COMPARED = "not-compared"


def builders() -> dict[str, str]:
    """What a table depends on beside the draw: this program, the solver, the kind of processor."""
    return {"expertpool": __version__, "ortools": version("ortools"), "machine": platform.machine()}


def check_table(
    context: Context, frozen: FrozenDraw, *, progress: Callable[[int, int], None] | None = None
) -> TableCheck:
    """Build the table of a lottery from the frozen draw as this party computed it, and compare every root.

    ``progress`` is called with (done, total).
    """
    if any(context.versions.get(name) != here for name, here in builders().items()):
        return TableCheck.NOT_COMPARED
    try:
        lottery = prepare_lottery(frozen.question.problem, context.tickets, frozen.table_context, progress=progress)
    except NotProven:
        return TableCheck.NOT_COMPARED
    except SolverError:
        return TableCheck.DIFFERS
    built = hashed_table(frozen, lottery).summary(frozen.table_seed(lottery.tickets))
    return TableCheck.SAME if Table.from_dict(built) == context.table else TableCheck.DIFFERS
