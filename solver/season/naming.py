"""Names for seats of kinds: whoever has served least comes first, and everybody of a kind is served alike."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from solver.errors import NotProven
from solver.randomness import by_lot, derive
from solver.season.chances import Target
from solver.season.rules_of_seats import Filling, Panels, Rules
from solver.season.splitting import Counts
from solver.season.whole import seat_everybody, seat_one

QUICK = 8.0
"""Deterministic seconds for a whole ticket as one exact model."""
ALONE = 1.0
"""The same for one committee."""
SMOOTHINGS = 8
TRIED = 400
"""How many people are tried in one place before the next place is looked at."""
AGAIN = 4
"""How many panels are seated anew by an exact model for the sake of one person."""
TINY = 1e-9
POINTS = 1000


class Naming:
    """The tickets of one part of a season, in names, and how often everybody is on them."""

    def __init__(self, target: Target, *, seed: bytes) -> None:
        self.target = target
        self.kinds = target.kinds
        self.rules = Rules(target.kinds.season)
        self.seed = seed
        self.tickets: list[Panels] = []
        self.served: Counter[str] = Counter()
        self.anew = 0

    def add(self, counts: Counts) -> None:
        """One more ticket with these seats by entry."""
        number = len(self.tickets)
        seats = {self.kinds.entries[entry]: count for entry, count in counts.items()}
        filling, short = self._filled(seats, number)
        if all(self._seated_alone(filling, at, number) for at in sorted(short)):
            self.keep(filling.panels)
        else:
            self.add_best()

    def keep(self, panels: Panels) -> None:
        """One more ticket as it stands."""
        self.tickets.append(panels)
        self.served.update(person for panel in panels.values() for person in panel)

    def queue(self, index: int, number: int) -> list[str]:
        """People of a kind, who served least first, equals by lot."""
        members = self.kinds.kinds[index].members
        if len(members) == 1:
            return list(members)
        lots = by_lot(self.seed, members, tag=number.to_bytes(4, "big"))
        return sorted(lots, key=lambda person: self.served[person])

    def _filled(self, seats: Mapping[tuple[int, int], int], number: int) -> tuple[Filling, set[int]]:
        """Seats filled one kind after the other, the tightest first; and the committees where somebody is missing."""
        filling = Filling(self.rules)
        short: set[int] = set()
        by_kind: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for (index, at), count in sorted(seats.items()):
            by_kind[index].append((at, count))
        spare = {
            index: self.kinds.kinds[index].size * self.kinds.kinds[index].most - sum(count for _, count in wanted)
            for index, wanted in by_kind.items()
        }
        for index in sorted(by_kind, key=lambda index: (spare[index], self.kinds.kinds[index].size, index)):
            queue = self.queue(index, number)
            for at, count in by_kind[index]:
                if not self._take(filling, queue, at, count, tight=spare[index] <= 0):
                    short.add(at)
        return filling, short

    def _seated_alone(self, filling: Filling, at: int, number: int) -> bool:
        """One committee seated anew by an exact model, the others as they are; False where that is not possible."""
        self.anew += 1
        for person in list(filling.panels[at]):
            filling.leave(person, at)
        season = self.rules.season
        free = [person for person in season.committees[at].problem.candidates if filling.free(person, at)]
        owed = self.owed(number + 1)
        for person in free:
            owed[person] -= POINTS * len(filling.places[person])
        seed = derive(self.seed, b"alone", number.to_bytes(4, "big"), at.to_bytes(4, "big"))
        try:
            panel = seat_one(self.rules, at, free, worth=owed, seed=seed, effort=ALONE)
        except NotProven:
            return False
        for person in panel or ():
            filling.take(person, at)
        return panel is not None

    def _take(self, filling: Filling, queue: Sequence[str], at: int, count: int, *, tight: bool) -> bool:
        def load(person: str) -> int:
            return len(filling.places[person]) + (0 if tight else self.served[person])

        for person in sorted(queue, key=load):
            if not count:
                break
            if filling.free(person, at) and filling.fits(person, at):
                filling.take(person, at)
                count -= 1
        return count == 0 or self._swapped_in(filling, queue, at, count)

    def _swapped_in(self, filling: Filling, queue: Sequence[str], at: int, count: int) -> bool:
        """Seats left over go to people of the kind who can hand another place on."""
        for person in queue:
            if not count:
                return True
            for other in list(filling.places[person]):
                if other == at:
                    break
                filling.leave(person, other)
                heir = next(
                    (q for q in queue if q != person and filling.free(q, other) and filling.fits(q, other)), None
                )
                if heir is not None and filling.free(person, at) and filling.fits(person, at):
                    filling.take(person, at)
                    filling.take(heir, other)
                    count -= 1
                    break
                filling.take(person, other)
        return count == 0

    def add_each(self) -> None:
        """One more ticket, committee after committee, each the best answer to what is owed."""
        number = len(self.tickets)
        filling = Filling(self.rules)
        order = sorted(filling.panels, key=lambda at: (len(self.rules.drawable[at]), at))
        if all(self._seated_alone(filling, at, number) for at in order):
            self.keep(filling.panels)
        else:
            self.add_best()

    def add_best(self) -> None:
        """One more ticket, the best answer to what is owed, whatever its seats by kind."""
        self.anew += 1
        number = len(self.tickets)
        seed = derive(self.seed, b"best", number.to_bytes(4, "big"))
        try:
            found = seat_everybody(self.rules, seed=seed, worth=self.owed(number + 1), effort=QUICK)
        except NotProven:
            found = seat_everybody(self.rules, seed=seed)
        if found is None:
            raise NoSeason("no-season")
        self.keep(found)

    def owed(self, tickets: int) -> dict[str, int]:
        """Points for seating each person: how far he is behind his share after so many tickets."""
        found = {}
        for kind, value in zip(self.kinds.kinds, self.target.values, strict=True):
            due = tickets * value
            for person in kind.members:
                found[person] = int(POINTS * (due - self.served[person]))
        return found

    def smoothed(self) -> None:
        """Exchanges of one person for another until everybody is within a ticket of his share, or none helps."""
        self.due = {
            person: float(len(self.tickets) * value)
            for kind, value in zip(self.kinds.kinds, self.target.values, strict=True)
            for person in kind.members
        }
        self.where: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, panels in enumerate(self.tickets):
            for at, panel in panels.items():
                for person in panel:
                    self.where[person].append((number, at))
        for _ in range(SMOOTHINGS):
            off = sorted((person for person in self.due if abs(self._over(person)) >= 1), key=self._over)
            helped = 0
            for person in off:
                helped += self._one_less(person) if self._over(person) > 0 else self._one_more(person)
            if not helped:
                break

    def _over(self, person: str) -> float:
        """Tickets more than the person's share."""
        return self.served[person] - self.due[person]

    def _one_less(self, rich: str) -> bool:
        """Somebody who has less steps in for a person who has too much."""
        limit = self._over(rich) - 1
        for number, at in list(self.where[rich]):
            known = sorted((self._over(person), person) for person in self.rules.drawable[at])
            for over, person in known[:TRIED]:
                if over >= limit - TINY:
                    break
                if self._may_step_in(self.tickets[number], rich, person, at):
                    self._exchange(number, at, rich, person)
                    return True
        return any(self._reseated(number, at, without=rich) for number, at in self.where[rich][:AGAIN])

    def _one_more(self, poor: str) -> bool:
        """A person who has too little steps in for somebody who has more, or a panel is seated anew around him."""
        limit = self._over(poor) + 1
        here = [at for at in self.kinds.season.committees_of[poor] if self.rules.most[poor]]
        held = sorted(
            (-self._over(person), person, number, at)
            for at in here
            for number, panels in enumerate(self.tickets)
            for person in panels[at]
        )
        for over, person, number, at in held[:TRIED]:
            if -over <= limit + TINY:
                break
            if self._may_step_in(self.tickets[number], person, poor, at):
                self._exchange(number, at, person, poor)
                return True
        places = list(dict.fromkeys((number, at) for _, _, number, at in held if self._could_join(poor, number, at)))
        return any(self._reseated(number, at, around=poor) for number, at in places[:AGAIN])

    def _could_join(self, person: str, number: int, at: int) -> bool:
        taken = [other for ticket, other in self.where[person] if ticket == number]
        if at in taken or len(taken) >= self.rules.most[person]:
            return False
        return self.rules.season.busy[at].isdisjoint(taken)

    def _reseated(self, number: int, at: int, *, around: str = "", without: str = "") -> bool:
        """One panel seated anew with or without somebody, if that brings everybody together nearer to their shares."""
        panel = list(self.tickets[number][at])
        free = [
            person
            for person in self.kinds.season.committees[at].problem.candidates
            if person != without and (person in panel or self._could_join(person, number, at))
        ]
        cost = {person: 2 * (self._over(person) - (person in panel)) + 1 for person in {*free, *panel}}
        worth = {person: -round(POINTS * points) for person, points in cost.items()}
        seed = derive(self.seed, b"again", number.to_bytes(4, "big"), at.to_bytes(4, "big"))
        try:
            found = seat_one(
                self.rules, at, free, worth=worth, fixed=[around] if around else (), seed=seed, effort=ALONE
            )
        except NotProven:
            return False
        if not found or sum(cost[person] for person in found) >= sum(cost[person] for person in panel) - TINY:
            return False
        for leaves, joins in zip(sorted(set(panel) - set(found)), sorted(set(found) - set(panel)), strict=True):
            self._exchange(number, at, leaves, joins)
        return True

    def _exchange(self, number: int, at: int, leaves: str, joins: str) -> None:
        panel = self.tickets[number][at]
        panel[panel.index(leaves)] = joins
        self.where[leaves].remove((number, at))
        self.where[joins].append((number, at))
        self.served[leaves] -= 1
        self.served[joins] += 1

    def _may_step_in(self, panels: Panels, rich: str, person: str, at: int) -> bool:
        taken = [other for other, panel in panels.items() if person in panel]
        if at in taken or len(taken) >= self.rules.most[person] or self.rules.season.busy[at] & set(taken):
            return False
        gone = set(self.rules.rows_of[at].get(rich, ()))
        joins = set(self.rules.rows_of[at].get(person, ()))
        have = Counter(row for one in panels[at] for row in self.rules.rows_of[at].get(one, ()))
        rows = self.rules.rows[at]
        return all(have[row] < rows[row].high for row in joins - gone) and all(
            have[row] > rows[row].low for row in gone - joins
        )


class NoSeason(Exception):
    """No panels for all committees keep the rules, although mixtures do on average."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
