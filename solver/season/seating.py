"""One committee's best panel by points, found by exchanges of one person for another, all of them weighed at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from solver.season.kinds import Row

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]
EXCHANGES = 120
"""So many exchanges are made before a panel counts as not found."""
PRICES = tuple(2.0**power for power in (30, 31, 32, 33, 34, 36, 40, 58))
"""What a seat beyond a row's end costs in points while a panel is improved: little at first, at last more than all."""


class Seating:
    """The seats of one committee: its candidates as places in ``people`` and which row counts whom.

    ``people`` (candidates,): places of the candidates in some list of everybody, ascending. All sums are of small whole
    numbers, so that they are the same on every machine.
    """

    def __init__(self, seats: int, rows: Sequence[Row], candidates: Sequence[str], place: Mapping[str, int]) -> None:
        self.seats = seats
        self.people = np.array(sorted(place[one] for one in candidates), dtype=np.int64)
        self.within = {int(person): index for index, person in enumerate(self.people)}
        self.counts = np.zeros((len(rows), len(self.people)), dtype=np.float32)
        for number, row in enumerate(rows):
            self.counts[number, [self.within[place[one]] for one in row.members]] = 1
        self.low = np.array([row.low for row in rows], dtype=np.float32)
        self.high = np.array([row.high for row in rows], dtype=np.float32)

    def best(self, points: Ints, free: Bools) -> Ints | None:
        """Places (in everybody's list) of a panel worth much, of the candidates ``free``; None where none is found.

        ``points``, ``free``: by candidate. No exchange of one of the panel for another free candidate is worth more.
        """
        able = np.nonzero(free)[0]
        if len(able) < self.seats:
            return None
        panel = able[np.argsort(-points[able], kind="stable")[: self.seats]]
        counts = self.counts[:, able]
        worth = points.astype(np.float64)
        for price in PRICES:
            for _ in range(EXCHANGES):
                change = self._broken_by(panel, counts) * price
                change += worth[panel][:, None] - worth[able][None]
                change[:, np.isin(able, panel)] = np.inf
                leaves, joins = np.unravel_index(int(np.argmin(change)), change.shape)
                if change[leaves, joins] >= 0:
                    break
                panel[leaves] = able[joins]
        have = self.counts[:, panel].sum(axis=1)
        if ((have < self.low) | (have > self.high)).any():
            return None
        return self.people[np.sort(panel)]

    def _broken_by(self, panel: Ints, counts: Floats) -> NDArray[np.float64]:
        """How many seats further from the rows' ends each exchange leads; (panel, columns of ``counts``)."""
        here = self.counts[:, panel]
        have = here.sum(axis=1)
        up = (have >= self.high).astype(np.float32) - (have < self.low)
        down = (have <= self.low).astype(np.float32) - (have > self.high)
        both: NDArray[np.float64] = (
            (up @ counts)[None] + (down @ here)[:, None] - (here * (up + down)[:, None]).T @ counts
        ).astype(np.float64)
        return both

    def heirs(self, panel: Ints, person: int, free: Bools) -> Ints:
        """Who of the candidates ``free`` may take the person's seat; places in everybody's list."""
        seated = np.array([self.within[int(one)] for one in panel], dtype=np.int64)
        at = seated[panel == person]
        broken = self._broken_by_one(seated, int(at[0]))
        able = free & (broken <= 0)
        able[seated] = False
        return self.people[able]

    def _broken_by_one(self, panel: Ints, leaves: int) -> Floats:
        here = self.counts[:, leaves]
        have = self.counts[:, panel].sum(axis=1) - here
        up: Floats = (have >= self.high).astype(np.float32) @ self.counts
        left = np.nonzero(have < self.low)[0]
        if len(left):
            up = up + len(left) - self.counts[left].sum(axis=0)
        return up
