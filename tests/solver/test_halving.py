"""Halving units by rings of matches, and finding parts: each against a plain reading of what it promises."""

from __future__ import annotations

import hashlib

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from solver.assigning.links import labelled, parts_of
from solver.assigning.rounding import Pairs, halving
from tests.solver.problems import explored


@st.composite
def tables(draw: st.DrawFn) -> np.ndarray:
    """Units whose rows add up to even numbers."""
    rows, columns = draw(st.integers(1, 7)), draw(st.integers(2, 7))
    cells = draw(st.lists(st.integers(0, 5), min_size=rows * columns, max_size=rows * columns))
    units = np.array(cells, dtype=np.int64).reshape(rows, columns)
    units[:, 0] += units.sum(axis=1) % 2
    return units


def matched(ends: list[int]) -> dict[int, int]:
    """Who stands beside whom: first with second at each end, the left-over ones among themselves."""
    found: dict[int, int] = {}
    left = []
    for end in sorted(set(ends)):
        places = [at for at, one in enumerate(ends) if one == end]
        while len(places) > 1:
            one, other = places.pop(0), places.pop(0)
            found[one], found[other] = other, one
        left += places
    for one, other in zip(*[iter(sorted(left))] * 2, strict=True):
        found[one], found[other] = other, one
    return found


def walked(units: np.ndarray, noise: bytes) -> np.ndarray:
    """One up, one down by walking every ring from its first pair on."""
    odd = [(row, column) for row, column in zip(*np.nonzero(units % 2), strict=True)]
    keys = hashlib.shake_256(noise + b"order").digest(8 * len(odd))
    order = sorted(range(len(odd)), key=lambda at: (keys[8 * at : 8 * at + 8], at))
    pairs = [odd[at] for at in order]
    beside = matched([row for row, _ in pairs]), matched([column for _, column in pairs])
    coins = "".join(f"{byte:08b}"[::-1] for byte in hashlib.shake_256(noise + bytes(8)).digest(1_024))
    turns = np.zeros_like(units)
    seen: set[int] = set()
    rings = 0
    for start in range(len(pairs)):
        at, sign, turn = start, 1 - 2 * int(coins[rings]), 0
        rings += start not in seen
        while at not in seen:
            seen.add(at)
            turns[pairs[at]] = sign
            at, sign, turn = beside[turn % 2][at], -sign, turn + 1
    return turns


@explored(150)
@given(tables(), st.binary(min_size=1, max_size=8))
def test_units_are_halved_as_a_walk_along_the_rings_halves_them(units: np.ndarray, noise: bytes) -> None:
    pairs = Pairs.of(units)
    turns = pairs.table(units.shape, np.ones(len(pairs.rows), dtype=np.bool_)).astype(np.int64)
    turns[units > 0] = halving(pairs, units[units > 0], noise)
    assert turns.tolist() == walked(units, noise).tolist()
    assert ((units + turns) % 2 == 0).all()
    assert (turns.sum(axis=1) == 0).all()
    assert (abs(turns.sum(axis=0)) == units.sum(axis=0) % 2).all()


@explored(150)
@given(st.integers(1, 8), st.integers(1, 8), st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7))))
def test_labels_are_the_lowest_place_that_pairs_lead_to(rows: int, columns: int, pairs: set[tuple[int, int]]) -> None:
    made = np.zeros((rows, columns), dtype=np.bool_)
    for row, column in pairs:
        if row < rows and column < columns:
            made[row, column] = True
    reached = list(range(rows + columns))
    for _ in range(rows + columns):
        for row, column in zip(*np.nonzero(made), strict=True):
            low = min(reached[row], reached[rows + column])
            reached[row] = reached[rows + column] = low
    assert labelled(*np.nonzero(made), packets=rows, experts=columns).tolist() == reached
    of_row, of_column, count = parts_of(made)
    assert count == len(set(reached[:rows]))
    assert [of_row.index(part) for part in of_row] == [reached.index(low) for low in reached[:rows]]
    assert [part >= 0 for part in of_column] == made.any(axis=0).tolist()


def test_long_chains_of_parts_are_found_whole() -> None:
    made = np.eye(400, dtype=np.bool_) | np.eye(400, k=1, dtype=np.bool_)
    assert parts_of(made[::-1])[2] == 1
    made[200, 201] = False
    assert parts_of(made)[2] == 2
