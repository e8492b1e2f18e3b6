"""A season by queue number: committees in the order of their days, each by its own queue, none starved by another.

In each committee whoever sits elsewhere on the same days, or has reached the cap, is left out beforehand. So is who is
needed elsewhere: with whom, and those before him in the queue, the committees still to come could not all be seated.
The panel is then the queue's over the people left, as if the committee were drawn alone; it is unique, whatever solver
finds it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from solver.problem import Problem
from solver.queue import QueueDraw, queue_panel
from solver.randomness import derive
from solver.season.lottery import NoSeasonPanels
from solver.season.rules_of_seats import Filling, Panels, Rules
from solver.season.season import Season
from solver.season.whole import seat_everybody, seat_one


class Aside(StrEnum):
    """Why somebody is left out of one committee's queue for the sake of the season."""

    ELSEWHERE = "elsewhere"
    CAP = "cap"
    NEEDED = "needed"


Names = Callable[[str, Problem, Mapping[str, Aside]], Mapping[str, str]]
"""Committee's name, the problem it is left with and who is left out, to what each candidate's lot is computed over."""


@dataclass(frozen=True)
class QueuePanel:
    """One committee's draw: its problem without the people left ``aside``, and what its queue gave."""

    problem: Problem
    aside: Mapping[str, Aside]
    drawn: QueueDraw


def season_queue(
    season: Season,
    seed: bytes,
    *,
    names: Names | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, QueuePanel]:
    """Every committee's draw by name. Raises NoSeasonPanels where no panels keep the rules, NotProven at a limit."""
    found: dict[str, QueuePanel] = {}
    for places in season.parts:
        walk = _Walk(season.part(places), seed, names)
        for name, panel in walk.panels():
            found[name] = panel
            if progress:
                progress(len(found), len(season.committees))
    return {one.name: found[one.name] for one in season.committees}


class _Walk:
    """One part of a season, with panels for the committees to come that show that they can all be seated."""

    def __init__(self, season: Season, seed: bytes, names: Names | None) -> None:
        self.season = season
        self.seed = seed
        self.names = names
        self.rules = Rules(season)
        self.filling = Filling(self.rules)
        first = _one_by_one(self.rules, Filling(self.rules), range(len(season.committees)), derive(seed, b"first"))
        first = first or seat_everybody(self.rules, seed=derive(seed, b"witness"))
        if first is None:
            raise NoSeasonPanels(season)
        self.witness = first

    def panels(self) -> Sequence[tuple[str, QueuePanel]]:
        """The committees in the order of their days."""
        return [(one.name, self._drawn(at)) for at, one in enumerate(self.season.committees)]

    def _drawn(self, at: int) -> QueuePanel:
        committee = self.season.committees[at]
        aside = {person: why for person in committee.problem.candidates if (why := self._busy(person, at))}
        while True:
            problem = without(committee.problem, frozenset(aside))
            names = self.names(committee.name, problem, aside) if self.names else None
            drawn = queue_panel(problem, self.seed, names=names)
            if self._leaves_enough(at, drawn.panel):
                break
            aside[self._first_needed(at, drawn.panel)] = Aside.NEEDED
        for person in drawn.panel:
            self.filling.take(person, at)
        return QueuePanel(problem, dict(sorted(aside.items())), drawn)

    def _busy(self, person: str, at: int) -> Aside | None:
        taken = self.filling.places[person]
        if self.season.busy[at].intersection(taken):
            return Aside.ELSEWHERE
        return Aside.CAP if len(taken) >= self.rules.most[person] else None

    def _leaves_enough(self, at: int, panel: Sequence[str]) -> bool:
        """Whether the committees still to come can all be seated beside this panel; keeps panels that show it."""
        for person in panel:
            self.filling.take(person, at)
        try:
            later = range(at + 1, len(self.season.committees))
            witness = self._mended(later) or self._by_model(at, panel)
        finally:
            for person in panel:
                self.filling.leave(person, at)
        if witness is not None:
            self.witness = witness
        return witness is not None

    def _mended(self, later: range) -> Panels | None:
        """The panels known, those that lost somebody seated anew one by one."""
        trial = Filling(self.rules)
        for person, places in self.filling.places.items():
            for place in places:
                trial.take(person, place)
        lost = []
        for at in later:
            panel = self.witness[at]
            if all(trial.free(person, at) for person in panel):
                for person in panel:
                    trial.take(person, at)
            else:
                lost.append(at)
        return _one_by_one(self.rules, trial, lost, derive(self.seed, b"mend"))

    def _by_model(self, at: int, panel: Sequence[str]) -> Panels | None:
        fixed = {place: self.filling.panels[place] for place in range(at)}
        return seat_everybody(self.rules, seed=derive(self.seed, b"rest"), fixed={**fixed, at: panel})

    def _first_needed(self, at: int, panel: Sequence[str]) -> str:
        """The first of the panel with whom, and those before, the season cannot be completed."""
        low, high = 0, len(panel)
        while high - low > 1:
            middle = (low + high) // 2
            if self._by_model(at, panel[:middle]) is None:
                high = middle
            else:
                low = middle
        return panel[high - 1]


def _one_by_one(rules: Rules, filling: Filling, wanted: Sequence[int] | range, seed: bytes) -> Panels | None:
    """Panels of the committees wanted beside those in ``filling``, which they join; None where one finds no place."""
    for at in sorted(wanted, key=lambda at: (len(rules.drawable[at]), at)):
        free = [person for person in rules.season.committees[at].problem.candidates if filling.free(person, at)]
        rare = {person: -len(rules.season.committees_of[person]) for person in free}
        panel = seat_one(rules, at, free, seed=seed, worth=rare)
        if panel is None:
            return None
        for person in panel:
            filling.take(person, at)
    return filling.panels


def without(problem: Problem, gone: frozenset[str]) -> Problem:
    """The problem with some candidates gone. Raises BadProblem where one of them stays in any case."""
    if not gone:
        return problem
    left = [person for person in problem.candidates if person not in gone]
    bounds = [
        type(bound)(bound.label, bound.members - gone, bound.at_least, bound.at_most, bound.price)
        for bound in problem.bounds
    ]
    pairs = [pair for pair in problem.never_together if gone.isdisjoint(pair)]
    return Problem(left, problem.seats, bounds, pairs, problem.seated)
