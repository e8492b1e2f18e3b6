"""The likeliest pair over a table of panels, against counting every pair by hand, whichever way it is counted."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import combinations
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver import pairs
from solver.pairs import Pair, likeliest_pair


@st.composite
def tables(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """Panels of two to six seats over groups of one to four members, no group seated above its members."""
    sizes = np.array(draw(st.lists(st.integers(1, 4), min_size=4, max_size=30)), dtype=np.int64)
    places = [group for group, size in enumerate(sizes) for _ in range(size)]
    seats = draw(st.integers(2, min(6, len(places))))
    panels = draw(st.lists(st.permutations(places), min_size=1, max_size=12))
    return np.array([sorted(panel[:seats]) for panel in panels], dtype=np.int32), sizes


def counted(table: np.ndarray, sizes: np.ndarray) -> Pair:
    """The same, pair by pair."""
    times = Counter(pair for row in table.tolist() for pair in combinations(row, 2))
    ways = {(a, b): int(sizes[a] * (sizes[a] - 1) // 2 if a == b else sizes[a] * sizes[b]) for a, b in times}
    best = min(times, key=lambda pair: (-Fraction(times[pair], ways[pair]), pair))
    return Pair(*best, times[best], ways[best])


@pytest.mark.parametrize("few", [0, 1_000], ids=["by sorting", "by products"])
@pytest.mark.parametrize(("cells", "most"), [(10, 3), (4_000_000, 8_000_000)], ids=["in pieces", "at once"])
@given(made=tables())
@settings(max_examples=40, deadline=None)
def test_likeliest_pair_is_the_one_found_by_hand_in_pieces_or_at_once(
    few: int, cells: int, most: int, made: tuple[np.ndarray, np.ndarray]
) -> None:
    with patch.multiple(pairs, FEW_GROUPS=few, CELLS=cells, PAIRS=most):
        found = likeliest_pair(*made)
    wanted = counted(*made)
    assert Fraction(found.times, found.ways) == Fraction(wanted.times, wanted.ways)
    assert found == wanted


@pytest.mark.parametrize("groups", [48, 3_200])
def test_both_ways_count_a_large_table_alike(groups: int) -> None:
    table = np.sort(np.random.default_rng(7).integers(0, groups, (3_000, 25), dtype=np.int32), axis=1)
    sizes = np.full(groups, 40, dtype=np.int64)
    with patch.object(pairs, "FEW_GROUPS", 10_000):
        products = likeliest_pair(table, sizes)
    with patch.object(pairs, "FEW_GROUPS", 0):
        assert likeliest_pair(table, sizes) == products
