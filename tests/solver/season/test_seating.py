"""A committee's seats by exchanges: what is found keeps every row, and an heir is whoever a plain check lets in."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

import solver.season
from solver.bounds import Bound
from solver.problem import Problem
from solver.recheck import recheck
from solver.season.chances import fairest
from solver.season.levelling import Levelling
from solver.season.naming import Naming
from solver.season.rules_of_seats import Rules
from solver.season.season import Committee, Season
from solver.season.seating import Seating
from tests.solver.season.small_seasons import seasons, town


def seating_of(season: Season, at: int) -> Seating:
    place = {person: number for number, person in enumerate(season.people)}
    problem = season.committees[at].problem
    return Seating(problem.seats, Rules(season).rows[at], problem.candidates, place)


@settings(max_examples=40, deadline=None)
@given(seasons())
def test_found_panel_keeps_every_row_and_heirs_are_those_a_plain_check_lets_in(season: Season) -> None:
    for at, committee in enumerate(season.committees):
        seating = seating_of(season, at)
        free = np.ones(len(seating.people), dtype=np.bool_)
        points = np.arange(len(seating.people), dtype=np.int64) << 20
        panel = seating.best(points, free)
        if panel is None:
            continue
        names = [season.people[person] for person in panel]
        assert not recheck(committee.problem, names)
        for leaves in panel:
            heirs = {season.people[one] for one in seating.heirs(panel, int(leaves), free)}
            rest = [one for one in names if one != season.people[leaves]]
            others = set(committee.problem.candidates) - set(names)
            assert heirs == {one for one in others if not recheck(committee.problem, [*rest, one])}


def test_two_cheap_people_are_taken_for_two_rows_rather_than_one_dear_person_who_is_in_both() -> None:
    people = [f"p{at}" for at in range(8)]
    bounds = [Bound("a", ["p0", "p1"], 1), Bound("b", ["p0", "p2"], 1)]
    season = Season([Committee("c", Problem(people, 4, bounds), 1, 1)])
    seating = seating_of(season, 0)
    points = np.array([-40, -2, -2, 0, 0, 0, 0, 0], dtype=np.int64) << 32
    panel = seating.best(points, np.ones(8, dtype=np.bool_))
    assert panel is not None
    assert {1, 2} <= set(panel.tolist())
    assert 0 not in panel


def test_nobody_is_found_where_too_few_are_free() -> None:
    seating = seating_of(town(), 0)
    free = np.zeros(len(seating.people), dtype=np.bool_)
    assert seating.best(np.zeros(len(free), dtype=np.int64), free) is None


def test_people_pushed_out_of_line_come_back_by_chains_and_every_ticket_stays_sound() -> None:
    naming = Naming(fairest(town()), seed=b"test")
    for _ in range(20):
        naming.add()
    favoured = naming.seatings[0].people[:5]
    for number in range(20):
        panel, free = naming.tickets[number][0], np.zeros(len(naming.seatings[0].people), dtype=np.bool_)
        free[:] = True
        for person in favoured:
            heirs = naming.seatings[0].heirs(panel, int(panel[-1]), free)
            taken = any(person in other for other in naming.tickets[number])
            if person in heirs and not taken:
                naming.served[panel[-1]] -= 1
                naming.served[person] += 1
                panel[-1] = person
                panel.sort()
    owed = np.array([float(20 * value) for value in naming.due])
    assert abs(naming.served - owed).max() >= 1
    Levelling(naming).level()
    assert abs(naming.served - owed).max() < 1
    assert [naming.rules.broken(naming.named(number)) for number in range(20)] == [None] * 20


def test_a_word_that_the_room_does_not_offer_is_said_not_to_be_there() -> None:
    with pytest.raises(AttributeError, match="prepare_year"):
        _ = solver.season.prepare_year
