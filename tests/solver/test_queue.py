"""The draw by queue number: the first panel in the order of lots, found here by trying every panel."""

from __future__ import annotations

import hashlib
import hmac
import random
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.bounds import Bound
from solver.errors import SolverError
from solver.lottery import NoPanel
from solver.problem import Problem
from solver.queue import QueueDraw, queue_panel
from tests.solver.oracle import all_panels, chi_square_z, first_in_order
from tests.solver.problems import employers, explored, people, problems, random_problem, ring


def checked(problem: Problem, seed: bytes, barred: frozenset[str] = frozenset()) -> QueueDraw | None:
    """The queue's answer after comparing it with the first panel by enumeration."""
    expected = first_in_order(problem, queue_order(problem, seed), barred=barred)
    try:
        drawn = queue_panel(problem, seed, barred=barred)
    except NoPanel as refusal:
        assert expected is None
        assert refusal.problem == problem
        return None
    assert list(drawn.panel) == expected
    assert drawn.order == tuple(queue_order(problem, seed))
    return drawn


def queue_order(problem: Problem, seed: bytes) -> list[str]:
    def lot(person: str) -> bytes:
        return hmac.new(seed, b"expertpool/queue/v1" + person.encode(), hashlib.sha256).digest()

    return sorted(problem.candidates, key=lot)


@pytest.mark.parametrize("numbers", [range(250), pytest.param(range(250, 4000), marks=pytest.mark.full)])
def test_panel_is_the_first_in_the_queue_that_keeps_everything(numbers: range) -> None:
    drawn = [checked(random_problem(n, tight=0.3), b"seed %d" % n) for n in numbers]
    assert sum(answer is not None for answer in drawn) > len(numbers) / 3
    assert sum(bool(answer.passed) for answer in drawn if answer) > len(numbers) / 6


@given(problems(most=9), st.binary(max_size=8))
@explored(100)
def test_any_problem_and_seed_give_the_first_panel_or_no_panel(problem: Problem, seed: bytes) -> None:
    checked(problem, seed)


@pytest.mark.parametrize("numbers", [range(120), pytest.param(range(120, 1500), marks=pytest.mark.full)])
def test_barred_people_keep_their_place_in_the_queue_and_are_not_taken(numbers: range) -> None:
    taken = 0
    for number in numbers:
        problem = random_problem(number, tight=0.2)
        rng = random.Random(number)
        barred = frozenset(rng.sample(problem.candidates, rng.randint(1, 2)))
        drawn = checked(problem, b"seed", barred)
        if drawn:
            taken += 1
            assert not barred & set(drawn.panel)
            assert not barred & drawn.passed.keys()
    assert taken > len(numbers) / 6


@pytest.mark.parametrize("number", range(40))
def test_passed_are_those_met_before_the_panel_was_full(number: int) -> None:
    problem = random_problem(number, tight=0.3)
    try:
        drawn = queue_panel(problem, b"seed")
    except NoPanel:
        assert all_panels(problem) == []
        return
    line = sorted(drawn.order, key=lambda person: person not in problem.seated)
    last = max(line.index(person) for person in drawn.panel)
    assert set(drawn.passed) == set(line[: last + 1]) - set(drawn.panel)


@pytest.mark.parametrize(
    "problem",
    [
        ring(5, others=3, seats=4),
        ring(7, others=2, seats=5),
        ring(9, others=0, seats=4),
        Problem(*employers(4, "mmw", cap=1)[:1], 4, employers(4, "mmw", cap=1)[1]),
        Problem(people(10), 5, [Bound("cap", people(5), at_most=1), Bound("need", people(7), at_least=3)]),
    ],
)
def test_first_panel_is_found_where_averages_mislead(problem: Problem) -> None:
    for number in range(25):
        checked(problem, b"seed %d" % number)


def test_one_cap_over_people_alike_is_never_broken() -> None:
    problem = Problem(people(8), 4, [Bound("cap", people(4), at_most=1)])
    for number in range(60):
        drawn = queue_panel(problem, b"%d" % number)
        assert len(set(drawn.panel) & set(people(4))) <= 1


@pytest.mark.every
@pytest.mark.parametrize(
    ("problem", "barred"),
    [
        (Problem(people(3), 4), set()),
        (Problem(people(5), 2, [Bound("nobody", [], at_least=1)]), set()),
        (Problem(people(5), 2, [Bound("x", people(3), at_least=1, at_most=1)]), set(people(3))),
        (Problem(people(4), 2, seated=["p00"]), {"p00"}),
        (Problem(people(4), 3), {"p00", "p01"}),
        (Problem(people(4), 2, never_together=[("p00", "p01")], seated=people(2)), set()),
        (Problem(people(4), 1, seated=people(2)), set()),
        (ring(5, others=0, seats=3), set()),
    ],
)
def test_queue_without_a_panel_is_refused(problem: Problem, barred: set[str]) -> None:
    with pytest.raises(NoPanel):
        queue_panel(problem, b"seed", barred=frozenset(barred))


def test_people_who_stay_come_first_and_the_others_fill_up() -> None:
    problem = Problem(people(8), 4, [Bound("b", people(4), at_most=2)], [("p00", "p06")], ["p00", "p05"])
    for number in range(20):
        drawn = queue_panel(problem, b"%d" % number)
        assert set(drawn.panel[:2]) == {"p00", "p05"}
        assert "p06" not in drawn.panel


def test_without_rules_the_queue_itself_is_the_panel() -> None:
    drawn = queue_panel(Problem(people(30), 7), b"seed")
    assert (tuple(drawn.panel), drawn.passed, drawn.panel.ticket) == (drawn.order[:7], {}, None)


def test_names_that_stand_for_people_decide_the_queue() -> None:
    problem = Problem(people(12), 4, [Bound("b", people(5), at_most=1)], [("p06", "p07")])
    code = {p: hashlib.sha256(p.encode()).hexdigest()[:8] for p in problem.candidates}
    person = {name: p for p, name in code.items()}
    by_code = Problem(
        list(person), 4, [Bound("b", [code[p] for p in people(5)], at_most=1)], [(code["p06"], code["p07"])]
    )
    for number in range(10):
        seed = b"%d" % number
        expected = queue_panel(by_code, seed)
        drawn = queue_panel(problem, seed, names=code)
        assert [code[p] for p in drawn.panel] == list(expected.panel)
        assert [code[p] for p in drawn.order] == list(expected.order)
        assert {code[p] for p in drawn.passed} == set(expected.passed)


@pytest.mark.every
@pytest.mark.parametrize("seed", ["seed", None, 5])
def test_seed_that_is_not_bytes_is_refused(seed: Any) -> None:
    with pytest.raises(TypeError):
        queue_panel(Problem(people(4), 2), seed)


def test_people_the_rules_cannot_tell_apart_are_drawn_equally_often() -> None:
    everyone, caps = employers(4, "mw", cap=1)
    problem = Problem(everyone, 3, [*caps, Bound("w", [p for p in everyone if p[1] == "w"], at_least=2)])
    counts = dict.fromkeys(everyone, 0)
    rounds = 400
    for number in range(rounds):
        counts[queue_panel(problem, b"%d" % number).panel[0]] += 1
    for kind in "mw":
        alike = [counts[p] for p in everyone if p[1] == kind]
        share = sum(alike) / len(alike)
        assert abs(chi_square_z(sum((count - share) ** 2 / share for count in alike), len(alike) - 1)) < 3.5


def test_refusals_are_errors_of_this_package() -> None:
    with pytest.raises(SolverError):
        queue_panel(Problem(people(3), 2, never_together=combinations(people(3), 2)), b"seed")
