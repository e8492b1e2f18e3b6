"""Panels person by person as one exact model: all of a season's at once, or one committee's beside the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from ortools.sat.python import cp_model

from solver.exact import EFFORT, answered, solver_for
from solver.season.rules_of_seats import Panels, Rules

Choose = Callable[[str, int], bool]
"""Whether a person may be seated on a committee at all."""


def seat_everybody(
    rules: Rules,
    *,
    seed: bytes,
    worth: Mapping[str, int] | None = None,
    may: Choose | None = None,
    fixed: Mapping[int, Collection[str]] | None = None,
    effort: float = EFFORT,
) -> Panels | None:
    """Panels for all committees that keep every rule, or None where there are none.

    ``worth``: points of seating a person, as many as possible within ``effort`` (None: any panels do). ``may``: who
    comes into question. ``fixed``: people who sit, by committee.
    Raises NotProven when the search ends without an answer.
    """
    season = rules.season
    model = cp_model.CpModel()
    seats: dict[tuple[str, int], Any] = {}
    for at, committee in enumerate(season.committees):
        own = frozenset((fixed or {}).get(at, ()))
        for person in committee.problem.candidates:
            if rules.most[person] and (person in own or may is None or may(person, at)):
                seats[person, at] = model.new_bool_var("")
                if person in own:
                    model.add(seats[person, at] == 1)
        taken = [seats[person, at] for person in committee.problem.candidates if (person, at) in seats]
        model.add(sum(taken) == committee.problem.seats)
        for row in rules.rows[at]:
            counted = [seats[person, at] for person in sorted(row.members) if (person, at) in seats]
            if row.low or row.high < len(counted):
                model.add_linear_constraint(sum(counted), row.low, row.high)
    _one_place(rules, model, seats)
    if worth is not None:
        model.maximize(sum(worth.get(person, 0) * variable for (person, _), variable in seats.items()))
    solver = solver_for(seed, effort=effort)
    if not answered(solver.solve(model), question="season"):
        return None
    panels: Panels = {at: [] for at in range(len(season.committees))}
    for (person, at), variable in seats.items():
        if solver.boolean_value(variable):
            panels[at].append(person)
    return panels


def _one_place(rules: Rules, model: cp_model.CpModel, seats: Mapping[tuple[str, int], Any]) -> None:
    """Nobody in two places, nobody on more panels than the cap."""
    season = rules.season
    moments: dict[tuple[int, ...], tuple[tuple[int, ...], ...]] = {}
    for person in season.people:
        places = tuple(at for at in season.committees_of[person] if (person, at) in seats)
        if len(places) < 2:
            continue
        if places not in moments:
            moments[places] = season.moments(places)
        for moment in moments[places]:
            model.add_at_most_one([seats[person, at] for at in moment])
        if rules.most[person] < len(places):
            model.add(sum(seats[person, at] for at in places) <= rules.most[person])


def seat_one(
    rules: Rules,
    at: int,
    free: Sequence[str],
    *,
    seed: bytes,
    worth: Mapping[str, int] | None = None,
    effort: float = EFFORT,
) -> list[str] | None:
    """A panel of one committee from the people ``free``, worth as much as possible, or None where there is none."""
    model = cp_model.CpModel()
    seats = {person: model.new_bool_var("") for person in free}
    model.add(sum(seats.values()) == rules.season.committees[at].problem.seats)
    counted: dict[int, list[Any]] = defaultdict(list)
    for person, variable in seats.items():
        for row in rules.rows_of[at].get(person, ()):
            counted[row].append(variable)
    for index, ends in enumerate(rules.rows[at]):
        if ends.low or ends.high < len(counted[index]):
            model.add_linear_constraint(sum(counted[index]), ends.low, ends.high)
    if worth is not None:
        model.maximize(sum(worth[person] * variable for person, variable in seats.items()))
    solver = solver_for(seed, effort=effort)
    if not answered(solver.solve(model), question="committee"):
        return None
    return [person for person, variable in seats.items() if solver.boolean_value(variable)]


def has_answer(rules: Rules, *, seed: bytes = b"season") -> bool:
    """Whether all committees can be seated. Raises NotProven when the search ends without an answer."""
    return seat_everybody(rules, seed=seed) is not None
