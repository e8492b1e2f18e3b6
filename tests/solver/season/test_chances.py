"""The bound of a season against all joint panels, and its proof against changes."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, assume, given, settings

from solver.problem import Problem
from solver.season.chances import Infeasible, fairest
from solver.season.proof import best_gain, level, proves
from solver.season.season import Committee, Season
from tests.solver.season.small_seasons import all_joint_panels, best_least, seasons, town


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(seasons())
def test_first_level_bounds_what_any_mixture_of_joint_panels_promises_everybody(season: Season) -> None:
    joints = list(all_joint_panels(season))
    assume(joints)
    for places in season.parts:
        part = season.part(places)
        target = fairest(part)
        people = [person for person in part.people if part.most(person)]
        reached = best_least(list(all_joint_panels(part)), people)
        assert proves(target.kinds, target.levels)
        assert reached <= float(target.levels[0].value) + 1e-7


def test_chances_are_seats_over_people_where_no_bound_is_in_the_way() -> None:
    people = [f"p{at}" for at in range(10)]
    season = Season([Committee("a", Problem(people, 2), 1, 1), Committee("b", Problem(people, 3), 1, 2)])
    assert fairest(season).levels[0].value == Fraction(5, 10)


def test_scarce_people_of_two_overlapping_committees_are_proven_to_be_in_one_place_at_a_time() -> None:
    common = ["s1", "s2", "s3"]
    season = Season(
        [
            Committee("a", Problem([*common, "a1"], 2), 1, 2),
            Committee("b", Problem([*common, "b1"], 2), 2, 3),
        ],
        cap=2,
    )
    assert fairest(season).levels[0].value == Fraction(4, 5)


def test_committees_that_need_one_person_on_one_day_are_infeasible() -> None:
    season = Season([Committee("a", Problem(["p"], 1), 1, 1), Committee("b", Problem(["p"], 1), 1, 1)], cap=2)
    with pytest.raises(Infeasible):
        fairest(season)


def test_a_proof_with_any_number_changed_is_refused() -> None:
    target = fairest(town())
    first, *rest = target.levels
    assert proves(target.kinds, target.levels)
    name = next(iter(first.weights))
    for changed in (
        replace(first, value=first.value - Fraction(1, 1000)),
        replace(first, budget=first.budget + 1),
        replace(first, shared=first.shared + 1),
        replace(first, kinds=first.kinds[1:]),
        replace(first, weights={**first.weights, name: first.weights[name] + 1}),
        replace(first, weights={**first.weights, ("nobody", ""): 1}),
        replace(first, worth={**first.worth, first.kinds[0]: -1}),
    ):
        assert not proves(target.kinds, [changed, *rest])
    assert not proves(target.kinds, [])


def test_best_gain_takes_panels_that_do_not_overlap_within_the_cap() -> None:
    days = {"a": (1, 3), "b": (2, 2), "c": (4, 5), "d": (6, 6)}
    people = ["p", "q", "r", "s", "t"]

    def gain(cap: int) -> int:
        season = Season([Committee(name, Problem(people, 1), *span) for name, span in days.items()], cap=cap)
        kinds = fairest(season).kinds
        by_name = dict(zip((one.name for one in season.committees), range(4), strict=True))
        gains = [{"a": 5, "b": 3, "c": 4, "d": 2}[name] for name in sorted(by_name, key=lambda name: by_name[name])]
        return best_gain(season, kinds.kinds[0], gains)

    assert [gain(cap) for cap in (1, 2, 3, 4)] == [5, 9, 11, 11]


def test_a_level_without_worth_proves_nothing() -> None:
    kinds = fairest(town()).kinds
    assert level(kinds, {}, {}, {}) is None
