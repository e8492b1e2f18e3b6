"""Whether people already taken can be completed to a full panel: a panel that shows it, or weights that refute it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver import pywraplp
from ortools.sat.python import cp_model

from solver.exact import answered, solver_for
from solver.groups import Grouped

DENOMINATORS = (1, 2, 6, 12, 60, 1_000)
FEW = 3
KEPT = 40
WARM = "use_dual_simplex:true use_preprocessing:false"
"""The linear program goes on from its last answer, dual feasible when bounds move; presolve would throw it away."""


@dataclass(frozen=True)
class Refutation:
    """Why no completion exists: whole weights by row label (positive against its upper end, negative: its lower end).

    ``per_seat`` is the weight of the panel's size. Empty weights mean that only an exhaustive search showed it.
    """

    weights: dict[str, int]
    per_seat: int = 0


class Completion:
    """One grouped problem, asked again and again with more people taken and more groups closed.

    ``taken[g]`` seats are filled from group g, and at most ``most[g]`` can ever be.
    """

    def __init__(self, grouped: Grouped, most: list[int], seed: bytes) -> None:
        self.grouped = grouped
        self.seed = seed
        self.taken = np.zeros(len(most), dtype=np.int64)
        self.most = np.array(most, dtype=np.int64)
        self._proofs: list[_Proof] = []
        self.rows_of: list[list[int]] = [[] for _ in grouped.members]
        for index, row in enumerate(grouped.rows):
            for member in row.groups:
                self.rows_of[member].append(index)
        self._elastic = _Elastic(grouped, most)

    def take(self, index: int) -> None:
        """Fill one more seat from a group."""
        self.taken[index] += 1
        self._elastic.between(index, int(self.taken[index]), int(self.most[index]))

    def close(self, index: int) -> None:
        """Nobody more from a group."""
        self.most[index] = self.taken[index]
        self._elastic.between(index, int(self.taken[index]), int(self.most[index]))

    def any_panel(self) -> list[int] | Refutation:
        """A full panel (counts by group) that contains everybody taken, or why there is none."""
        return self._answer([0] * len(self.taken), None)

    def with_one_more(self, index: int, witness: list[int]) -> list[int] | Refutation:
        """A full panel with one more from the group, close to ``witness``, or why there is none."""
        known = self._known(index)
        if known:
            return known
        low, high = int(self.taken[index]), int(self.most[index])
        self._elastic.between(index, low + 1, max(low + 1, high))
        try:
            return self._answer(witness, index)
        finally:
            self._elastic.between(index, low, high)

    def _answer(self, witness: list[int], index: int | None) -> list[int] | Refutation:
        weights = self._elastic.weights()
        if weights is not None:
            refutation = self._refuted(*weights, index)
            if refutation:
                return refutation
        else:
            found = self._panel_from(self._likely(witness, index), index)
            if found:
                return found
        return self._panel_from(range(len(self.taken)), index) or Refutation({})

    def _known(self, index: int) -> Refutation | None:
        """An earlier refutation that forbids one more from this group too."""
        for proof in reversed(self._proofs):
            if proof.refutes(self.taken, self.most, index):
                return proof.refutation
        return None

    def _refuted(self, weights: list[float], per_seat: float, index: int | None) -> Refutation | None:
        """The floating-point weights as whole numbers, if these refute a completion in exact arithmetic."""
        used = [at for at, weight in enumerate(weights) if abs(weight) > 1e-9]
        floats = [*(weights[at] for at in used), per_seat]
        largest = max(map(abs, floats), default=0.0)
        for denominator in DENOMINATORS if largest else ():
            shares = [Fraction(weight / largest).limit_denominator(denominator) for weight in floats]
            common = lcm(*(share.denominator for share in shares))
            whole = [int(share * common) for share in shares]
            divisor = gcd(*whole) or 1
            *rows, seat = (number // divisor for number in whole)
            proof = _Proof.of(self.grouped, {at: weight for at, weight in zip(used, rows, strict=True) if weight}, seat)
            if proof.refutes(self.taken, self.most, index):
                self._proofs = [*self._proofs[-KEPT:], proof]
                return proof.refutation
        return None

    def _likely(self, witness: list[int], index: int | None) -> list[int]:
        """A few groups among which a completion is likely: those seated in ``witness`` or in the relaxation just
        solved, and some of every row that asks for people."""
        chosen = {at for at, count in enumerate(witness) if count or self.taken[at]}
        chosen.update(self._elastic.seated())
        chosen.update([] if index is None else [index])
        for row in self.grouped.rows:
            if row.low:
                chosen.update([at for at in row.groups if self.most[at] > self.taken[at]][:FEW])
        return sorted(chosen)

    def _panel_from(self, columns: list[int] | range, index: int | None) -> list[int] | None:
        model = cp_model.CpModel()
        seats: dict[int, Any] = {}
        tops: dict[int, int] = {}
        for at in columns:
            low = int(self.taken[at]) + (at == index)
            tops[at] = max(low, int(self.most[at]))
            seats[at] = model.new_int_var(low, tops[at], "")
        model.add(sum(seats.values()) == self.grouped.seats)
        for row in self.grouped.rows:
            counted = [group for group in row.groups if group in seats]
            if row.low > sum(tops[group] for group in counted):
                return None
            if row.low or sum(tops[group] for group in counted) > row.high:
                model.add_linear_constraint(sum(seats[group] for group in counted), row.low, row.high)
        solver = solver_for(self.seed, presolve=len(columns) == len(self.taken))
        if not answered(solver.solve(model), question="complete"):
            return None
        return [solver.value(seats[at]) if at in seats else 0 for at in range(len(self.taken))]


@dataclass(frozen=True)
class _Proof:
    """A refutation with its points a group and the most points a panel can hold."""

    refutation: Refutation
    held: NDArray[np.int64]
    budget: int

    @classmethod
    def of(cls, grouped: Grouped, weights: dict[int, int], per_seat: int) -> _Proof:
        held = np.full(len(grouped.members), per_seat, dtype=np.int64)
        budget = per_seat * grouped.seats
        for at, weight in weights.items():
            row = grouped.rows[at]
            held[list(row.groups)] += weight
            budget += weight * (row.high if weight > 0 else row.low)
        labels = {grouped.rows[at].label: weight for at, weight in weights.items()}
        return cls(Refutation(labels, per_seat), held, budget)

    def refutes(self, taken: NDArray[np.int64], most: NDArray[np.int64], index: int | None) -> bool:
        """Whether every completion (with one more from ``index``) would hold more points than a panel can."""
        least = int(np.where(self.held > 0, self.held * taken, self.held * most).sum())
        if (index is not None and self.held[index] > 0) or (index is not None and taken[index] == most[index]):
            least += int(self.held[index])
        return least > self.budget


class _Elastic:
    """The least total amount by which rows must be overstepped, as a linear program kept warm between questions."""

    def __init__(self, grouped: Grouped, most: list[int]) -> None:
        self.solver = pywraplp.Solver.CreateSolver("GLOP")
        self.solver.SetSolverSpecificParametersAsString(WARM)
        self.seats = [self.solver.NumVar(0, top, "") for top in most]
        everyone = range(len(most))
        self.rows = [self._row(row.groups, row.low, row.high) for row in grouped.rows]
        self.rows.append(self._row(everyone, grouped.seats, grouped.seats))
        self.solver.Objective().SetMinimization()

    def _row(self, groups: tuple[int, ...] | range, low: int, high: int) -> pywraplp.Constraint:
        row = self.solver.Constraint(low, high)
        for index in groups:
            row.SetCoefficient(self.seats[index], 1)
        for sign in (1, -1):
            over = self.solver.NumVar(0, self.solver.infinity(), "")
            row.SetCoefficient(over, sign)
            self.solver.Objective().SetCoefficient(over, 1)
        return row

    def between(self, index: int, low: int, high: int) -> None:
        """Bound the seats of a group."""
        self.seats[index].SetBounds(low, high)

    def seated(self) -> list[int]:
        """The groups that the last solution takes anybody from, in whole or in part."""
        return [at for at, seat in enumerate(self.seats) if seat.solution_value() > 1e-6]

    def weights(self) -> tuple[list[float], float] | None:
        """Weights of the rows and of a seat where rows must be overstepped; None where they need not be."""
        if self.solver.Solve() != pywraplp.Solver.OPTIMAL or self.solver.Objective().Value() < 1e-6:
            return None
        duals = [-row.dual_value() for row in self.rows]
        return duals[:-1], duals[-1]
