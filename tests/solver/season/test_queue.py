"""A season by queue: every committee's own queue, nobody starved, unique whatever is asked of the solver."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from solver.problem import Problem
from solver.queue import queue_panel
from solver.season import Committee, Season, season_queue
from solver.season.lottery import NoSeasonPanels
from solver.season.queue import Aside, without
from tests.solver.season.small_seasons import all_joint_panels, seasons, town


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seasons())
def test_queue_seats_all_committees_exactly_when_some_joint_panels_exist(season: Season) -> None:
    every = {tuple(map(tuple, joint)) for joint in all_joint_panels(season)}
    try:
        drawn = season_queue(season, b"seed")
    except NoSeasonPanels:
        assert not every
        return
    assert tuple(tuple(sorted(drawn[one.name].drawn.panel)) for one in season.committees) in every


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seasons())
def test_people_needed_elsewhere_are_those_after_whom_nothing_fits(season: Season) -> None:
    try:
        drawn = season_queue(season, b"seed")
    except NoSeasonPanels:
        return
    every = [dict(zip((c.name for c in season.committees), joint, strict=True)) for joint in all_joint_panels(season)]
    seated: dict[str, set[str]] = {}
    for one in season.committees:
        before = [joint for joint in every if all(set(joint[name]) == panel for name, panel in seated.items())]
        assert before
        for person, why in drawn[one.name].aside.items():
            if why is not Aside.NEEDED:
                assert not any(person in joint[one.name] for joint in before)
        seated[one.name] = set(drawn[one.name].drawn.panel)


def test_each_committee_is_the_plain_queue_over_the_people_left_to_it() -> None:
    season = town()
    drawn = season_queue(season, b"seed")
    for one in season.committees:
        left = without(one.problem, frozenset(drawn[one.name].aside))
        assert drawn[one.name].drawn.panel == queue_panel(left, b"seed").panel


def test_somebody_only_a_later_committee_can_use_is_kept_for_it() -> None:
    early, late = Problem(["p", "q"], 1), Problem(["p"], 1)
    season = Season([Committee("early", early, 1, 1), Committee("late", late, 2, 2)])
    for seed in (b"1", b"2", b"3", b"4"):
        drawn = season_queue(season, seed)
        assert drawn["early"].drawn.panel == ("q",)
        assert drawn["late"].drawn.panel == ("p",)
    asides = {tuple(season_queue(season, bytes([n]))["early"].aside.values()) for n in range(12)}
    assert asides == {(), (Aside.NEEDED,)}


def test_a_season_without_panels_says_so() -> None:
    season = Season([Committee("a", Problem(["p"], 1), 1, 1), Committee("b", Problem(["p"], 1), 3, 3)])
    with pytest.raises(NoSeasonPanels):
        season_queue(season, b"seed")
