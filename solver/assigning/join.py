"""Without chance: the parts of an assignment joined, at the worst-served packet's cost only where it must be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from solver.assigning.links import Joined, joined, parts_of
from solver.assigning.reading import Reading
from solver.exact import solver_for

Bools = NDArray[np.bool_]
SEARCHED = 4_000
"""Allowed pairs up to which it is searched whether any joined assignment keeps the worst-served packet."""
EFFORT = 10.0
CUTS = 60
"""Searches at most, each forbidding the parts of the one before."""
SEED = b"assignment-join"


class WorstServed(StrEnum):
    """What joining did to the worst-served packet."""

    KEPT = "kept"
    """It gets as much as before."""
    NONE_EXISTS = "none-exists"
    """It gets less: proven that no joined assignment gives it as much."""
    NONE_FOUND = "none-found"
    """It gets less: none was found that gives it as much."""


@dataclass(frozen=True)
class Kept:
    """A joined assignment, and what became of the worst-served packet."""

    result: Joined
    worst_served: WorstServed


def joined_keeping(reading: Reading, made: Bools) -> Kept:
    """Join the parts without loss to the worst-served packet; where that fails, at the least loss of suitability.

    Few changes are tried first, then on questions of ordinary size every assignment.
    """
    floor = int((reading.scores * made).sum(axis=1).min())
    result = joined(reading, made, floor=floor)
    if result.parts <= result.fields:
        return Kept(result, WorstServed.KEPT)
    other, every = _searched(reading, floor, result.fields)
    if other is not None:
        changed = int((made & ~other).sum())
        return Kept(Joined(other, changed, parts_of(other)[2], result.fields), WorstServed.KEPT)
    loose = joined(reading, made)
    if loose.parts >= result.parts:
        return Kept(result, WorstServed.KEPT)
    if int((reading.scores * loose.made).sum(axis=1).min()) >= floor:
        return Kept(loose, WorstServed.KEPT)
    return Kept(loose, WorstServed.NONE_EXISTS if every else WorstServed.NONE_FOUND)


def _searched(reading: Reading, floor: int, fields: int) -> tuple[Bools | None, bool]:
    """The best joined assignment that gives every packet the floor; and where there is none, whether that is proven."""
    if int(reading.allowed.sum()) > SEARCHED:
        return None, False
    model = cp_model.CpModel()
    pairs = list(zip(*(index.tolist() for index in np.nonzero(reading.allowed)), strict=True))
    x = {pair: model.new_bool_var("") for pair in pairs}
    for row, needed in enumerate(reading.needed.tolist()):
        mine = [pair for pair in pairs if pair[0] == row]
        model.add(sum(x[pair] for pair in mine) == needed)
        model.add(sum(int(reading.scores[pair]) * x[pair] for pair in mine) >= floor)
    for column, (low, high) in enumerate(zip(reading.least.tolist(), reading.most.tolist(), strict=True)):
        model.add_linear_constraint(sum(x[pair] for pair in pairs if pair[1] == column), low, high)
    model.maximize(sum(int(reading.scores[pair]) * variable for pair, variable in x.items()))
    for _ in range(CUTS):
        solver = solver_for(SEED, effort=EFFORT)
        status = solver.solve(model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None, status == cp_model.INFEASIBLE
        made = np.zeros_like(reading.allowed)
        for pair, variable in x.items():
            made[pair] = solver.boolean_value(variable)
        of_row, of_column, count = parts_of(made)
        if count <= fields:
            return made, True
        _forbid(reading, model, x, of_row, of_column)
    return None, False


def _forbid(
    reading: Reading,
    model: cp_model.CpModel,
    x: dict[tuple[int, int], cp_model.IntVar],
    of_row: list[int],
    of_column: list[int],
) -> None:
    """A part that is not a whole field must be left by a reading: by a packet's to an expert outside, or the reverse.

    An expert who reads nothing belongs to no part and is outside.
    """
    field = parts_of(reading.allowed)[0]
    rows = range(len(of_row))
    for part in set(of_row):
        inside = {field[row] for row in rows if of_row[row] == part}
        if any(of_row[row] != part and field[row] in inside for row in rows):
            out = [pair for pair in x if (of_row[pair[0]] == part) != (of_column[pair[1]] == part)]
            model.add(sum(x[pair] for pair in out) >= 1)
