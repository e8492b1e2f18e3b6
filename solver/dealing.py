"""Whole tickets from known panels: exchange lines until every group is within one of what it is owed.

Exchanges go down a sum of squares (tickets too many or too few, groups still out of line weigh more). Where no known
panel helps, CP-SAT names the one that would help most; where single lines are stuck, it deals a few of them anew.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from solver.errors import NotProven
from solver.exact import divide
from solver.groups import Grouped
from solver.pricing import Pricing

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
UNIT = 1024
"""What is owed is kept in whole 1024ths of a ticket, so that every sum is exact whatever the order of adding."""
LINES = 16
"""How many lines are held against all known panels in one step."""
ROUNDS = 150
"""How many panels are asked for, or lines dealt anew, before the best table so far is taken."""
ANEW = 3
"""How many lines are dealt anew at a time."""


class Dealing:
    """How often each panel is on the table, and how far every group is from its due.

    ``panels`` (panels, groups): seats by group. ``numbers`` (panels,): tickets of each. ``owed`` (groups,): seats due
    over all tickets; ``low``, ``high``: the whole numbers within one of that, at least one where anything is due.
    """

    def __init__(self, grouped: Grouped, panels: Ints, numbers: Ints, owed: Floats, *, seed: bytes) -> None:
        self.grouped = grouped
        self.pricing = Pricing(grouped, seed)
        self.seed = seed
        self.panels = panels.astype(np.float64)
        self.numbers = numbers.copy()
        near = 1e-6 * max(1.0, float(numbers.sum()))
        self.owed = owed
        self.low = np.maximum(np.ceil(owed - 1 + near), owed > near).astype(np.int64)
        self.high = np.maximum(np.floor(owed + 1 - near), self.low).astype(np.int64)
        self.due = np.round(owed * UNIT)
        self.weight = np.ones(len(owed))
        self.squares = self.panels**2
        self.own = self._own()
        self.seated = numbers.astype(np.float64) @ self.panels
        self.lines = {panel.tobytes(): at for at, panel in enumerate(self.panels)}

    @property
    def totals(self) -> Ints:
        """Seats of each group over all tickets."""
        seats: Ints = self.seated.astype(np.int64)
        return seats

    @property
    def off(self) -> Ints:
        """By how much each group's seats are out of line; (groups,)."""
        off: Ints = np.maximum(np.maximum(self.totals - self.high, self.low - self.totals), 0)
        return off

    def fill(self, tickets: int) -> None:
        """Add known panels, each the best answer to what is still owed, up to the number of tickets."""
        for _ in range(tickets - int(self.numbers.sum())):
            self._change(int(np.argmin(self._joining(self._far()))), 1)

    def settle(self) -> Ints:
        """Exchange until every group is in line, or rounds run out: the numbers of the best table met."""
        best, least = self.numbers.copy(), self.badness
        for asked in range(ROUNDS):
            while self._exchange():
                pass
            if self.badness < least:
                best, least = self.numbers.copy(), self.badness
            if not least[0]:
                break
            if not self._invite(asked):
                self.weight += np.where(self.off > 0, 1, 0)
                self.own = self._own()
                self._anew(asked)
        self.numbers = best if len(best) == len(self.numbers) else np.pad(best, (0, len(self.numbers) - len(best)))
        self.seated = self.numbers.astype(np.float64) @ self.panels
        return self.numbers

    def _change(self, line: int, by: int) -> None:
        """So many tickets more of a panel."""
        self.numbers[line] += by
        self.seated += by * self.panels[line]

    @property
    def badness(self) -> tuple[int, int]:
        """Seats out of line over all groups, then the sum of squares: less is better."""
        return int(self.off.sum()), int((self._far() ** 2).sum())

    def _far(self) -> Floats:
        """Seats beyond what is owed, in units; (groups,)."""
        far: Floats = self.seated * UNIT - self.due
        return far

    def _own(self) -> Floats:
        """The weighted squares of each panel alone, in units; (panels,)."""
        own: Floats = UNIT * (self.squares @ self.weight)
        return own

    def _joining(self, far: Floats) -> Floats:
        """What one ticket more of each panel adds to the weighted squares; (panels,), in half units."""
        cost: Floats = self.panels @ (2 * self.weight * far) + self.own
        return cost

    def _leavers(self, far: Floats) -> Ints:
        """Lines whose leaving helps most, the best first."""
        lines = np.nonzero(self.numbers)[0]
        gain = (self.panels @ (2 * self.weight * far) - self.own)[lines]
        first: Ints = lines[np.argsort(-gain, kind="stable")[:LINES]]
        return first

    def _exchange(self) -> bool:
        """One line for a known panel, the best of both; False where that would not help."""
        far = self._far()
        lines = self._leavers(far)
        out = self.panels[lines]
        after = far[None] - UNIT * out
        change = self.panels @ (2 * self.weight * after).T + self.own[:, None]
        change -= (out @ (2 * self.weight * far) - self.own[lines])[None]
        joining, leaving = np.unravel_index(int(np.argmin(change)), change.shape)
        if change[joining, leaving] >= 0:
            return False
        self._change(int(joining), 1)
        self._change(int(lines[leaving]), -1)
        return True

    def _invite(self, asked: int) -> bool:
        """The panel that CP-SAT finds best in place of a line; False where it is no better."""
        far = self._far()
        leaving = self._leavers(far)[asked % 6 :][:1]
        if not len(leaving):
            return False
        after = far - UNIT * self.panels[leaving[0]]
        points = -(2 * self.weight * after + UNIT * self.weight)
        panel = self.pricing.best(points.astype(np.int64).tolist()).astype(np.float64)
        before = self.weight @ far**2
        if self.weight @ (after + UNIT * panel) ** 2 >= before:
            return False
        self._replace(leaving.tolist(), [panel])
        return True

    def _anew(self, asked: int) -> None:
        """A few lines dealt anew so that nobody ends out of line, if CP-SAT finds how."""
        lines = np.repeat(np.arange(len(self.numbers)), self.numbers)
        held = self.panels[lines] @ np.where(self.totals > self.high, 1.0, 0.0)
        by_use = lines[np.argsort(-held, kind="stable")]
        chosen = np.roll(by_use, -asked % max(1, len(lines)))[:ANEW]
        others = self.totals - self.panels[chosen].sum(axis=0).astype(np.int64)
        low, high = np.maximum(self.low - others, 0), self.high - others
        groups = np.nonzero(high > 0)[0]
        if (high < 0).any() or (low > np.minimum(high, len(chosen) * self.grouped.sizes)).any():
            return
        try:
            found = divide(self.grouped, groups, low[groups], high[groups], panels=len(chosen), seed=self.seed)
        except NotProven:
            return
        if found:
            panels = np.zeros((len(found), len(self.owed)))
            panels[:, groups] = found
            self._replace(chosen.tolist(), list(panels))

    def _replace(self, leaving: Sequence[int], joining: Sequence[Floats]) -> None:
        for line in leaving:
            self._change(line, -1)
        for panel in joining:
            at = self.lines.setdefault(panel.tobytes(), len(self.panels))
            if at == len(self.panels):
                self.panels = np.vstack([self.panels, panel[None]])
                self.squares = np.vstack([self.squares, panel[None] ** 2])
                self.own = np.append(self.own, UNIT * (panel**2 @ self.weight))
                self.numbers = np.append(self.numbers, 0)
            self._change(at, 1)
