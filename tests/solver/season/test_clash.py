"""Why a season cannot be seated: the fewest committees, what of the season and of their bounds, and ways that help."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from solver.bounds import Bound
from solver.problem import Problem
from solver.season import Committee, Season, explain_season
from solver.season.clash import Joint, SeasonWay, possible
from tests.solver.season.small_seasons import all_joint_panels, seasons, town


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seasons())
def test_possible_is_what_trying_all_joint_panels_says(season: Season) -> None:
    assert possible(season) is any(True for _ in all_joint_panels(season))


def test_two_committees_that_share_their_only_experts_on_one_day_clash_over_one_place() -> None:
    few = ["p", "q"]
    free = Committee("c", Problem(["x", "y", "z", "p"], 2), 1, 1)
    season = Season([Committee("a", Problem(few, 1), 1, 2), Committee("b", Problem([*few, "r"], 2), 2, 2), free], cap=2)
    assert possible(season)
    tight = Season([Committee("a", Problem(few, 2), 1, 2), Committee("b", Problem([*few, "r"], 2), 2, 2), free], cap=2)
    clash = explain_season(tight)
    assert clash.alone == ()
    assert clash.together == ("a", "b")
    assert clash.joint == (Joint.ONE_PLACE,)
    ways = {repair.way for repair in clash.repairs}
    assert ways == {SeasonWay.POSTPONE, SeasonWay.RECRUIT}
    assert [repair.price for repair in clash.repairs] == sorted(repair.price for repair in clash.repairs)


def test_a_cap_that_is_too_low_is_named_and_raising_it_is_the_cheapest_way() -> None:
    people = ["p", "q", "r"]
    season = Season([Committee(name, Problem(people, 2), day, day) for day, name in enumerate("ab")])
    clash = explain_season(season)
    assert clash.joint == (Joint.CAP,)
    assert (clash.repairs[0].way, clash.repairs[0].old, clash.repairs[0].new) == (SeasonWay.RAISE_CAP, 1, 2)


def test_a_lower_end_that_takes_part_is_named_with_its_committee_and_can_be_lowered() -> None:
    people = [f"p{at}" for at in range(8)]
    rare = people[:2]
    both = [Committee(n, Problem(people, 3, [Bound("rare", rare, 2), Bound("spare", people, 1)]), 1, 1) for n in "ab"]
    clash = explain_season(Season(both))
    assert [(one.committee, one.label) for one in clash.demands] == [("a", "rare"), ("b", "rare")]
    lowered = {(repair.committee, repair.new) for repair in clash.repairs if repair.way is SeasonWay.LOWER}
    assert lowered == {("a", 0), ("b", 0)}


def test_committees_dead_by_themselves_come_first() -> None:
    dead = Committee("dead", Problem(["p"], 2), 1, 1)
    assert explain_season(Season([dead, *town().committees])).alone == ("dead",)


def test_a_season_that_can_be_seated_has_no_explanation() -> None:
    with pytest.raises(ValueError, match="has panels"):
        explain_season(town())
