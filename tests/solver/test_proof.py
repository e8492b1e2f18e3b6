"""The dual proof: accepted as made, true of every panel, and refused after any single change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given

from solver.bounds import Bound
from solver.chances import Infeasible, Target, fairest
from solver.groups import Grouped, group
from solver.problem import Problem
from solver.proof import Level, keeps_rows, proves_leximin
from tests.solver.oracle import all_panels, points_of, proof_holds
from tests.solver.problems import employers, explored, people, problems

SEVERAL = people(12)
MANY_LEVELS = Problem(
    SEVERAL,
    5,
    [
        Bound("出资方", SEVERAL[:6], at_most=1),
        Bound("外单位", SEVERAL[6:9], at_least=2),
        Bound("mixed", SEVERAL[4:8], at_least=2),
    ],
    [("p09", "p10")],
)


def proven(problem: Problem) -> tuple[Grouped, Target]:
    grouped = group(problem)
    try:
        return grouped, fairest(grouped)
    except Infeasible:
        assume(False)
        raise


def changed_levels(levels: Sequence[Level]) -> Iterator[tuple[str, tuple[Level, ...]]]:
    """Every proof that differs from this one in a single number, group or level; changed weights aside."""
    for at, step in enumerate(levels):
        for name in ("value", "per_seat", "budget", "spent", "shared", "settled"):
            for by in (-1, 1):
                yield (
                    f"{name} {by}",
                    (*levels[:at], replace(step, **{name: getattr(step, name) + by}), *levels[at + 1 :]),
                )
        yield "value a little", (*levels[:at], replace(step, value=step.value + Fraction(1, 10**9)), *levels[at + 1 :])
        yield "group fewer", (*levels[:at], replace(step, groups=step.groups[:-1]), *levels[at + 1 :])
        yield "group more", (*levels[:at], replace(step, groups=(*step.groups, step.groups[-1] + 1)), *levels[at + 1 :])
        yield "level fewer", (*levels[:at], *levels[at + 1 :])
        yield "level twice", (*levels[:at], step, *levels[at:])


def changed_weights(grouped: Grouped, levels: Sequence[Level]) -> Iterator[tuple[Level, ...]]:
    """Every proof in which one row weighs one more or less; rows without a weight included."""
    for at, step in enumerate(levels):
        for row in grouped.rows:
            for by in (-1, 1):
                weights = {**step.weights, row.label: step.weights.get(row.label, 0) + by}
                yield (*levels[:at], replace(step, weights=weights), *levels[at + 1 :])


def changed_chances(chances: Sequence[Fraction]) -> Iterator[tuple[Fraction, ...]]:
    for at, chance in enumerate(chances):
        for by in (Fraction(1, 7), Fraction(-1, 7), Fraction(1, 10**12)):
            yield (*chances[:at], chance + by, *chances[at + 1 :])


@given(problems())
@explored(100)
def test_proof_as_made_is_accepted_and_holds_for_each_person(problem: Problem) -> None:
    grouped, target = proven(problem)
    assert proof_holds(grouped, target.levels, target.chances)
    assert proves_leximin(grouped, target.levels, target.chances)


@given(problems(most=8))
@explored(80)
def test_no_panel_holds_more_points_than_the_budget_of_a_level(problem: Problem) -> None:
    grouped, target = proven(problem)
    panels = all_panels(problem)
    for step in target.levels:
        held = points_of(grouped, step)
        assert max((sum(held[person] for person in panel) for panel in panels), default=0) <= step.budget


@given(problems(most=7))
@explored(60)
def test_any_single_change_of_a_level_is_refused(problem: Problem) -> None:
    grouped, target = proven(problem)
    accepted = [
        what for what, levels in changed_levels(target.levels) if proves_leximin(grouped, levels, target.chances)
    ]
    assert accepted == []


@given(problems(most=7))
@explored(60)
def test_any_single_change_of_a_chance_is_refused(problem: Problem) -> None:
    grouped, target = proven(problem)
    assert not any(proves_leximin(grouped, target.levels, chances) for chances in changed_chances(target.chances))


@given(problems(most=7))
@explored(60)
def test_changed_weight_is_refused_unless_the_whole_proof_still_adds_up(problem: Problem) -> None:
    grouped, target = proven(problem)
    for levels in changed_weights(grouped, target.levels):
        assert proves_leximin(grouped, levels, target.chances) == proof_holds(grouped, levels, target.chances)


def test_every_changed_weight_of_a_proof_of_several_levels_is_refused() -> None:
    grouped, target = proven(MANY_LEVELS)
    assert len(target.levels) >= 3
    assert not any(proves_leximin(grouped, lv, target.chances) for lv in changed_weights(grouped, target.levels))


def test_levels_that_each_hold_but_fall_are_refused() -> None:
    halves = [Bound("A", people(5)[:3], 1, 1), Bound("B", people(5)[3:], 1, 1)]
    grouped, target = proven(Problem(people(5), 2, halves))
    third = Level(Fraction(1, 3), {"A": 1}, 0, 1, Fraction(0), 3, (0,), 3)
    half = Level(Fraction(1, 2), {"B": 1}, 0, 1, Fraction(0), 2, (1,), 2)
    assert target.chances == (Fraction(1, 3), Fraction(1, 2))
    assert proves_leximin(grouped, [third, half], target.chances)
    assert not proves_leximin(grouped, [half, third], target.chances)


def test_bound_that_no_chances_reach_proves_nothing() -> None:
    grouped = group(Problem(people(4), 2, [Bound("cap", people(2), at_most=0)]))
    even = Level(Fraction(1, 2), {}, 1, 2, Fraction(0), 4, (0, 1), 4)
    assert not proves_leximin(grouped, [even], [Fraction(1, 2), Fraction(1, 2)])


def test_levels_in_another_order_are_refused() -> None:
    grouped, target = proven(MANY_LEVELS)
    assert not proves_leximin(grouped, target.levels[::-1], target.chances)


def test_weight_of_a_row_that_does_not_exist_is_refused() -> None:
    grouped, target = proven(MANY_LEVELS)
    first, *others = target.levels
    strange = replace(first, weights={**first.weights, "no such rule": 1})
    assert not proves_leximin(grouped, [strange, *others], target.chances)


def test_proof_of_another_problem_is_refused() -> None:
    grouped, target = proven(MANY_LEVELS)
    looser = Problem(
        MANY_LEVELS.candidates,
        MANY_LEVELS.seats,
        [replace_end(bound) if bound.label == "出资方" else bound for bound in MANY_LEVELS.bounds],
        MANY_LEVELS.never_together,
    )
    assert group(looser).members == grouped.members
    assert not proves_leximin(group(looser), target.levels, target.chances)


def replace_end(bound: Bound) -> Bound:
    return Bound(bound.label, bound.members, bound.at_least, (bound.at_most or 0) + 1)


@pytest.mark.parametrize(
    ("chances", "kept"),
    [
        ((Fraction(1, 2), Fraction(1)), True),
        ((Fraction(1, 2), Fraction(3, 4)), False),
        ((Fraction(2, 3), Fraction(1)), False),
        ((Fraction(0), Fraction(3, 2)), False),
        ((Fraction(3, 4), Fraction(3, 4)), False),
    ],
)
def test_chances_that_break_seats_or_rows_are_noticed(chances: tuple[Fraction, ...], kept: bool) -> None:
    grouped = group(Problem(people(4), 3, [Bound("b", people(2), at_most=1)]))
    assert keeps_rows(grouped, chances) is kept


def test_no_level_is_needed_where_everybody_sits() -> None:
    grouped, target = proven(Problem(people(4), 4))
    assert (target.levels, target.chances) == ((), (Fraction(1),))
    assert proves_leximin(grouped, (), (Fraction(1),))


def test_small_whole_numbers_prove_equal_employers() -> None:
    everyone, caps = employers(5, "mw", cap=1)
    grouped, target = proven(Problem(everyone, 3, caps))
    (only,) = target.levels
    assert (only.value, only.settled) == (Fraction(3, 10), 10)
    assert Fraction(only.budget - only.spent, only.shared) == Fraction(3, 10)
    assert max(map(abs, only.weights.values()), default=0) <= 1
    assert proof_holds(grouped, target.levels, target.chances)
