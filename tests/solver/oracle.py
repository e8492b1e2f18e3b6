"""Answers by enumeration, from the meaning of a problem alone: every panel, the fairest lottery, the first in line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any

from ortools.linear_solver import pywraplp

from solver.groups import Grouped
from solver.problem import Problem
from solver.proof import Level

TOLERANCE = 1e-6


def keeps(problem: Problem, panel: Iterable[str]) -> bool:
    """Whether these people are a panel: the right number, nobody twice, every bound, pair and stay kept."""
    people = list(panel)
    seated = set(people)
    if len(people) != problem.seats or len(seated) != len(people) or not seated <= set(problem.candidates):
        return False
    for bound in problem.bounds:
        counted = len(seated & bound.members)
        if counted < bound.at_least or (bound.at_most is not None and counted > bound.at_most):
            return False
    return problem.seated <= seated and not any({a, b} <= seated for a, b in problem.never_together)


def all_panels(problem: Problem) -> list[frozenset[str]]:
    """Every panel of a small problem."""
    return [frozenset(people) for people in combinations(problem.candidates, problem.seats) if keeps(problem, people)]


def first_in_order(problem: Problem, order: Sequence[str], *, barred: Iterable[str] = ()) -> list[str] | None:
    """The panel that is lexicographically first by place in ``order``, or None; people who stay come before all."""
    absent = set(barred)
    ranked = sorted(order, key=lambda person: person not in problem.seated)
    for people in combinations([person for person in ranked if person not in absent], problem.seats):
        if keeps(problem, people):
            return list(people)
    return None


Chances = Mapping[str, Any]
Region = Callable[[pywraplp.Solver], Chances]
"""Adds to a linear program everything that a way to draw must keep; gives each person's chance as a variable."""


def whole_panels(problem: Problem, panels: Sequence[frozenset[str]]) -> Region:
    """All lotteries on these panels."""

    def build(solver: pywraplp.Solver) -> Chances:
        chance = {person: solver.NumVar(0, 1, "") for person in problem.candidates}
        sums = {person: solver.Constraint(0, 0) for person in problem.candidates}
        for person, row in sums.items():
            row.SetCoefficient(chance[person], -1)
        one = solver.Constraint(1, 1)
        for panel in panels:
            share = solver.NumVar(0, 1, "")
            for row in (one, *(sums[person] for person in sorted(panel))):
                row.SetCoefficient(share, 1)
        return chance

    return build


def on_average(problem: Problem, cliques: Iterable[Iterable[str]]) -> Region:
    """Seats in parts: every bound kept on average, and at most one seat for each clique."""

    def build(solver: pywraplp.Solver) -> Chances:
        seat = {person: solver.NumVar(0, 1, "") for person in problem.candidates}
        solver.Add(solver.Sum(list(seat.values())) == problem.seats)
        for person in problem.seated:
            solver.Add(seat[person] >= 1)
        for bound in problem.bounds:
            row = solver.Constraint(bound.at_least, solver.infinity() if bound.at_most is None else bound.at_most)
            for person in bound.members:
                row.SetCoefficient(seat[person], 1)
        for clique in cliques:
            solver.Add(solver.Sum([seat[person] for person in clique]) <= 1)
        return seat

    return build


def fairest_chances(people: Sequence[str], region: Region) -> dict[str, float]:
    """The leximin chances in a region: lift the least, fix whoever cannot rise, repeat."""
    solver = pywraplp.Solver.CreateSolver("GLOP")
    chance = region(solver)
    least = solver.NumVar(0, 1, "")
    floors = {person: solver.Constraint(0, solver.infinity()) for person in people}
    for person, row in floors.items():
        row.SetCoefficient(chance[person], 1)
        row.SetCoefficient(least, -1)
    settled: dict[str, float] = {}
    while len(settled) < len(people):
        free = [person for person in people if person not in settled]
        value = _highest(solver, least)
        for person in free:
            chance[person].SetLb(max(0.0, value - TOLERANCE / 10))
        stuck = [person for person in free if _highest(solver, chance[person]) < value + TOLERANCE]
        assert stuck, "a level that settles nobody would never end"
        for person in stuck:
            floors[person].SetCoefficient(least, 0)
        settled.update(dict.fromkeys(stuck, value))
    return settled


