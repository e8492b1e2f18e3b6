"""Seats that are drawn in name only: people who sit on every panel that keeps the bounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from solver.completion import Completion, Refutation
from solver.groups import group
from solver.problem import Problem


def forced_people(problem: Problem, panel: Collection[str]) -> tuple[str, ...]:
    """Those of ``panel`` (any panel that keeps the bounds) without whom there is none; who stays anyway is left out.

    Only people whose whole group sits can be: with one of their group left out, another list of the same shape stands.
    Raises NotProven when a question ended at its limit.
    """
    grouped = group(problem)
    taken = Counter(grouped.group_of[person] for person in panel)
    found: list[str] = []
    for index, people in enumerate(grouped.members):
        drawn = [person for person in people if person not in problem.seated]
        if drawn and taken[index] == len(people) and not _without_one(problem, index):
            found += drawn
    return tuple(person for person in problem.candidates if person in found)


def _without_one(problem: Problem, index: int) -> bool:
    """Whether a panel stands that leaves one of this group out."""
    grouped = group(problem)
    most = [len(people) - (at == index) for at, people in enumerate(grouped.members)]
    completion = Completion(grouped, most, b"")
    for person in problem.seated:
        completion.take(grouped.group_of[person])
    return not isinstance(completion.any_panel(), Refutation)
