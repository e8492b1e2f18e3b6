"""Sets that grow together: the same sets as walking every pair until nothing changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from solver.merging import Merging

PAIRS = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=20)


@given(PAIRS)
def test_a_set_is_what_pairs_reach_and_is_known_by_its_smallest(pairs: list[tuple[int, int]]) -> None:
    merging = Merging(12)
    for one, other in pairs:
        merging.join(one, other)
    smallest = list(range(12))
    for _ in range(12):
        for one, other in pairs:
            smallest[one] = smallest[other] = min(smallest[one], smallest[other])
    assert [merging.first(place) for place in range(12)] == smallest
