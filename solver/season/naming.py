"""Tickets in names, one after the other: each panel the best answer to what everybody is still owed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from solver.errors import NotProven
from solver.randomness import Noise, derive
from solver.season.chances import Target
from solver.season.rules_of_seats import Panels, Rules
from solver.season.seating import Seating
from solver.season.whole import seat_everybody, seat_one

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Ticket = list[Ints]
"""A panel for each committee, as places in ``Naming.people``."""
QUICK = 8.0
"""Deterministic seconds for a whole ticket as one exact model."""
ALONE = 1.0
"""The same for one committee."""
ORDERS = 6
"""So many orders of the committees are tried for one ticket before it is seated as one exact model."""
UNIT = 1 << 16
"""What is owed is counted in these parts of a panel; lots decide below them."""
NEAR = 1000
"""Parts of a panel in which an exact model is told what people are owed."""


class Naming:
    """The tickets of one part of a season, in names, and how often everybody is on them.

    ``people``: everybody, sorted; ``served`` (people,): panels of each over all tickets; ``due``: the exact share of
    each in one ticket. ``anew``: panels and tickets that an exact model had to seat.
    """

    def __init__(self, target: Target, *, seed: bytes) -> None:
        self.target = target
        self.season = target.kinds.season
        self.rules = Rules(self.season)
        self.seed = seed
        self.people = self.season.people
        self.place = {person: at for at, person in enumerate(self.people)}
        self.due = [Fraction(0)] * len(self.people)
        for kind, value in zip(target.kinds.kinds, target.values, strict=True):
            for person in kind.members:
                self.due[self.place[person]] = value
        self.most = np.array([self.rules.most[person] for person in self.people], dtype=np.int64)
        self.seatings = [
            Seating(one.problem.seats, rows, one.problem.candidates, self.place)
            for one, rows in zip(self.season.committees, self.rules.rows, strict=True)
        ]
        self.served: Ints = np.zeros(len(self.people), dtype=np.int64)
        self.debt: Ints = np.zeros(len(self.people), dtype=np.int64)
        self.tickets: list[Ticket] = []
        self.anew = 0
        self.order = sorted(
            range(len(self.seatings)), key=lambda at: (len(self.seatings[at].people) / self.seatings[at].seats, at)
        )

    def rehearse(self, tickets: int) -> None:
        """Tickets made and thrown away: who is wanted more than his share is told apart by what they leave owed.

        A kind that scarce rows call for runs ahead of its share, until what it has had too much weighs as much as the
        rows. From then on it keeps its share; what it is ahead by is kept as its debt.
        """
        for _ in range(tickets):
            self.add()
        owed = self.owed(tickets)
        for kind in self.target.kinds.kinds:
            members = self.places(kind.members)
            self.debt[members] = int(owed[members].sum()) // len(members)
        self.served[:] = 0
        self.tickets.clear()
        self.anew = 0

    def add(self) -> None:
        """One more ticket: committee after committee, those that found nobody left first the next time."""
        noise = self.noise(b"lots", len(self.tickets))
        for _ in range(ORDERS):
            made = self._one_by_one(noise)
            if isinstance(made, list):
                self.keep(made)
                return
            self.order.remove(made)
            self.order.insert(0, made)
        self.add_best()

    def _one_by_one(self, noise: Noise) -> Ticket | int:
        """Panels of all committees in order, or the committee that cannot be seated beside those before it."""
        found: dict[int, Ints] = {}
        load = np.zeros(len(self.people), dtype=np.int64)
        owed = self.owed(len(self.tickets) + 1)
        for at in self.order:
            seating = self.seatings[at]
            free = self.free(load, (found[other] for other in self.season.busy[at] if other in found))[seating.people]
            lots = noise.draw((len(seating.people),)).astype(np.int64)
            points = (owed - UNIT * load)[seating.people] * UNIT + lots
            panel = seating.best(points, free)
            if panel is None:
                panel = self._by_model(at, free, points)
            if panel is None:
                return at
            found[at] = panel
            load[panel] += 1
        return [found[at] for at in range(len(self.seatings))]

    def free(self, load: NDArray[np.integer[Any]], beside: Iterable[Ints]) -> Bools:
        """Who has room under the cap for one panel more and sits on none of those at the same time; (people,)."""
        free: Bools = load < self.most
        for panel in beside:
            free[panel] = False
        return free

    def owed(self, tickets: int) -> Ints:
        """How far everybody is behind his share after so many tickets, in units, debt of rehearsals included."""
        return self.due_after(tickets) - UNIT * self.served + self.debt

    def due_after(self, tickets: int) -> Ints:
        """Everybody's share of so many tickets, in units; (people,)."""
        return np.array([(value.numerator * tickets * UNIT) // value.denominator for value in self.due], dtype=np.int64)

    def noise(self, tag: bytes, number: int) -> Noise:
        """Lots for one purpose."""
        return Noise(derive(self.seed, tag, number.to_bytes(4, "big")))

    def _by_model(self, at: int, free: Bools, points: Ints) -> Ints | None:
        """One committee by an exact model beside the others; None where that is not possible, or not found soon."""
        self.anew += 1
        seating = self.seatings[at]
        worth = {self.people[person]: int(points[i] * NEAR // UNIT**2) for i, person in enumerate(seating.people)}
        names = [self.people[person] for person in seating.people[free]]
        seed = derive(self.seed, b"alone", len(self.tickets).to_bytes(4, "big"), at.to_bytes(4, "big"))
        try:
            panel = seat_one(self.rules, at, names, worth=worth, seed=seed, effort=ALONE)
        except NotProven:
            return None
        return None if panel is None else self.places(panel)

    def places(self, panel: Collection[str]) -> Ints:
        """Names as places in ``people``, ascending."""
        return np.array(sorted(self.place[person] for person in panel), dtype=np.int64)

    def keep(self, ticket: Ticket) -> None:
        """One more ticket as it stands."""
        self.tickets.append(ticket)
        for panel in ticket:
            self.served[panel] += 1

    def add_best(self) -> None:
        """One more ticket as one exact model, the best answer to what is owed. Raises NoSeason where there is none."""
        self.anew += 1
        seed = derive(self.seed, b"best", len(self.tickets).to_bytes(4, "big"))
        owed = self.owed(len(self.tickets) + 1) * NEAR // UNIT
        worth = dict(zip(self.people, owed.tolist(), strict=True))
        try:
            found = seat_everybody(self.rules, seed=seed, worth=worth, effort=QUICK)
        except NotProven:
            found = seat_everybody(self.rules, seed=seed)
        if found is None:
            raise NoSeason("no-season")
        self.keep([self.places(found[at]) for at in range(len(self.seatings))])

    def named(self, number: int) -> Panels:
        """One ticket in names."""
        return {at: [self.people[person] for person in panel] for at, panel in enumerate(self.tickets[number])}


class NoSeason(Exception):
    """No panels for all committees keep the rules, although mixtures do on average."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
