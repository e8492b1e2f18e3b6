"""The quick search and the exact one: what they give keeps every row, and they agree with trying everything."""

from __future__ import annotations

import random
from itertools import product

import numpy as np
import pytest
from ortools.sat.python import cp_model

from solver.errors import NotProven
from solver.exact import answered, choose, divide, solver_for
from solver.groups import group
from solver.randomness import Noise
from solver.rounding import LEAVERS, Choices, first_few, search
from tests.solver.problems import random_problem


def random_choices(number: int, *, parts: int, width: int, rows: int) -> Choices:
    """Parts of different sizes whose rows allow about what a random choice would take."""
    rng = np.random.default_rng(number)
    real = np.arange(width)[None] < rng.integers(1, width + 1, (parts, 1))
    table = (rng.random((parts, rows, width)) < 0.5) & real[:, None]
    hidden = (rng.random((parts, width)) < 0.5) & real
    counts = (table & hidden[:, None]).sum(axis=2)
    low = np.maximum(0, counts - rng.integers(-1, 2, counts.shape))
    high = np.maximum(low, counts + rng.integers(-1, 2, counts.shape))
    return Choices(
        real=real,
        weight=np.where(real, rng.choice([0.25, 0.5, 0.7], (parts, width)), 0).astype(np.float32),
        need=hidden.sum(axis=1).astype(np.int64),
        table=table.astype(np.float32),
        low=low.astype(np.int64),
        high=high.astype(np.int64),
    )


def keeps(choices: Choices, part: int, taken: np.ndarray) -> bool:
    counts = choices.table[part] @ taken.astype(np.float32)
    inside = bool((choices.low[part] <= counts).all() and (counts <= choices.high[part]).all())
    return inside and int(taken.sum()) == choices.need[part] and not (taken & ~choices.real[part]).any()


def possible(choices: Choices, part: int) -> bool:
    width = choices.real.shape[1]
    return any(keeps(choices, part, np.array(taken, dtype=bool)) for taken in product([False, True], repeat=width))


@pytest.mark.parametrize("number", range(4))
def test_solved_parts_keep_every_row_and_the_number_needed(number: int) -> None:
    choices = random_choices(number, parts=60, width=9, rows=4)
    taken, solved = search(choices, Noise(b"seed"))
    assert taken.shape == choices.real.shape
    assert solved.sum() > 8
    for part in np.nonzero(solved)[0]:
        assert keeps(choices, int(part), taken[part])


@pytest.mark.parametrize("number", range(2))
def test_parts_left_open_by_the_search_are_almost_always_impossible(number: int) -> None:
    choices = random_choices(10 + number, parts=60, width=8, rows=4)
    _, solved = search(choices, Noise(b"seed"))
    missed = [part for part in np.nonzero(~solved)[0] if possible(choices, int(part))]
    assert len(missed) <= 2


@pytest.mark.parametrize("number", range(2))
def test_exact_choice_exists_exactly_when_trying_everything_finds_one(number: int) -> None:
    choices = random_choices(20 + number, parts=25, width=8, rows=4)
    answers = []
    for part in range(25):
        rows = list(zip(choices.table[part], choices.low[part].tolist(), choices.high[part].tolist(), strict=True))
        need = int(choices.need[part])
        chosen = choose(choices.real[part], [*rows, (choices.real[part].astype(np.float32), need, need)], seed=b"s")
        assert (chosen is not None) == possible(choices, part)
        assert chosen is None or keeps(choices, part, chosen)
        answers.append(chosen is not None)
    assert len(set(answers)) == 2


def test_search_repeats_itself_with_the_same_noise() -> None:
    choices = random_choices(5, parts=40, width=9, rows=4)
    first, second = (search(choices, Noise(b"seed"))[0].tolist() for _ in range(2))
    assert first == second


def test_search_without_rows_takes_the_number_needed() -> None:
    choices = random_choices(6, parts=30, width=9, rows=0)
    taken, solved = search(choices, Noise(b"seed"))
    assert solved.all()
    assert taken.sum(axis=1).tolist() == choices.need.tolist()


