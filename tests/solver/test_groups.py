"""Groups: the same panels as the problem, with interchangeable people merged and idle bounds gone."""

from __future__ import annotations

import random
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.bounds import Bound
from solver.groups import Grouped, cliques, group
from solver.problem import Problem
from tests.solver.oracle import all_panels
from tests.solver.problems import employers, explored, people, problems


def keeps_rows(grouped: Grouped, panel: tuple[str, ...]) -> bool:
    counts = Counter(grouped.group_of[person] for person in panel)
    return all(row.low <= sum(counts[index] for index in row.groups) <= row.high for row in grouped.rows)


@given(problems(most=8))
@explored(150)
def test_rows_over_groups_allow_exactly_the_panels_of_the_problem(problem: Problem) -> None:
    grouped = group(problem)
    allowed = [frozenset(p) for p in combinations(problem.candidates, problem.seats) if keeps_rows(grouped, p)]
    assert allowed == all_panels(problem)


@given(problems(most=8))
@explored(100)
def test_people_of_one_group_can_change_places_in_every_panel(problem: Problem) -> None:
    panels = set(all_panels(problem))
    for members in group(problem).members:
        for other in members[1:]:
            swap = {members[0]: other, other: members[0]}
            assert {frozenset(swap.get(person, person) for person in panel) for panel in panels} == panels


@given(problems())
@explored(60)
def test_groups_part_the_candidates_and_are_sorted(problem: Problem) -> None:
    grouped = group(problem)
    assert sorted(person for members in grouped.members for person in members) == list(problem.candidates)
    assert [list(members) for members in grouped.members] == sorted(sorted(members) for members in grouped.members)
    assert grouped.sizes.tolist() == [len(members) for members in grouped.members]
    assert {person: index for index, members in enumerate(grouped.members) for person in members} == grouped.group_of


@given(problems())
@explored(60)
def test_matrix_says_which_row_counts_which_group(problem: Problem) -> None:
    grouped = group(problem)
    assert grouped.matrix.shape == (len(grouped.rows), len(grouped.members))
    assert [tuple(line.nonzero()[0].tolist()) for line in grouped.matrix] == [row.groups for row in grouped.rows]


@given(problems(most=7), st.permutations(people(7)))
@explored(60)
def test_other_ids_for_the_same_people_give_the_same_groups(problem: Problem, names: list[str]) -> None:
    called = dict(zip(people(7), names, strict=True))
    renamed = Problem(
        [called[person] for person in problem.candidates],
        problem.seats,
        [Bound(b.label, [called[p] for p in b.members], b.at_least, b.at_most) for b in problem.bounds],
        [(called[a], called[b]) for a, b in problem.never_together],
        [called[person] for person in problem.seated],
    )
    expected = {frozenset(called[person] for person in members) for members in group(problem).members}
    assert {frozenset(members) for members in group(renamed).members} == expected


def test_cap_of_an_employer_with_no_more_people_than_its_cap_is_dropped() -> None:
    everyone, caps = employers(4, "mw", cap=2)
    grouped = group(Problem(everyone, 3, caps))
    assert (grouped.members, grouped.rows) == ((tuple(everyone),), ())


@pytest.mark.parametrize(
    "idle",
    [
        Bound("idle", people(6), at_least=4),
        Bound("idle", people(6), at_most=4),
        Bound("idle", people(6)[:5], at_least=3),
        Bound("idle", people(6)[:3], at_least=1, at_most=3),
        Bound("idle", [], at_most=0),
        Bound("idle", people(6)[:1]),
        Bound("idle", people(6)[:2], at_most=99),
    ],
    ids=lambda bound: f"{len(bound.members)} people, {bound.at_least} to {bound.at_most}",
)
def test_bound_that_every_choice_of_seats_keeps_is_dropped(idle: Bound) -> None:
    grouped = group(Problem(people(6), 4, [idle]))
    assert (grouped.members, grouped.rows) == ((tuple(people(6)),), ())


@pytest.mark.parametrize(
    ("bound", "row"),
    [
        (Bound("b", people(6)[:3], at_least=2, at_most=3), (2, 3)),
        (Bound("b", people(6)[:3], at_least=1, at_most=2), (0, 2)),
        (Bound("b", people(6)[:3], at_least=2, at_most=2), (2, 2)),
        (Bound("b", people(6)[:5], at_least=3, at_most=3), (0, 3)),
        (Bound("b", people(6)[:1], at_most=0), (0, 0)),
    ],
)
def test_end_of_a_bound_that_cannot_bind_is_dropped(bound: Bound, row: tuple[int, int]) -> None:
    (kept,) = group(Problem(people(6), 4, [bound])).rows
    assert (kept.label, kept.low, kept.high, kept.clique) == ("b", *row, False)


def test_bounds_over_the_same_people_become_the_tighter_of_each_end() -> None:
    same = [Bound(f"b{at}", people(8)[:4], at_least=at % 3, at_most=5 - at % 3) for at in range(300)]
    (row,) = group(Problem(people(8), 4, same)).rows
    assert (row.label, row.low, row.high) == ("b0", 2, 3)


def test_people_in_a_pair_stand_alone_even_when_the_bounds_count_them_alike() -> None:
    grouped = group(Problem(people(4), 2, never_together=[("p00", "p01")]))
    assert grouped.members == (("p00",), ("p01",), ("p02", "p03"))
    assert grouped.links == ((0, 1),)
    assert [(row.label, row.groups, row.low, row.high, row.clique) for row in grouped.rows] == [
        ("p00 × p01", (0, 1), 0, 1, True)
    ]


def test_person_who_stays_stands_alone_with_a_row_that_says_so() -> None:
    grouped = group(Problem(people(4), 2, seated=["p02"]))
    assert grouped.members == (("p00", "p01", "p03"), ("p02",))
    assert [(row.groups, row.low, row.high) for row in grouped.rows] == [((1,), 1, 1)]


@given(st.integers(0, 10_000), st.integers(2, 12))
@explored(150)
def test_cliques_cover_every_link_and_hold_nobody_who_may_sit_together(number: int, nodes: int) -> None:
    rng = random.Random(number)
    links = tuple(pair for pair in combinations(range(nodes), 2) if rng.random() < 0.4)
    found = cliques(links)
    covered = {pair for clique in found for pair in combinations(clique, 2)}
    assert covered == set(links)
    assert all(list(clique) == sorted(set(clique)) for clique in found)
    assert len(found) == len(set(found))


def test_everybody_kept_apart_from_everybody_is_one_clique() -> None:
    assert cliques(tuple(combinations(range(30), 2))) == [tuple(range(30))]
