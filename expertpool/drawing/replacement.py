"""A replacement round: the members who stay keep their seats, the others' are drawn anew by queue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from expertpool.drawing.question import Question
from expertpool.drawing.result import QUEUE, Result, verdicts_on
from expertpool.ids import ExpertId
from solver.problem import Problem
from solver.queue import queue_panel


def replace_members(
    question: Question,
    *,
    seed: bytes,
    context: bytes,
    staying: Sequence[ExpertId],
    barred: frozenset[ExpertId],
    names: Mapping[str, str] | None = None,
) -> Result:
    """The panel with ``staying`` in their order, then whom the queue of ``seed`` gives; ``barred`` were removed.

    Raises solver.NoPanel, solver.NotProven, NoLawfulPanel.
    """
    problem = question.problem
    kept = Problem(problem.candidates, problem.seats, problem.bounds, problem.never_together, list(staying))
    drawn = queue_panel(kept, seed, barred=frozenset(barred), names=names)
    seated = frozenset(staying)
    members = (*staying, *(ExpertId(person) for person in drawn.panel if person not in seated))
    return Result(
        question=question,
        method=QUEUE,
        seed=seed,
        context=context,
        panel=drawn.panel,
        members=members,
        kept=seated,
        reserves=(),
        verdicts=verdicts_on(question, members, frozenset(question.committee.keep), QUEUE),
        passed=tuple((ExpertId(person), why) for person, why in drawn.passed.items()),
    )
