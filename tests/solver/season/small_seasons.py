"""Tiny seasons for tests, and everything about them by trying all joint panels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations, product

from hypothesis import strategies as st
from ortools.linear_solver import pywraplp

from solver.bounds import Bound
from solver.problem import Problem
from solver.recheck import recheck
from solver.season.season import Committee, Season

PEOPLE = [f"p{at}" for at in range(6)]
Joint = tuple[tuple[str, ...], ...]


@st.composite
def seasons(draw: st.DrawFn) -> Season:
    """Two or three committees of one to three seats over six people: bounds, pairs, days that may overlap, a cap."""
    committees = []
    for at in range(draw(st.integers(2, 3))):
        people = sorted(draw(st.sets(st.sampled_from(PEOPLE), min_size=3, max_size=6)))
        seats = draw(st.integers(1, 3))
        bounds = []
        for number in range(draw(st.integers(0, 2))):
            members = sorted(draw(st.sets(st.sampled_from(people), min_size=1)))
            low = draw(st.integers(0, min(2, seats, len(members))))
            high = draw(st.none() | st.integers(low, seats))
            bounds.append(Bound(f"b{number}", members, low, high))
        pairs = [tuple(people[:2])] if draw(st.booleans()) else []
        first = draw(st.integers(0, 2))
        committees.append(
            Committee(f"c{at}", Problem(people, seats, bounds, pairs), first, first + draw(st.integers(0, 1)))
        )
    return Season(committees, cap=draw(st.integers(1, 2)))


def all_joint_panels(season: Season) -> Iterator[Joint]:
    """Every way to seat all committees, in their order."""
    each = [
        [panel for panel in combinations(one.problem.candidates, one.problem.seats) if not recheck(one.problem, panel)]
        for one in season.committees
    ]
    for joint in product(*each):
        if keeps(season, joint):
            yield joint


def keeps(season: Season, joint: Joint) -> bool:
    """Whether nobody is in two places or over the cap, read plainly."""
    counts = Counter(person for panel in joint for person in panel)
    if any(count > season.most(person) for person, count in counts.items()):
        return False
    return not any(
        one.overlaps(other) and set(panel) & set(beside)
        for (one, panel), (other, beside) in combinations(zip(season.committees, joint, strict=True), 2)
    )


def best_least(joints: list[Joint], people: list[str]) -> float:
    """The most panels a year that a mixture of these joint panels promises each of ``people``."""
    solver = pywraplp.Solver.CreateSolver("GLOP")
    z = solver.NumVar(0, solver.infinity(), "")
    shares = [solver.NumVar(0, 1, "") for _ in joints]
    solver.Add(sum(shares) == 1)
    for person in people:
        row = solver.Constraint(0, solver.infinity())
        row.SetCoefficient(z, -1)
        for share, joint in zip(shares, joints, strict=True):
            row.SetCoefficient(share, sum(person in panel for panel in joint))
    solver.Maximize(z)
    assert solver.Solve() == pywraplp.Solver.OPTIMAL
    return float(z.solution_value())


def town(committees: int = 5, *, cap: int = 1, people: int = 60) -> Season:
    """A small season in which whole panels carry the bound: two specialties, employers of six, two meeting days."""
    names = [f"e{at:02}" for at in range(people)]
    found = []
    for at in range(committees):
        drawable = [name for number, name in enumerate(names) if (number + at) % 7]
        field = [name for number, name in enumerate(names) if number % 3 == at % 3 and name in drawable]
        houses = [
            [n for number, n in enumerate(names) if number // 6 == h and n in drawable] for h in range(people // 6)
        ]
        bounds = [Bound("field", field, 2), *(Bound(f"house {h}", who, 0, 2) for h, who in enumerate(houses))]
        found.append(Committee(f"c{at}", Problem(drawable, 5, bounds, [(drawable[0], drawable[1])]), at // 2, at // 2))
    return Season(found, cap=cap)
