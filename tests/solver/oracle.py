"""Answers by enumeration, from the meaning of a problem alone: every panel, the fairest lottery, the first in line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from ortools.linear_solver import pywraplp

from solver.problem import Problem

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


def fairest_chances(problem: Problem, panels: Sequence[frozenset[str]]) -> dict[str, float]:
    """The leximin chances over all lotteries on ``panels``: lift the least, fix whoever cannot rise, repeat."""
    settled: dict[str, float] = {}
    while len(settled) < len(problem.candidates):
        free = [person for person in problem.candidates if person not in settled]
        least = _Mixture(panels, settled, free).highest_least()
        stuck = [p for p in free if _Mixture(panels, settled, free, least).highest(p) < least + TOLERANCE]
        assert stuck, "a level that settles nobody would never end"
        settled.update(dict.fromkeys(stuck, least))
    return settled


class _Mixture:
    """Lotteries over enumerated panels: settled people keep their chance, free ones have at least ``least``."""

    def __init__(
        self, panels: Sequence[frozenset[str]], settled: Mapping[str, float], free: Sequence[str], least: float = 0.0
    ) -> None:
        self.solver = pywraplp.Solver.CreateSolver("GLOP")
        self.free = free
        share = {panel: self.solver.NumVar(0, 1, "") for panel in panels}
        self.solver.Add(sum(share.values()) == 1)
        self.chance = {
            person: sum((share[panel] for panel in panels if person in panel), start=self.solver.Sum([]))
            for person in (*settled, *free)
        }
        for person, value in settled.items():
            self.solver.Add(self.chance[person] >= value - TOLERANCE / 10)
        for person in free:
            self.solver.Add(self.chance[person] >= least - TOLERANCE / 10)

    def highest_least(self) -> float:
        """The most that the worst-off free person can be promised."""
        z = self.solver.NumVar(0, 1, "")
        for person in self.free:
            self.solver.Add(self.chance[person] >= z)
        return self._maximum(z)

    def highest(self, person: str) -> float:
        """The most that one person can be given."""
        return self._maximum(self.chance[person])

    def _maximum(self, goal: pywraplp.LinearExpr) -> float:
        self.solver.Maximize(goal)
        assert self.solver.Solve() == pywraplp.Solver.OPTIMAL
        return float(self.solver.Objective().Value())


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
            for broken in chosen:
                left &= ~broken
            if not left:
                return size
    raise ValueError("the problem has a panel")


def chi_square_z(statistic: float, freedom: int) -> float:
    """How many standard deviations a chi-square statistic lies above what chance gives (Wilson and Hilferty)."""
    spread = 2 / (9 * freedom)
    return float(((statistic / freedom) ** (1 / 3) - (1 - spread)) / spread**0.5)
