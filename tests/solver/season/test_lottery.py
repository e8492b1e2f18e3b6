"""Season tickets: every one compliant, the same in any order, chances near the bound, drawn by seed."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings

from solver.bounds import Bound
from solver.errors import BadProblem
from solver.problem import Problem
from solver.season import Committee, Season, prepare_season
from solver.season.lottery import NoSeasonPanels, SeasonLottery
from tests.solver.season.small_seasons import all_joint_panels, keeps, seasons, town

SEED = b"seed"


@pytest.fixture(scope="module")
def lottery() -> SeasonLottery:
    return prepare_season(town(), 20, b"test")


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seasons())
def test_tickets_are_among_all_joint_panels_and_missing_only_where_there_are_none(season: Season) -> None:
    every = {tuple(map(tuple, joint)) for joint in all_joint_panels(season)}
    try:
        made = prepare_season(season, 4)
    except NoSeasonPanels:
        assert not every
        return
    columns = [made.column(one.name) for one in season.committees]
    assert {tuple(tuple(sorted(panel)) for panel in joint) for joint in zip(*columns, strict=True)} <= every


def test_every_ticket_of_a_town_keeps_every_rule(lottery: SeasonLottery) -> None:
    for number in range(20):
        joint = tuple(lottery.column(one.name)[number] for one in lottery.season.committees)
        assert keeps(lottery.season, joint)


def test_everybody_is_within_a_ticket_of_the_proven_share(lottery: SeasonLottery) -> None:
    reached = lottery.reached
    assert reached.proved
    assert reached.bound == Fraction(25, 60)
    assert reached.met
    assert reached.within < 1
    assert sum(lottery.chances.values()) == 25


def test_the_table_does_not_depend_on_input_order_or_workers(lottery: SeasonLottery) -> None:
    dice = random.Random(1)
    shuffled = []
    for one in lottery.season.committees:
        people = dice.sample(one.problem.candidates, len(one.problem.candidates))
        bounds = dice.sample(one.problem.bounds, len(one.problem.bounds))
        problem = Problem(people, one.problem.seats, bounds, one.problem.never_together)
        shuffled.append(replace(one, problem=problem))
    with ThreadPoolExecutor(2) as pool:
        again = prepare_season(Season(shuffled[::-1]), 20, b"test", executor=pool)
    assert [part.tickets for part in again.parts] == [part.tickets for part in lottery.parts]


def test_another_context_gives_another_table(lottery: SeasonLottery) -> None:
    assert prepare_season(town(), 20, b"other").parts[0].tickets != lottery.parts[0].tickets


def test_one_seed_draws_one_ticket_for_all_committees(lottery: SeasonLottery) -> None:
    number, panels = lottery.draw(SEED)
    assert panels == {one.name: lottery.column(one.name)[number] for one in lottery.season.committees}
    with pytest.raises(TypeError):
        lottery.draw("text")  # type: ignore[arg-type]  # what a stranger may do


def test_people_whose_cap_is_none_sit_nowhere_and_are_told_apart_from_the_worst_off() -> None:
    season = Season(town().committees, caps={"e05": 0})
    made = prepare_season(season, 10)
    assert made.chances["e05"] == 0
    assert made.reached.shut_out == ("e05",)
    assert made.reached.bound == Fraction(25, 59)


def test_a_person_may_sit_twice_under_a_cap_of_two_but_never_on_days_that_overlap() -> None:
    people = [f"p{at}" for at in range(4)]
    both = Season([Committee("a", Problem(people, 3), 1, 1), Committee("b", Problem(people, 3), 2, 2)], cap=2)
    made = prepare_season(both, 4)
    assert set(made.chances.values()) == {Fraction(3, 2)}
    same_day = [replace(one, first=1, last=2) for one in both.committees]
    with pytest.raises(NoSeasonPanels):
        prepare_season(Season(same_day, cap=2), 4)


@pytest.mark.every
@pytest.mark.parametrize(
    ("code", "build"),
    [
        ("season-empty", lambda: Season([])),
        ("committee-twice", lambda: Season([town().committees[0]] * 2)),
        ("days-upside-down", lambda: Season([Committee("a", Problem(["p"], 1), 2, 1)])),
        ("day-not-whole", lambda: Season([Committee("a", Problem(["p"], 1), 1.5, 2)])),  # type: ignore[arg-type]  # half a day
        ("cap-not-positive", lambda: Season(town().committees, cap=0)),
        ("cap-negative", lambda: Season(town().committees, caps={"e01": -1})),
        ("tickets-not-positive", lambda: prepare_season(town(), 0)),
    ],
)
def test_a_malformed_season_names_its_cause(code: str, build: object) -> None:
    with pytest.raises(BadProblem) as refused:
        build()  # type: ignore[operator]  # a function without arguments
    assert refused.value.code == code


def test_a_bound_that_no_panel_keeps_is_no_season() -> None:
    problem = Problem(["p", "q"], 1, [Bound("b", ["p"], 1, 1), Bound("d", ["p"], 0, 0)])
    with pytest.raises(NoSeasonPanels):
        prepare_season(Season([Committee("a", problem, 1, 1)]), 2)