def _highest(solver: pywraplp.Solver, goal: pywraplp.Variable) -> float:
    solver.Maximize(goal)
    assert solver.Solve() == pywraplp.Solver.OPTIMAL
    return float(solver.Objective().Value())


def points_of(grouped: Grouped, step: Level) -> dict[str, int]:
    """Points of each person at one level of the proof."""
    rows = {row.label: row for row in grouped.rows}
    held = dict.fromkeys(grouped.problem.candidates, step.per_seat)
    for label, weight in step.weights.items():
        for index in rows[label].groups:
            for person in grouped.members[index]:
                held[person] += weight
    return held


def proof_holds(grouped: Grouped, levels: Sequence[Level], chances: Sequence[Fraction]) -> bool:
    """The whole proof again, person by person: every number of every level, and that the chances are those proven."""
    rows = {row.label: row for row in grouped.rows}
    given: dict[str, Fraction] = {}
    last = Fraction(0)
    for step in levels:
        if not step.weights.keys() <= rows.keys():
            return False
        ends = [weight * (rows[at].high if weight > 0 else rows[at].low) for at, weight in step.weights.items()]
        held = points_of(grouped, step)
        lifted = {person for person, worth in held.items() if worth > 0 and person not in given}
        spent = sum((worth * given.get(p, int(worth < 0)) for p, worth in held.items() if p not in lifted), Fraction(0))
        shared = sum(held[person] for person in lifted)
        settles = tuple(sorted({grouped.group_of[person] for person in lifted}))
        budget = step.per_seat * grouped.problem.seats + sum(ends)
        if not shared or step.value != (budget - spent) / shared or step.value < last:
            return False
        if (step.budget, step.spent, step.shared, step.settled) != (budget, spent, shared, len(lifted)):
            return False
        if step.groups != settles:
            return False
        given.update(dict.fromkeys(lifted, step.value))
        last = step.value
    owed = {p: chances[grouped.group_of[p]] for p in grouped.problem.candidates}
    if any(owed[person] != given.get(person, 1) for person in owed) or sum(owed.values()) != grouped.problem.seats:
        return False
    return all(
        row.low <= sum(owed[person] for index in row.groups for person in grouped.members[index]) <= row.high
        for row in grouped.rows
    )


def expected_seats(panels: Sequence[Iterable[str]], people: Sequence[str]) -> dict[str, Fraction]:
    """How often each person sits on these equally likely panels."""
    counted = dict.fromkeys(people, 0)
    for panel in panels:
        for person in panel:
            counted[person] += 1
    return {person: Fraction(count, len(panels)) for person, count in counted.items()}


def demands(problem: Problem) -> Iterator[tuple[str, frozenset[str], int, int | None]]:
    """Every demand on its own: (name, people counted, at least, at most); the number of seats is no demand."""
    for bound in problem.bounds:
        if bound.at_least:
            yield f"{bound.label} at_least", bound.members, bound.at_least, None
        if bound.at_most is not None:
            yield f"{bound.label} at_most", bound.members, 0, bound.at_most
    for a, b in problem.never_together:
        yield f"{a} × {b} at_most", frozenset({a, b}), 0, 1
    for person in sorted(problem.seated):
        yield f"{person} = 1 at_least", frozenset({person}), 1, None


def smallest_clash(problem: Problem) -> int:
    """How few demands suffice to leave no panel; every number of demands is tried from the smallest on."""
    everyone = list(combinations(problem.candidates, problem.seats))
    broken_by = []
    for _, members, low, high in demands(problem):
        counts = [len(members.intersection(panel)) for panel in everyone]
        broken = [count < low or (high is not None and count > high) for count in counts]
        broken_by.append(sum(1 << at for at, wrong in enumerate(broken) if wrong))
    whole = (1 << len(everyone)) - 1
    for size in range(len(broken_by) + 1):
        for chosen in combinations(broken_by, size):
            left = whole
            for panels in chosen:
                left &= ~panels
            if not left:
                return size
    raise ValueError("the problem has a panel")


def chi_square_z(statistic: float, freedom: int) -> float:
    """How many standard deviations a chi-square statistic lies above what chance gives (Wilson and Hilferty)."""
    spread = 2 / (9 * freedom)
    return float(((statistic / freedom) ** (1 / 3) - (1 - spread)) / spread**0.5)