def test_search_takes_each_entry_about_as_often_as_its_weight() -> None:
    parts, width = 4000, 6
    weight = np.tile(np.array([0.2, 0.4, 0.5, 0.5, 0.6, 0.8], dtype=np.float32), (parts, 1))
    choices = Choices(
        real=np.ones((parts, width), dtype=bool),
        weight=weight,
        need=np.full(parts, 3, dtype=np.int64),
        table=np.zeros((parts, 0, width), dtype=np.float32),
        low=np.zeros((parts, 0), dtype=np.int64),
        high=np.zeros((parts, 0), dtype=np.int64),
    )
    taken, _ = search(choices, Noise(b"seed"))
    assert taken.mean(axis=0) == pytest.approx(weight[0], abs=0.035)


@pytest.mark.parametrize("width", [3, LEAVERS, 40])
def test_few_that_cost_least_come_cheapest_first_whatever_their_order(width: int) -> None:
    rng = np.random.default_rng(width)
    cost = rng.integers(-3, 4, (50, width)).astype(np.float32)
    luck = rng.integers(0, 3, width).astype(np.int32)
    for line, chosen in zip(cost.tolist(), first_few(cost, luck).tolist(), strict=True):
        best = sorted(range(width), key=lambda at: (line[at], luck[at], at))
        assert chosen == best[:LEAVERS]


def test_search_leaves_no_pattern_among_equals() -> None:
    parts, width = 400, 6
    choices = Choices(
        real=np.ones((parts, width), dtype=bool),
        weight=np.full((parts, width), 0.5, dtype=np.float32),
        need=np.full(parts, 3, dtype=np.int64),
        table=np.zeros((parts, 0, width), dtype=np.float32),
        low=np.zeros((parts, 0), dtype=np.int64),
        high=np.zeros((parts, 0), dtype=np.int64),
    )
    taken, _ = search(choices, Noise(b"seed"))
    assert len({tuple(line) for line in taken.tolist()}) >= 8


def test_totals_are_divided_into_panels_that_keep_every_row() -> None:
    rng = random.Random(1)
    divided = 0
    for number in range(60):
        grouped = group(random_problem(number, tight=0.3))
        if not any(row.low <= row.high for row in grouped.rows):
            continue
        groups = np.arange(len(grouped.members))
        totals = np.array([rng.randint(0, 3 * int(size)) for size in grouped.sizes], dtype=np.int64)
        totals[0] = max(0, 3 * grouped.seats - int(totals[1:].sum()))
        panels = divide(grouped, groups, totals, totals, panels=3, seed=b"seed")
        if panels is None:
            continue
        divided += 1
        assert np.sum(panels, axis=0).tolist() == totals.tolist()
        for panel in panels:
            assert panel.sum() == grouped.seats
            assert (panel <= grouped.sizes).all()
            assert all(row.low <= sum(panel[g] for g in row.groups) <= row.high for row in grouped.rows)
    assert divided > 3


def test_totals_of_the_wrong_sum_cannot_be_divided() -> None:
    grouped = group(random_problem(3, tight=0.3))
    totals = np.zeros(len(grouped.members), dtype=np.int64)
    assert divide(grouped, np.arange(len(totals)), totals, totals, panels=2, seed=b"seed") is None


@pytest.mark.parametrize(
    ("status", "yes"), [(cp_model.OPTIMAL, True), (cp_model.FEASIBLE, True), (cp_model.INFEASIBLE, False)]
)
def test_proven_answer_is_yes_or_no(status: object, yes: bool) -> None:
    assert answered(status, question="choose") is yes


@pytest.mark.parametrize("status", [cp_model.UNKNOWN, cp_model.MODEL_INVALID])
def test_search_that_ended_at_its_limit_is_never_read_as_no(status: object) -> None:
    with pytest.raises(NotProven) as caught:
        answered(status, question="choose")
    assert (caught.value.code, caught.value.facts) == ("search-limit", {"question": "choose"})


def test_search_that_meets_its_limit_says_so() -> None:
    model = cp_model.CpModel()
    holes = [[model.new_bool_var("") for _ in range(11)] for _ in range(12)]
    for pigeon in holes:
        model.add_bool_or(pigeon)
    for hole in zip(*holes, strict=True):
        model.add_at_most_one(hole)
    solver = solver_for(b"seed", effort=1e-9)
    with pytest.raises(NotProven):
        answered(solver.solve(model), question="pigeons")


def test_solver_depends_on_its_seed_alone_and_uses_one_worker() -> None:
    first, again, other = (solver_for(seed).parameters for seed in (b"one", b"one", b"two"))
    assert (first.num_workers, first.random_seed) == (1, again.random_seed)
    assert first.random_seed != other.random_seed
    assert first.max_deterministic_time > 0
