"""Exchanges along chains of people until everybody is within a ticket of his share: one hands a seat to the next."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from solver.season.naming import UNIT, Naming

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Slot = tuple[int, int]
"""A ticket and a committee, both by number."""
LOOKED_AT = 800
"""How many people one search asks for somebody to hand a seat to before it is given up."""
GIVEN_UP = 5
"""After so many searches without an answer panels are seated anew."""
ROUNDS = 6
"""How often chains and panels seated anew take turns."""
TRIED = 40
"""How many panels are tried anew for the sake of one person."""


class Levelling:
    """Everybody's tickets against ``low`` and ``high``, the whole numbers less than one from what is due."""

    def __init__(self, naming: Naming) -> None:
        self.naming = naming
        tickets = len(naming.tickets)
        self.due = naming.due_after(tickets)
        self.low = np.array([floor(tickets * value - 1) + 1 for value in naming.due], dtype=np.int64)
        self.high = np.array([ceil(tickets * value + 1) - 1 for value in naming.due], dtype=np.int64)
        self.slots: dict[int, set[Slot]] = defaultdict(set)
        self.load = np.zeros((tickets, len(naming.people)), dtype=np.int16)
        for number, ticket in enumerate(naming.tickets):
            for at, panel in enumerate(ticket):
                self.load[number, panel] += 1
                for person in panel.tolist():
                    self.slots[person].add((number, at))

    def level(self) -> None:
        """Exchange until nobody is out of line, or nothing found helps."""
        for _ in range(ROUNDS):
            self._by_chains()
            if not self._off() or not sum(self._reseated(person) for person in self._off()):
                break

    def _off(self) -> list[int]:
        served = self.naming.served
        return np.nonzero((served < self.low) | (served > self.high))[0].tolist()

    def _by_chains(self) -> None:
        """Those who have too much hand a seat on; those who have too little get one from whoever can spare it."""
        served = self.naming.served
        missed = 0
        for person in np.nonzero(served > self.high)[0].tolist():
            while served[person] > self.high[person] and missed < GIVEN_UP:
                if not self._passed_on([person], served < self.low, served < self.high):
                    missed += 1
                    break
        while (served < self.low).any():
            able = np.nonzero(served > self.low)[0]
            nearest = able[np.argsort((self.low - served)[able], kind="stable")]
            if not self._passed_on(nearest.tolist(), served < self.low, None):
                break

    def _reseated(self, person: int) -> bool:
        """One panel seated anew with the person, or without, if that brings all together nearer to their shares."""
        naming = self.naming
        joins = bool(naming.served[person] < self.low[person])
        slots = self._open_to(person) if joins else sorted(self.slots[person])
        tried = naming.noise(b"anew", person).draw((len(slots),))
        return any(self._anew(slots[at], person, joins=joins) for at in np.argsort(tried, kind="stable")[:TRIED])

    def _open_to(self, person: int) -> list[Slot]:
        """Where the person does not sit but could, beside his other places."""
        naming = self.naming
        taken: dict[int, set[int]] = defaultdict(set)
        for number, at in self.slots[person]:
            taken[number].add(at)
        here = naming.season.committees_of[naming.people[person]]
        return [
            (number, at)
            for number in range(len(naming.tickets))
            if len(taken[number]) < naming.most[person]
            for at in here
            if at not in taken[number] and naming.season.busy[at].isdisjoint(taken[number])
        ]

    def _anew(self, slot: Slot, person: int, *, joins: bool) -> bool:
        number, at = slot
        naming, seating = self.naming, self.naming.seatings[at]
        panel = naming.tickets[number][at]
        over = UNIT * naming.served - self.due
        over[panel] -= UNIT
        points = -(2 * over[seating.people] + UNIT)
        free = self._free(slot)
        free[panel] = True
        free = free[seating.people]
        mine = seating.within[person]
        before = int(points[np.isin(seating.people, panel)].sum())
        wished = points.copy()
        wished[mine] += UNIT << 12 if joins else 0
        free[mine] = joins
        found = seating.best(wished * UNIT, free)
        if found is None or int(points[np.isin(seating.people, found)].sum()) <= before:
            return False
        leaves, comes = np.setdiff1d(panel, found), np.setdiff1d(found, panel)
        naming.tickets[number][at] = found
        for one in leaves.tolist():
            self._leaves(one, slot)
        for one in comes.tolist():
            self._takes(one, slot)
        return True

    def _takes(self, person: int, slot: Slot) -> None:
        """Count a seat for the person."""
        self.naming.served[person] += 1
        self.load[slot[0], person] += 1
        self.slots[person].add(slot)

    def _leaves(self, person: int, slot: Slot) -> None:
        """Count a seat less."""
        self.naming.served[person] -= 1
        self.load[slot[0], person] -= 1
        self.slots[person].remove(slot)

    def _passed_on(self, sources: Sequence[int], wanted: Bools, good: Bools | None) -> bool:
        """A seat handed on from one of the sources, by way of others, to somebody wanted, or at least good."""
        before: dict[int, tuple[int, Slot]] = {}
        tickets: dict[int, frozenset[int]] = dict.fromkeys(sources, frozenset())
        unseen = np.ones(len(wanted), dtype=np.bool_)
        unseen[list(sources)] = False
        waiting = deque(sources)
        for _ in range(min(LOOKED_AT, len(wanted))):
            if not waiting:
                break
            person = waiting.popleft()
            second = None
            for slot in sorted(self.slots[person]):
                if slot[0] in tickets[person]:
                    continue
                heirs = self._heirs(person, slot)
                heirs = heirs[unseen[heirs]]
                unseen[heirs] = False
                for heir in heirs.tolist():
                    before[heir] = person, slot
                    tickets[heir] = tickets[person] | {slot[0]}
                waiting.extend(heirs.tolist())
                if (first := heirs[wanted[heirs]]).size:
                    return self._handed_to(int(first[0]), before)
                if second is None and good is not None and (able := heirs[good[heirs]]).size:
                    second = int(able[0])
            if second is not None:
                return self._handed_to(second, before)
        return False

    def _heirs(self, person: int, slot: Slot) -> Ints:
        """Who may take the person's seat there, everybody else's place kept; (any number,)."""
        number, at = slot
        seating = self.naming.seatings[at]
        return seating.heirs(self.naming.tickets[number][at], person, self._free(slot)[seating.people])

    def _free(self, slot: Slot) -> Bools:
        """Who could join this panel beside the others of the ticket; (people,)."""
        naming, (number, at) = self.naming, slot
        ticket = naming.tickets[number]
        return naming.free(self.load[number], (ticket[other] for other in (at, *naming.season.busy[at])))

    def _handed_to(self, heir: int, before: dict[int, tuple[int, Slot]]) -> bool:
        """Everybody on the chain takes the seat of the one before; each seat is on another ticket."""
        while heir in before:
            person, (number, at) = before[heir]
            panel = self.naming.tickets[number][at]
            panel[panel == person] = heir
            panel.sort()
            self._leaves(person, (number, at))
            self._takes(heir, (number, at))
            heir = person
        return True
