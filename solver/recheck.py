"""A panel against its problem, without OR-Tools: every bound it breaks, and no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from solver.problem import Problem


@dataclass(frozen=True)
class Breach:
    """A bound that a panel does not keep: how many were counted, and how many may be."""

    label: str
    found: int
    at_least: int
    at_most: int | None


def recheck(problem: Problem, panel: Sequence[str]) -> tuple[Breach, ...]:
    """What is wrong with the panel, in the problem's order; empty when it keeps everything.

    The labels ``size``, ``strangers`` and ``repeated`` stand for a wrong number of seats, people who are no
    candidates, and people seated twice.
    """
    people = list(panel)
    once = set(people)
    strangers = len(once - set(problem.candidates))
    repeated = len(people) - len(once)
    whole = [
        Breach("size", len(people), problem.seats, problem.seats) if len(people) != problem.seats else None,
        Breach("strangers", strangers, 0, 0) if strangers else None,
        Breach("repeated", repeated, 0, 0) if repeated else None,
    ]
    broken = [
        Breach(bound.label, bound.count(once), bound.at_least, bound.at_most)
        for bound in problem.all_bounds
        if not bound.holds(once)
    ]
    return (*filter(None, whole), *broken)
