"""Bounds: their two readings agree, ends are included, and malformed ones are refused with the cause."""

from __future__ import annotations

from fractions import Fraction
from itertools import chain, combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver.bounds import Bound, CountRange, never_both, share_range
from solver.errors import BadProblem
from tests.solver.problems import explored, people

RANGES = st.builds(
    lambda low, more: CountRange(low, None if more is None else low + more),
    st.integers(0, 30),
    st.one_of(st.none(), st.integers(0, 30)),
)


class RowKeeper:
    """A model that keeps the rows it is given."""

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []

    def add_row(self, **row: Any) -> int:
        self.rows.append(row)
        return len(self.rows)


@given(RANGES, st.integers(0, 70))
@explored(200)
def test_count_plus_what_is_missing_is_the_nearest_count_in_range(allowed: CountRange, count: int) -> None:
    top = 70 if allowed.at_most is None else allowed.at_most
    nearest = min(range(allowed.at_least, max(top, allowed.at_least) + 1), key=lambda other: abs(other - count))
    assert count + allowed.missing(count) == nearest
    assert allowed.holds(count) == (allowed.missing(count) == 0)


@pytest.mark.parametrize(
    ("seats", "at_least", "at_most", "expected"),
    [
        (13, Fraction(1, 3), None, CountRange(5, None)),
        (12, Fraction(1, 3), None, CountRange(4, None)),
        (25, Fraction(1, 5), Fraction(1, 2), CountRange(5, 12)),
        (25, 5, 7, CountRange(5, 7)),
        (9, Fraction(1), Fraction(1), CountRange(9, 9)),
        (11, Fraction(1, 5), Fraction(1, 5), CountRange(3, 2)),
        (7, 0, 0, CountRange(0, 0)),
        (7, Fraction(0), Fraction(0), CountRange(0, 0)),
        (7, Fraction(2), None, CountRange(14, None)),
        (7, 2, None, CountRange(2, None)),
    ],
)
def test_share_of_seats_is_rounded_to_the_side_that_keeps_it(
    seats: int, at_least: Fraction | int, at_most: Fraction | int | None, expected: CountRange
) -> None:
    assert share_range(seats, at_least=at_least, at_most=at_most) == expected


@given(st.integers(1, 60), st.fractions(0, 1, max_denominator=12), st.integers(0, 60))
@explored(200)
def test_count_keeps_a_share_exactly_when_its_fraction_does(seats: int, share: Fraction, count: int) -> None:
    assert share_range(seats, at_least=share).holds(count) == (Fraction(count, seats) >= share)
    assert share_range(seats, at_most=share).holds(count) == (Fraction(count, seats) <= share)


@given(
    st.sets(st.sampled_from(people(6))),
    st.integers(0, 4),
    st.one_of(st.none(), st.integers(0, 4)),
    st.sets(st.sampled_from(people(6))),
)
@explored(150)
def test_row_for_the_solver_and_reading_for_people_agree_on_every_panel(
    members: set[str], low: int, more: int | None, present: set[str]
) -> None:
    bound = Bound("b", members, at_least=low, at_most=None if more is None else low + more)
    model = RowKeeper()
    handle = bound.add_to(model, {person: person for person in present})
    (row,) = model.rows
    assert (handle, row["label"], row["weights"]) == (1, "b", [1] * len(row["variables"]))
    assert row["variables"] == sorted(members & present)
    for panel in chain.from_iterable(combinations(sorted(present), size) for size in range(len(present) + 1)):
        total = len(set(panel) & set(row["variables"]))
        assert (row["low"] <= total <= row["high"]) == bound.holds(panel)


@pytest.mark.every
@pytest.mark.parametrize(
    ("given_values", "code"),
    [
        ({"members": "E0001"}, "members-text"),
        ({"members": ""}, "members-text"),
        ({"members": ["a"], "at_least": 1.0}, "bound-not-whole"),
        ({"members": ["a"], "at_least": True}, "bound-not-whole"),
        ({"members": ["a"], "at_most": "1"}, "bound-not-whole"),
        ({"members": ["a"], "at_most": False}, "bound-not-whole"),
        ({"members": ["a"], "at_most": Fraction(1, 2)}, "bound-not-whole"),
        ({"members": ["a"], "at_least": -1}, "bound-negative"),
        ({"members": ["a"], "at_most": -1}, "bound-negative"),
        ({"members": ["a"], "price": -1}, "bound-negative"),
    ],
)
def test_malformed_bound_is_refused_with_its_label(given_values: dict[str, Any], code: str) -> None:
    with pytest.raises(BadProblem) as caught:
        Bound(label="民营企业专家", **given_values)
    assert (caught.value.code, caught.value.facts["label"]) == (code, "民营企业专家")
    assert isinstance(caught.value, ValueError)


def test_bound_forgets_order_and_repetition_of_its_members() -> None:
    assert Bound("b", ["x", "y", "x"]) == Bound("b", ("y", "x"))
    assert hash(Bound("b", ["x", "y", "x"])) == hash(Bound("b", ("y", "x")))


def test_bound_counts_a_panel_whose_strangers_it_ignores() -> None:
    bound = Bound("b", ["x", "y"], at_least=1, at_most=1)
    assert [bound.count(panel) for panel in ([], ["x"], ["x", "y"], ["z"])] == [0, 1, 2, 0]
    assert [bound.holds(panel) for panel in ([], ["x"], ["x", "y"], ["z"])] == [False, True, False, False]


@pytest.mark.parametrize("pair", [("李", "王"), ("王", "李")])
def test_pair_reads_as_at_most_one_of_the_two_in_either_order(pair: tuple[str, str]) -> None:
    bound = never_both(pair)
    first, second = sorted(pair)
    assert (bound.label, bound.members) == (f"{first} × {second}", frozenset(pair))
    assert bound.range == CountRange(0, 1)
