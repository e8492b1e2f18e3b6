"""Ticket tables by mixing known panels, for the problems where totals cannot be split down to single panels.

Often the fairest chances are a mixture of panels that halving has found already; then only the rounding is left
(``solver.dealing``). Sometimes no set of whole panels carries them: three people of whom no two may sit look like a
half each to the relaxation. Then the chances are leximin over whole panels: a master program mixes the panels known
so far, and CP-SAT finds the panel that would lift the mixture most, or shows that none does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver import pywraplp

from solver.dealing import Dealing
from solver.errors import NotProven
from solver.groups import Grouped
from solver.pricing import NoWholePanel, Pricing
from solver.randomness import by_lot
from solver.tickets import TooFewTickets

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
SCALE = 1_000_000
SLACK = 1e-7
NEAR = 1e-6
"""So much of a ticket counts as none."""
AT_A_TIME = 40
"""After so many more panels the linear program is set up afresh, lest rounding errors pile up in it."""
MOST_PANELS = 600
"""After so many panels found by CP-SAT the mixture counts as good enough."""


def mixed_tickets(
    grouped: Grouped, chances: Sequence[Fraction], *, tickets: int, seed: bytes, found: NDArray[np.int32] | None = None
) -> tuple[NDArray[np.int32], bool]:
    """A ticket table (tickets, seats) as fair as whole panels allow, and whether they are shown to carry ``chances``.

    ``chances``: what one member of each group is owed at best. ``found``: lines (any number, seats) of a table that
    could not be finished; as many of them as fairness allows are kept.
    Raises NoWholePanel when there is no panel, TooFewTickets when somebody who has a chance would be on no ticket.
    """
    pool = _Pool(grouped, seed, found)
    share = np.array([float(chance) * size for chance, size in zip(chances, grouped.sizes.tolist(), strict=True)])
    carried = pool.carries(share)
    if not carried:
        share = pool.fairest()
    owed = tickets * share
    mixture = pool.nearest(owed, tickets)
    dealing = _dealt(pool, mixture, owed, tickets)
    if (dealing.totals < 1)[owed > tickets * SLACK].any():
        least = float(share[share > SLACK].min())
        enough = max(tickets + 1, ceil(1 / least), int((mixture > NEAR).sum()))
        raise TooFewTickets("too-few-tickets", tickets=tickets, enough=enough)
    lines = np.repeat(dealing.panels.astype(np.int64), dealing.numbers, axis=0)
    order = by_lot(seed, map(str, range(tickets)), tag=b"ticket")
    seated = [np.repeat(np.arange(len(share)), lines[int(index)]) for index in order]
    return np.array(seated, dtype=np.int32), carried


def _dealt(pool: _Pool, mixture: Floats, owed: Floats, tickets: int) -> Dealing:
    """Whole tickets near a mixture, from its own kind of panels where these suffice, otherwise from all that are known.

    Only panels that some mixture with these chances takes can be in line: where a row is met exactly on average, every
    panel meets it exactly, and there are such conditions on whole panels that nobody has written down. A few lines
    of another kind put the others out of line for good.
    """
    exact = _exact_rows(pool.grouped, owed / tickets)
    low, high = np.array([(row.low, row.high) for row in exact.rows], dtype=np.int64).reshape(-1, 2).T
    counts = pool.panels @ exact.matrix.T.astype(np.int64)
    kept = ((low <= counts) & (counts <= high)).all(axis=1)
    everything = np.ones(len(mixture), dtype=np.bool_)
    found: list[Dealing] = []
    for grouped, known in ((exact, kept & (mixture > NEAR)), (pool.grouped, everything)):
        numbers = np.floor(mixture[known] + NEAR).astype(np.int64)
        dealing = Dealing(grouped, pool.panels[known], numbers, owed, seed=pool.seed)
        dealing.fill(tickets)
        dealing.settle()
        found.append(dealing)
        if not dealing.off.any():
            break
    return min(found, key=lambda dealing: dealing.badness)


def _exact_rows(grouped: Grouped, share: Floats) -> Grouped:
    """The same problem with both ends of a row together where the expected seats meet one of them exactly."""
    rows = []
    for row in grouped.rows:
        seats = float(share[list(row.groups)].sum())
        low = row.high if seats > row.high - NEAR else row.low
        high = row.low if seats < row.low + NEAR else row.high
        rows.append(replace(row, low=low, high=high))
    return replace(grouped, rows=tuple(rows))


class _Pool:
    """The panels known: ``panels`` (panels, groups) seats by group, ``times`` how often each stood on the lines."""

    def __init__(self, grouped: Grouped, seed: bytes, found: NDArray[np.int32] | None) -> None:
        self.grouped = grouped
        self.seed = seed
        self.pricing = Pricing(grouped, seed)
        if found is None or not len(found):
            self.panels = self.pricing.best([0] * len(grouped.members))[None]
            self.times = np.zeros(1, dtype=np.int64)
            return
        lines, self.times = np.unique(found, axis=0, return_counts=True)
        self.panels = np.zeros((len(lines), len(grouped.members)), dtype=np.int64)
        np.add.at(self.panels, (np.arange(len(lines))[:, None], lines), 1)

    def invite(self, worth: Sequence[float], limit: float) -> bool:
        """Add the panel worth most, if that is more than ``limit``."""
        panel = self.pricing.best([round(value * SCALE) for value in worth])
        if panel @ np.array(worth) <= limit + SLACK or (self.panels == panel).all(axis=1).any():
            return False
        self.panels = np.vstack([self.panels, panel[None]])
        self.times = np.append(self.times, 0)
        return True

    def carries(self, share: Floats) -> bool:
        """Whether a mixture of panels that gives every group its expected seats was found; adds the panels it takes.

        False where there is none, and where ``MOST_PANELS`` panels more did not settle it.
        """
        for _ in range(MOST_PANELS // AT_A_TIME):
            solver, one, rows = _frame(share)
            for row in rows:
                for sign in (1, -1):
                    miss = solver.NumVar(0, solver.infinity(), "")
                    row.SetCoefficient(miss, sign)
                    solver.Objective().SetCoefficient(miss, 1)
            _columns(solver, [one, *rows], self.panels)
            for _ in range(AT_A_TIME):
                if solver.Solve() != pywraplp.Solver.OPTIMAL:
                    break
                if solver.Objective().Value() < SLACK:
                    return True
                if not self.invite([row.dual_value() for row in rows], -one.dual_value()):
                    return False
                _columns(solver, [one, *rows], self.panels[-1:])
        return False

    def fairest(self) -> Floats:
        """Expected seats of each group, leximin over mixtures of whole panels."""
        settled: dict[int, float] = {}
        sizes = self.grouped.sizes
        asked = 0
        while True:
            value, shares, worth, limit = self._lift(settled)
            asked += 1
            if asked < MOST_PANELS and self.invite(worth, limit):
                continue
            done = [g for g in range(len(sizes)) if g not in settled and worth[g] > SLACK / sizes[g]]
            settled.update(dict.fromkeys(done, value))
            if value > 1 - SLACK or not done or len(settled) == len(sizes):
                expected: Floats = np.array(shares) @ self.panels
                return expected

    def _lift(self, settled: Mapping[int, float]) -> tuple[float, list[float], list[float], float]:
        """Mix the known panels: (least chance of the free, shares, worth of a seat in each group, worth to beat)."""
        sizes = self.grouped.sizes.tolist()
        least = np.array([settled[g] * size - SLACK if g in settled else 0.0 for g, size in enumerate(sizes)])
        solver, one, rows = _frame(least, above=True)
        z = solver.NumVar(0, 1, "")
        for g, size in enumerate(sizes):
            if g not in settled:
                rows[g].SetCoefficient(z, -float(size))
        share = _columns(solver, [one, *rows], self.panels)
        solver.Objective().SetCoefficient(z, 1)
        solver.Objective().SetMaximization()
        if solver.Solve() != pywraplp.Solver.OPTIMAL:
            raise NotProven("mixture", panels=len(self.panels))
        worth = [-row.dual_value() for row in rows]
        return z.solution_value(), [variable.solution_value() for variable in share], worth, one.dual_value()

    def nearest(self, owed: Floats, tickets: int) -> Floats:
        """Tickets of each panel, whole or not, that give every group what it is owed, nearest to ``times``."""
        solver = pywraplp.Solver.CreateSolver("GLOP")
        near = 2 * tickets * SLACK * len(owed)
        rows = [solver.Constraint(value - near, value + near) for value in owed.tolist()]
        more = _columns(solver, rows, self.panels)
        fewer = _columns(solver, rows, -self.panels, most=self.times.tolist())
        for variable in (*more, *fewer):
            solver.Objective().SetCoefficient(variable, 1)
        for row, had in zip(rows, (self.times @ self.panels).tolist(), strict=True):
            row.SetBounds(row.lb() - had, row.ub() - had)
        if solver.Solve() != pywraplp.Solver.OPTIMAL:
            raise NotProven("mixture", panels=len(self.panels))
        change = [up.solution_value() - fall.solution_value() for up, fall in zip(more, fewer, strict=True)]
        mixture: Floats = self.times + np.array(change)
        return mixture


def _frame(
    share: Floats, *, above: bool = False
) -> tuple[pywraplp.Solver, pywraplp.Constraint, list[pywraplp.Constraint]]:
    """A linear program over shares of panels that add up to one, with a row a group for its expected seats."""
    solver = pywraplp.Solver.CreateSolver("GLOP")
    rows = [solver.Constraint(value, solver.infinity() if above else value) for value in share.tolist()]
    return solver, solver.Constraint(1, 1), rows


def _columns(
    solver: pywraplp.Solver, rows: list[pywraplp.Constraint], panels: Ints, *, most: Sequence[float] | None = None
) -> list[pywraplp.Variable]:
    """A variable for each panel, with its seats in the last rows and 1 in the row before them, if there is one."""
    ahead = rows[: len(rows) - panels.shape[1]]
    added = []
    for index, panel in enumerate(panels):
        variable = solver.NumVar(0, solver.infinity() if most is None else most[index], "")
        for row in ahead:
            row.SetCoefficient(variable, 1)
        for group in np.nonzero(panel)[0].tolist():
            rows[len(ahead) + group].SetCoefficient(variable, int(panel[group]))
        added.append(variable)
    return added


__all__ = ["NoWholePanel", "mixed_tickets"]
