"""Warnings before a draw: who sits in any case, who cannot sit, and which bounds leave nothing over."""

from __future__ import annotations

import pytest

from solver.bounds import Bound
from solver.lottery import NoPanel, TooFewTickets, prepare_lottery
from solver.problem import Problem
from solver.slack import Slack, slack
from tests.solver.oracle import all_panels, fairest_chances, whole_panels
from tests.solver.problems import people, random_problem, ring


def test_free_choice_gives_no_warning() -> None:
    problem = Problem(people(9), 3, [Bound("b", people(5), at_least=1, at_most=2)])
    assert slack(prepare_lottery(problem, tickets=20)) == Slack((), (), ())


def test_last_experts_of_a_kind_are_forced_and_their_bound_is_scarce() -> None:
    problem = Problem(people(9), 3, [Bound("mining", people(2), at_least=2), Bound("few", people(5)[2:], at_least=1)])
    assert slack(prepare_lottery(problem, tickets=20)) == Slack(
        forced=("p00", "p01"), shut_out=("p05", "p06", "p07", "p08"), scarce=(("mining", 2, 2),)
    )


def test_bound_with_one_to_spare_is_scarce_and_one_with_two_is_not() -> None:
    one = Problem(people(9), 4, [Bound("one", people(3), at_least=2)])
    two = Problem(people(9), 4, [Bound("two", people(4), at_least=2)])
    assert slack(prepare_lottery(one, tickets=20)).scarce == (("one", 2, 3),)
    assert slack(prepare_lottery(two, tickets=20)).scarce == ()


def test_upper_ends_and_bounds_over_everybody_are_never_scarce() -> None:
    problem = Problem(people(4), 3, [Bound("all", people(4), at_least=3), Bound("cap", people(3), at_most=2)])
    assert slack(prepare_lottery(problem, tickets=20)).scarce == ()


def test_people_who_stay_are_not_called_forced() -> None:
    problem = Problem(people(5), 3, [], [("p00", "p01")], ["p00"])
    assert slack(prepare_lottery(problem, tickets=20)) == Slack((), ("p01",), ())


def test_person_whom_only_whole_panels_force_is_named() -> None:
    assert slack(prepare_lottery(ring(5, others=1, seats=3), tickets=50)).forced == ("p05",)


@pytest.mark.parametrize("numbers", [range(120), pytest.param(range(120, 1500), marks=pytest.mark.full)])
def test_forced_are_those_with_chance_one_and_shut_out_those_on_no_panel(numbers: range) -> None:
    forced_seen = shut_out_seen = 0
    for number in numbers:
        problem = random_problem(number, most=8, tight=0.3)
        try:
            found = slack(prepare_lottery(problem, tickets=48))
        except (NoPanel, TooFewTickets):
            continue
        panels = all_panels(problem)
        fairest = fairest_chances(problem.candidates, whole_panels(problem, panels))
        certain = {p for p, chance in fairest.items() if chance > 1 - 1e-6} - problem.seated
        never = frozenset(problem.candidates) - frozenset[str]().union(*panels)
        assert (found.forced, found.shut_out) == (tuple(sorted(certain)), tuple(sorted(never))), number
        assert certain >= frozenset(problem.candidates).intersection(*panels) - problem.seated
        forced_seen += bool(certain)
        shut_out_seen += bool(never)
    assert min(forced_seen, shut_out_seen) > len(numbers) / 20
