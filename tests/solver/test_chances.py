"""The fairest chances: known answers, and leximin by linear programs over people and over enumerated panels."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given

from solver.bounds import Bound
from solver.chances import Infeasible, Target, fairest
from solver.groups import Grouped, group
from solver.problem import Problem
from tests.solver.oracle import all_panels, fairest_chances, on_average, whole_panels
from tests.solver.problems import employers, explored, people, problems, random_problem, ring


def answer(problem: Problem) -> tuple[Grouped, Target] | None:
    grouped = group(problem)
    try:
        return grouped, fairest(grouped)
    except Infeasible:
        return None


def by_person(grouped: Grouped, target: Target) -> dict[str, Fraction]:
    return {person: target.chances[index] for person, index in grouped.group_of.items()}


def sample(numbers: range) -> list[Problem]:
    return [random_problem(number, tight=0.2 + number % 3 / 5) for number in numbers]


@pytest.mark.parametrize("numbers", [range(120), pytest.param(range(120, 1500), marks=pytest.mark.full)])
def test_chances_are_leximin_on_average(numbers: range) -> None:
    seen = 0
    for problem in sample(numbers):
        solved = answer(problem)
        if solved is None:
            continue
        grouped, target = solved
        cliques = [[p for g in row.groups for p in grouped.members[g]] for row in grouped.rows if row.clique]
        expected = fairest_chances(problem.candidates, on_average(problem, cliques))
        assert by_person(grouped, target) == pytest.approx(expected, abs=1e-5)
        seen += 1
    assert seen > len(numbers) / 3


@pytest.mark.parametrize("numbers", [range(3000, 3080), pytest.param(range(3080, 4000), marks=pytest.mark.full)])
def test_no_lottery_over_whole_panels_promises_the_worst_off_more(numbers: range) -> None:
    tight = loose = 0
    for problem in sample(numbers):
        panels = all_panels(problem)
        if not panels:
            continue
        solved = answer(problem)
        assert solved is not None
        chances = by_person(*solved)
        expected = fairest_chances(problem.candidates, whole_panels(problem, panels))
        assert min(chances.values()) >= min(expected.values()) - 1e-5
        if chances == pytest.approx(expected, abs=1e-5):
            tight += 1
        else:
            loose += 1
    assert tight > 8 * loose


@given(problems())
@explored(120)
def test_chances_keep_seats_and_rows_exactly_and_levels_only_rise(problem: Problem) -> None:
    solved = answer(problem)
    assume(solved is not None)
    assert solved is not None
    grouped, target = solved
    expected = [chance * len(members) for chance, members in zip(target.chances, grouped.members, strict=True)]
    assert sum(expected) == problem.seats
    assert all(0 <= chance <= 1 for chance in target.chances)
    assert all(row.low <= sum(expected[g] for g in row.groups) <= row.high for row in grouped.rows)
    values = [level.value for level in target.levels]
    assert values == sorted(values)
    assert target.exact


def test_inside_experts_share_the_seats_that_the_outside_leave_them() -> None:
    everyone = people(5000)
    inside = everyone[:3900]
    problem = Problem(everyone, 25, [Bound("outside", everyone[3900:], at_least=9)])
    grouped = group(problem)
    target = fairest(grouped)
    assert by_person(grouped, target) == {
        person: Fraction(16, 3900) if person in set(inside) else Fraction(9, 1100) for person in everyone
    }
    first = target.levels[0]
    assert (first.value, Fraction(first.budget, first.shared), first.settled) == (
        Fraction(16, 3900),
        Fraction(16, 3900),
        3900,
    )


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        (Problem(people(1), 1), [Fraction(1)]),
        (Problem(people(4), 4), [Fraction(1)]),
        (Problem(people(7), 3), [Fraction(3, 7)]),
        (Problem(people(3), 1, never_together=[("p00", "p01")]), [Fraction(1, 3)] * 3),
        (Problem(people(3), 2, never_together=[("p00", "p01")]), [Fraction(1, 2), Fraction(1, 2), Fraction(1)]),
        (Problem(people(4), 2, seated=["p00"]), [Fraction(1), Fraction(1, 3)]),
        (Problem(people(4), 2, [Bound("none", ["p00"], at_most=0)]), [Fraction(0), Fraction(2, 3)]),
        (Problem(people(4), 2, [Bound("b", ["p00"], at_least=1)]), [Fraction(1), Fraction(1, 3)]),
        (Problem(people(4), 3, [Bound("b", people(2), at_most=1)]), [Fraction(1, 2), Fraction(1)]),
        (Problem(people(4), 3, [Bound("all", people(4), at_least=3, at_most=3)]), [Fraction(3, 4)]),
        (ring(5, others=0, seats=2), [Fraction(2, 5)] * 5),
        (ring(5, others=1, seats=3), [Fraction(1, 2)] * 6),
        (ring(3, others=3, seats=3), [Fraction(1, 3)] * 3 + [Fraction(2, 3)]),
        (Problem(*employers(4, "mmm", cap=1)[:1], 3, employers(4, "mmm", cap=1)[1]), [Fraction(1, 4)] * 4),
    ],
    ids=lambda value: None if isinstance(value, Problem) else "/".join(map(str, value)),
)
def test_chance_of_each_group_is_what_thought_gives(problem: Problem, expected: list[Fraction]) -> None:
    assert list(fairest(group(problem)).chances) == expected


@pytest.mark.parametrize(
    "problem",
    [
        Problem(people(3), 4),
        Problem(people(3), 2, [Bound("b", people(2), at_least=3)]),
        Problem(people(3), 2, [Bound("b", [], at_least=1)]),
        Problem(people(3), 2, [Bound("b", people(3), at_most=1)]),
        Problem(people(3), 1, seated=people(2)),
        Problem(people(3), 2, never_together=[("p00", "p01"), ("p01", "p02"), ("p00", "p02")]),
        Problem(people(4), 3, [Bound("a", people(3), at_least=3), Bound("b", people(3), at_most=2)]),
    ],
)
def test_problem_without_panels_even_on_average_is_infeasible(problem: Problem) -> None:
    assert answer(problem) is None


def test_chances_far_apart_are_still_exact() -> None:
    everyone = people(10_001)
    problem = Problem(everyone, 3, [Bound("few", everyone[:1], at_least=1), Bound("one", everyone[1:8], at_most=1)])
    grouped = group(problem)
    chances = by_person(grouped, fairest(grouped))
    assert {chances[everyone[at]] for at in (1, 8, 10_000)} == {Fraction(2, 10_000)}
    assert chances[everyone[0]] == 1
