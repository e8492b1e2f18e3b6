"""A season as pure computation: the committees' questions as one, each committee's column as a lottery of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

import numpy as np

from expertpool.drawing.question import Question
from expertpool.drawing.result import LOTTERY, QUEUE, Result, forced_or_none, seated_by
from solver.chances import Target
from solver.groups import Grouped
from solver.lottery import Lottery
from solver.problem import Problem
from solver.queue import QueueDraw
from solver.season.season import Committee, Season
from solver.symmetry import Symmetry


@dataclass(frozen=True)
class Placed:
    """One committee's question with the first and last day on which its members are taken up."""

    question: Question
    first: date
    last: date


def season_of(placed: Sequence[Placed], *, cap: int) -> Season:
    """The season that these questions put. Committees are named by their own names."""
    return Season(
        [
            Committee(one.question.committee.name, one.question.problem, one.first.toordinal(), one.last.toordinal())
            for one in placed
        ],
        cap=cap,
    )


def column_lottery(problem: Problem, column: Sequence[Sequence[str]], table_seed: bytes) -> Lottery:
    """One committee's column of the season's tickets as a lottery: every ticket names people, everybody a group alone.

    Its chances are the season's share of this committee; it claims no leximin of its own (no levels).
    """
    grouped = Grouped(problem, tuple((person,) for person in problem.candidates), (), ())
    table = np.array([sorted(grouped.group_of[person] for person in panel) for panel in column], dtype=np.int32)
    counts = np.bincount(table.ravel(), minlength=len(problem.candidates)).tolist()
    chances = tuple(Fraction(count, len(column)) for count in counts)
    return Lottery(problem, grouped, Target(chances, (), exact=False), Symmetry(()), table, table_seed, whole=False)


def by_ticket(question: Question, column: Lottery, *, seed: bytes, context: bytes, names: Mapping[str, str]) -> Result:
    """The panel of the ticket that ``seed`` names, seated by lot. Raises NoLawfulPanel."""
    panel = column.draw(seed, names)
    seated = seated_by(question, panel, method=LOTTERY, seed=seed, context=context, lottery=column)
    return replace(seated, forced=forced_or_none(question.problem, panel))


def by_queue(question: Question, drawn: QueueDraw, *, seed: bytes, context: bytes) -> Result:
    """The panel of the season's queue; ``question`` is without the people left aside. Raises NoLawfulPanel."""
    seated = seated_by(question, drawn.panel, method=QUEUE, seed=seed, context=context, passed=drawn.passed)
    return replace(seated, forced=forced_or_none(question.problem, drawn.panel))
