"""Refusals of the queue: weights that refute, added up here person by person, and searches that really find nothing."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from solver.bounds import Bound
from solver.completion import Completion, Refutation
from solver.groups import Grouped, group
from solver.problem import Problem
from solver.queue import queue_panel
from solver.recheck import recheck
from tests.solver.oracle import all_panels
from tests.solver.problems import employers, people, random_problem, town


def rows_follow_from(problem: Problem, grouped: Grouped) -> bool:
    """Whether each row says no more than the problem: its bound's people and ends, or people kept apart in pairs."""
    bounds = {bound.label: bound for bound in problem.all_bounds}
    apart = {frozenset(pair) for pair in problem.never_together}
    for row in grouped.rows:
        members = [person for index in row.groups for person in grouped.members[index]]
        if row.clique:
            fine = all(frozenset({a, b}) in apart for a in members for b in members if a < b)
        else:
            same = [bound for bound in bounds.values() if bound.members == frozenset(members)]
            lows = [0, *(bound.at_least for bound in same)]
            highs = [len(members), *(bound.at_most for bound in same if bound.at_most is not None)]
            fine = bounds[row.label] in same and row.low in lows and row.high in highs
        if not fine:
            return False
    return True


def refutes(grouped: Grouped, why: Refutation, must: set[str], may: set[str]) -> bool:
    """No panel of all of ``must`` and some of ``may``: together they hold more points than any panel can."""
    rows = {row.label: row for row in grouped.rows}
    points = dict.fromkeys(grouped.problem.candidates, why.per_seat)
    budget = why.per_seat * grouped.problem.seats
    for label, weight in why.weights.items():
        budget += weight * (rows[label].high if weight > 0 else rows[label].low)
        for index in rows[label].groups:
            for person in grouped.members[index]:
                points[person] += weight
    least = sum(points[person] for person in must) + sum(min(0, points[person]) for person in may - must)
    return least > budget


def refusals(problem: Problem, seed: bytes) -> Iterator[tuple[str, Refutation, set[str], set[str]]]:
    """Everybody passed over: (who, why, taken before together with them, whoever could still have come)."""
    drawn = queue_panel(problem, seed)
    grouped = group(problem)
    taken: set[str] = set()
    gone: set[str] = set()
    for person in sorted(drawn.order, key=lambda person: person not in problem.seated):
        if person in drawn.passed:
            yield person, drawn.passed[person], taken | {person}, set(problem.candidates) - gone
            gone |= set(grouped.members[grouped.group_of[person]]) - taken
        elif person in drawn.panel:
            taken.add(person)


@pytest.mark.parametrize("numbers", [range(300), pytest.param(range(300, 4000), marks=pytest.mark.full)])
def test_every_person_passed_over_is_refuted_by_weights_or_by_trying_everything(numbers: range) -> None:
    refuted = searched = 0
    for number in numbers:
        problem = random_problem(number, tight=0.3)
        panels = all_panels(problem)
        if not panels:
            continue
        grouped = group(problem)
        assert rows_follow_from(problem, grouped)
        for person, why, must, may in refusals(problem, b"seed %d" % number):
            assert not any(must <= panel <= may | must for panel in panels), person
            if why.weights:
                refuted += 1
                assert refutes(grouped, why, must, may), (number, person, why)
            else:
                searched += 1
    assert refuted > 10 * searched
    assert refuted > len(numbers) / 5


def test_every_refusal_among_three_hundred_is_refuted_by_weights() -> None:
    problem = town(300, 13)
    grouped = group(problem)
    assert rows_follow_from(problem, grouped)
    found = 0
    for number in range(6):
        assert recheck(problem, queue_panel(problem, b"%d" % number).panel) == ()
        for person, why, must, may in refusals(problem, b"%d" % number):
            found += 1
            assert refutes(grouped, why, must, may), person
    assert found > 4


def test_refusal_that_only_a_search_shows_has_no_weights() -> None:
    """Two rings of five hold five on average and four in whole people; without f they can never be five."""
    everyone = people(13)
    f, h = everyone[10:12]
    rings = [(everyone[at + ring_], everyone[(at + 1) % 5 + ring_]) for ring_ in (0, 5) for at in range(5)]
    problem = Problem(everyone, 6, [Bound("five", everyone[:11], at_least=5)], [*rings, (f, h)])
    panels = all_panels(problem)
    assert panels
    assert not any(h in panel for panel in panels)
    seeds = [b"%d" % n for n in range(200) if queue_panel(problem, b"%d" % n).order[0] == h]
    assert len(seeds) > 5
    for seed in seeds:
        drawn = queue_panel(problem, seed)
        assert frozenset(drawn.panel) in panels
        assert drawn.passed[h] == Refutation({}, 0)


def test_refusal_names_the_bound_that_is_full() -> None:
    problem = Problem(people(8), 4, [Bound("cap", people(4), at_most=1)])
    passed = [why for n in range(10) for _, why, _, _ in refusals(problem, b"%d" % n)]
    assert {tuple(why.weights) for why in passed} == {("cap",)}
    assert {weight > 0 for why in passed for weight in why.weights.values()} == {True}


def test_refusal_names_the_bound_that_still_needs_the_seats() -> None:
    problem = Problem(people(8), 4, [Bound("need", people(4), at_least=4)])
    with_low = [why for n in range(10) for _, why, _, _ in refusals(problem, b"%d" % n)]
    assert {tuple(why.weights) for why in with_low} == {("need",)}
    assert all(why.weights["need"] < 0 < why.per_seat for why in with_low)


@pytest.mark.parametrize("number", range(60))
def test_question_after_question_agrees_with_trying_everything(number: int) -> None:
    problem = random_problem(number, tight=0.3)
    panels = all_panels(problem)
    grouped = group(problem)
    completion = Completion(grouped, [len(members) for members in grouped.members], b"seed")
    witness = completion.any_panel()
    assert isinstance(witness, Refutation) == (not panels)
    if isinstance(witness, Refutation):
        return
    counts = {tuple(sum(p in m for p in panel) for m in grouped.members) for panel in panels}
    most = [len(members) for members in grouped.members]
    rng = random.Random(number)
    taken = [0] * len(most)
    for _ in range(3 * problem.seats):
        index = rng.randrange(len(most))
        if taken[index] == most[index]:
            continue
        wanted = [had + (at == index) for at, had in enumerate(taken)]
        left = [c for c in counts if all(w <= n <= m for w, n, m in zip(wanted, c, most, strict=True))]
        answer = completion.with_one_more(index, witness)
        assert isinstance(answer, Refutation) == (not left)
        if isinstance(answer, Refutation):
            completion.close(index)
            most[index] = taken[index]
        else:
            assert tuple(answer) in left
            completion.take(index)
            taken, witness = wanted, answer


def test_caps_of_many_employers_are_refuted_by_name() -> None:
    everyone, caps = employers(5, "mmm", cap=1)
    problem = Problem(everyone, 5, caps)
    for person, why, must, may in refusals(problem, b"seed"):
        assert refutes(group(problem), why, must, may)
        assert f"cap {person[0]}" in why.weights
