"""What the solver made of a frozen draw, behind the codes by which it is published: table, cliques, proofs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from blind.certificate import Refutation
from blind.fairness import Clique, Fairness, Level
from blind.ticket_table import Exchange, TicketTable
from expertpool.party.frozen_draw import FrozenDraw

if TYPE_CHECKING:
    from solver import completion
    from solver.lottery import Lottery


def hashed_table(frozen: FrozenDraw, lottery: Lottery) -> TicketTable:
    """The ticket table over codes, with the salts of its rows and groups."""
    names = frozen.pool.names
    groups = [[names[person] for person in people] for people in lottery.grouped.members]
    moves = [Exchange(one.blocks, one.turns) for one in lottery.symmetry.classes]
    rows = lottery.table.tolist()
    return TicketTable.of(groups, rows, moves, table_salt=frozen.table_salt, algorithm=frozen.algorithm)


def cliques_of(frozen: FrozenDraw) -> tuple[tuple[Clique, ...], dict[str, str]]:
    """The cliques of the solver, and the code of every label that a proof can name."""
    grouped = frozen.grouped
    rows = [row for row in grouped.rows if row.clique]
    codes = {row.label: f"C{number:03}" for number, row in enumerate(rows, start=1)}
    names = frozen.pool.names
    found = [Clique(codes[row.label], tuple(names[grouped.members[index][0]] for index in row.groups)) for row in rows]
    return tuple(found), {**frozen.codes, **codes}


def fairness_of(lottery: Lottery, code_of: Mapping[str, str]) -> Fairness:
    """The proof that no lottery gives the worst-off more, over codes."""
    optimum = lottery.optimum
    levels = tuple(
        Level(one.value, {code_of[label]: weight for label, weight in one.weights.items()}, one.per_seat)
        for one in optimum.levels
    )
    return Fairness(levels, proved=optimum.exact, whole=lottery.whole)


def refutations_of(
    frozen: FrozenDraw,
    passed: Sequence[tuple[str, completion.Refutation]],
    code_of: Mapping[str, str],
    *,
    alone: bool = False,
) -> dict[str, Refutation]:
    """Of each group passed over in a queue the first person met, with the weights that refute a panel with them.

    ``alone``: the certificate's table names people, everybody a group of their own.

    Weights of rows that only hold people who stay in place cancel out and have no code.
    """
    found: dict[int | str, tuple[str, Refutation]] = {}
    for person, why in passed:
        weights = {code_of[label]: weight for label, weight in why.weights.items() if label in code_of}
        shown = frozen.pool.names[person], Refutation(weights, why.per_seat)
        found.setdefault(person if alone else frozen.grouped.group_of[person], shown)
    return dict(found.values())
