"""Whole panels where averages do not suffice: leximin over panels, the gap to the bound stated, nobody forgotten."""

from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest

from benchmarks.draw_job import read_problem
from benchmarks.pools import Order, make_pool, write_pool
from solver.bounds import Bound
from solver.chances import Infeasible, fairest
from solver.columns import NoWholePanel, mixed_tickets
from solver.groups import Grouped, group
from solver.lottery import Lottery, NoPanel, TooFewTickets, prepare_lottery
from solver.problem import Problem
from tests.solver.oracle import all_panels, fairest_chances, keeps, whole_panels
from tests.solver.problems import people, random_problem, ring

MORE_CROWDED = [(1_000, b"b"), (10_000, b"a")]


def tangled(number: int) -> Problem:
    """Many pairs among few people: rings of odd length are likely."""
    rng = random.Random(number)
    candidates = people(rng.randint(6, 9))
    pairs = [tuple(rng.sample(candidates, 2)) for _ in range(rng.randint(6, 13))]
    bounds = [
        Bound(f"b{at}", rng.sample(candidates, rng.randint(1, 6)), rng.choice([0, 1]), rng.choice([None, 1, 2]))
        for at in range(rng.randint(0, 2))
    ]
    return Problem(candidates, rng.randint(2, 4), bounds, pairs)


def mixed(grouped: Grouped, tickets: int) -> np.ndarray:
    """The table that mixing makes."""
    table, _ = mixed_tickets(grouped, fairest(grouped).chances, tickets=tickets, seed=b"seed")
    return table


@pytest.mark.parametrize(
    ("size", "others", "seats", "in_ring", "outside"),
    [
        (5, 1, 3, Fraction(2, 5), Fraction(1)),
        (5, 2, 4, Fraction(2, 5), Fraction(1)),
        (7, 1, 4, Fraction(3, 7), Fraction(1)),
        (7, 2, 4, Fraction(3, 7), Fraction(1, 2)),
    ],
)
def test_odd_ring_states_how_far_whole_panels_stay_below_the_bound(
    size: int, others: int, seats: int, in_ring: Fraction, outside: Fraction
) -> None:
    lottery = prepare_lottery(ring(size, others=others, seats=seats), tickets=size * 10)
    optimum = lottery.optimum
    assert [lottery.chances[person] for person in people(size + others)] == [in_ring] * size + [outside] * others
    assert optimum.gap == optimum.lowest - min(in_ring, outside)
    tight = optimum.gap < Fraction(1, size * 10)
    assert (optimum.met, optimum.whole) == (tight, tight)


@pytest.mark.parametrize(
    "problem",
    [
        ring(5, others=0, seats=3),
        ring(7, others=0, seats=4),
        ring(9, others=1, seats=6),
    ],
    ids=["ring of 5", "ring of 7", "ring of 9 and one"],
)
def test_problem_that_only_averages_keep_has_no_panel(problem: Problem) -> None:
    assert all_panels(problem) == []
    for tickets in (1, 12, 200):
        with pytest.raises(NoPanel):
            prepare_lottery(problem, tickets=tickets)


@pytest.mark.parametrize("numbers", [range(12), pytest.param(range(12, 200), marks=pytest.mark.full)])
def test_chances_are_leximin_over_whole_panels_within_one_ticket(numbers: range) -> None:
    checked = 0
    for number in numbers:
        problem = tangled(number)
        panels = all_panels(problem)
        if not panels:
            continue
        chances = prepare_lottery(problem, tickets=60).chances
        expected = fairest_chances(problem.candidates, whole_panels(problem, panels))
        off = {person: float(chances[person]) - expected[person] for person in problem.candidates}
        assert max(map(abs, off.values())) < 1 / 60 + 1e-6, (number, off)
        checked += 1
    assert checked > len(numbers) / 2


@pytest.mark.parametrize("numbers", [range(40), pytest.param(range(40, 250), marks=pytest.mark.full)])
def test_nobody_who_can_sit_is_on_no_ticket_unless_the_tickets_are_refused(numbers: range) -> None:
    made = 0
    for number in numbers:
        problem = tangled(number)
        panels = all_panels(problem)
        if not panels:
            continue
        try:
            chances = prepare_lottery(problem, tickets=3).chances
        except TooFewTickets as refusal:
            chances = prepare_lottery(problem, tickets=refusal.facts["enough"]).chances
        sitting = {person for panel in panels for person in panel}
        assert {person for person, chance in chances.items() if chance} == sitting, number
        made += 1
    assert made > len(numbers) / 2


def test_mixed_table_has_compliant_lines_of_every_panel_it_mixes() -> None:
    grouped = group(ring(5, others=2, seats=4))
    table = mixed(grouped, 35)
    assert table.shape == (35, 4)
    assert (np.diff(table, axis=1) >= 0).all()
    for line in set(map(tuple, table.tolist())):
        taken = [grouped.members[index][line[:at].count(index)] for at, index in enumerate(line)]
        assert keeps(grouped.problem, taken)


@pytest.fixture(
    scope="module", params=[(1_000, b"a"), *(pytest.param(case, marks=pytest.mark.full) for case in MORE_CROWDED)]
)
def crowded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Lottery:
    """200 people, two a firm at most, 200 pairs apart: halving fails on it, yet whole panels carry the bound."""
    pool = make_pool(Order(200, 25, cap=2, pairs=200))
    problem = read_problem(write_pool(pool, tmp_path_factory.mktemp("crowded")))
    tickets, context = request.param
    return prepare_lottery(problem, tickets=tickets, context=context)


def test_pairs_and_caps_together_leave_nobody_a_ticket_off_the_exact_share(crowded: Lottery) -> None:
    chances, optimum = crowded.chances, crowded.optimum
    assert (optimum.whole, optimum.met) == (True, True)
    assert max(abs(chances[person] - owed) for person, owed in optimum.chances.items()) < Fraction(1, crowded.tickets)
    assert all(chances.values())


def test_row_met_exactly_on_average_is_met_exactly_by_every_ticket(crowded: Lottery) -> None:
    members = crowded.grouped.members
    shares = [chance * len(group) for chance, group in zip(crowded.target.chances, members, strict=True)]
    exact = [row for row in crowded.grouped.rows if sum(shares[group] for group in row.groups) in (row.low, row.high)]
    assert len(exact) > 5
    for row in exact:
        counted = np.isin(crowded.table, row.groups).sum(axis=1)
        assert set(counted.tolist()) == {sum(shares[group] for group in row.groups)}, row.label


def test_mixed_table_repeats_itself_with_the_same_seed() -> None:
    grouped = group(ring(7, others=2, seats=4))
    first, again = (mixed(grouped, 40).tolist() for _ in range(2))
    assert first == again


@pytest.mark.parametrize("numbers", [range(100), pytest.param(range(100, 600), marks=pytest.mark.full)])
def test_mixed_table_exists_exactly_when_a_panel_does(numbers: range) -> None:
    outcomes = set()
    for number in numbers:
        problem = random_problem(number, most=7, tight=0.4)
        try:
            mixed(group(problem), 40)
        except (NoWholePanel, Infeasible):
            outcomes.add(False)
            assert not all_panels(problem)
        except TooFewTickets:
            continue
        else:
            outcomes.add(True)
            assert all_panels(problem)
    assert outcomes == {True, False}
