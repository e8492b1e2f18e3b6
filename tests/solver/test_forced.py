"""People who sit on every panel: held against all panels of small problems, and against the chances of a lottery."""

from __future__ import annotations

import random
from itertools import combinations

from solver import Bound, Problem, prepare_lottery
from solver.forced import forced_people
from solver.recheck import recheck
from solver.slack import slack


def puzzle(dice: random.Random) -> Problem:
    """Six to nine people, a few bounds, perhaps a pair apart and somebody who stays."""
    people = [f"P{at}" for at in range(dice.randint(6, 9))]
    seats = dice.randint(2, 5)
    bounds = []
    for at in range(dice.randint(1, 3)):
        members = dice.sample(people, dice.randint(1, 4))
        low = dice.randint(0, min(seats, len(members)))
        bounds.append(Bound(label=f"b{at}", members=members, at_least=low, at_most=dice.randint(low, seats)))
    pairs = [tuple(dice.sample(people, 2))] if dice.random() < 0.5 else []
    stay = dice.sample(people, 1) if dice.random() < 0.3 else []
    if stay:
        bounds.append(Bound(label="stay", members=stay, at_least=1, at_most=1))
    return Problem(people, seats, bounds, pairs)


def panels(problem: Problem) -> list[tuple[str, ...]]:
    return [one for one in combinations(problem.candidates, problem.seats) if not recheck(problem, one)]


def test_the_forced_are_those_on_every_panel_there_is() -> None:
    puzzles = [(problem, every) for seed in range(150) if (every := panels(problem := puzzle(random.Random(seed))))]
    wanted = [set.intersection(*map(set, every)) - set(problem.seated) for problem, every in puzzles]
    found = [[set(forced_people(problem, one)) for one in (every[0], every[-1])] for problem, every in puzzles]

    assert found == [[one, one] for one in wanted]
    assert (len(puzzles) > 100, sum(map(bool, wanted)) > 20, sum(not one for one in wanted) > 20) == (True,) * 3


def test_they_are_those_whose_chance_in_a_lottery_is_one() -> None:
    people = [f"P{at}" for at in range(30)]
    problem = Problem(people, 7, [Bound(label="rare", members=people[:2], at_least=2, at_most=7)])
    lottery = prepare_lottery(problem, tickets=20)

    assert forced_people(problem, lottery.draw(seed=b"s")) == slack(lottery).forced == ("P0", "P1")
