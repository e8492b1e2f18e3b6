"""Rechecking without a solver: every bound that is broken, and no other."""

from __future__ import annotations

import random
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.bounds import Bound
from solver.groups import group
from solver.problem import Problem
from solver.recheck import Breach, recheck
from tests.solver.oracle import keeps
from tests.solver.problems import explored, people, problems

RULES = Problem(
    people(10),
    4,
    [
        Bound("外单位", people(10)[:3], at_least=1),
        Bound("cap", people(10)[3:6], at_most=1),
        Bound("both", people(10)[6:], at_least=1, at_most=2),
    ],
    [("p00", "p01")],
    ["p06"],
)


@given(problems(), st.randoms(use_true_random=False))
@explored(150)
def test_nothing_is_wrong_exactly_when_the_people_are_a_panel(problem: Problem, rng: random.Random) -> None:
    pool = [*problem.candidates, *problem.candidates[:1], "stranger"]
    panel = rng.sample(pool, rng.randint(0, len(pool)))
    assert (recheck(problem, panel) == ()) == keeps(problem, panel)


@given(problems(most=7))
@explored(60)
def test_breaches_are_the_bounds_that_do_not_hold(problem: Problem) -> None:
    for panel in combinations(problem.candidates, problem.seats):
        broken = [bound.label for bound in problem.all_bounds if not bound.holds(panel)]
        assert [breach.label for breach in recheck(problem, panel)] == broken


def test_thousand_random_panels_read_alike_in_the_solver_and_in_recheck() -> None:
    rng, grouped = random.Random(7), group(RULES)
    outcomes = set()
    for _ in range(1000):
        panel = rng.sample(RULES.candidates, RULES.seats)
        counts = [sum(person in members for person in panel) for members in grouped.members]
        fine = all(row.low <= sum(counts[index] for index in row.groups) <= row.high for row in grouped.rows)
        assert (recheck(RULES, panel) == ()) == fine
        outcomes.add(fine)
    assert outcomes == {True, False}


@pytest.mark.parametrize(
    ("panel", "expected"),
    [
        (["p00", "p03", "p06", "p07"], ()),
        (["p03", "p06", "p07", "p09"], (Breach("both", 3, 1, 2), Breach("外单位", 0, 1, None))),
        (["p00", "p03", "p04", "p06"], (Breach("cap", 2, 0, 1),)),
        (["p00", "p01", "p03", "p06"], (Breach("p00 × p01", 2, 0, 1),)),
        (["p00", "p03", "p07", "p08"], (Breach("p06 = 1", 0, 1, None),)),
        (["p00", "p03", "p06"], (Breach("size", 3, 4, 4),)),
        (["p00", "p02", "p03", "p06", "p07"], (Breach("size", 5, 4, 4),)),
        (["p00", "p03", "p06", "stranger"], (Breach("strangers", 1, 0, 0),)),
        (["p00", "p00", "p03", "p06"], (Breach("repeated", 1, 0, 0),)),
        (
            [],
            (
                Breach("size", 0, 4, 4),
                Breach("both", 0, 1, 2),
                Breach("外单位", 0, 1, None),
                Breach("p06 = 1", 0, 1, None),
            ),
        ),
    ],
)
def test_panel_that_breaks_one_rule_is_reported_with_exactly_that_rule(
    panel: list[str], expected: tuple[Breach, ...]
) -> None:
    assert recheck(RULES, panel) == expected


def test_recheck_loads_no_solver() -> None:
    script = (
        "import sys\n"
        "sys.modules['ortools'] = None\n"
        "from solver import Bound, Problem, recheck\n"
        "print([b.label for b in recheck(Problem(['a', 'b'], 1, [Bound('x', ['a'], 1)]), ['b'])])\n"
        "print('numpy' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[:2] == ["['x']", "False"]
