"""The methods of a filed plan, exact to the fraction, and the lines, rounding rules and scores they work on."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blind.combining.line import Line, above, where
from blind.combining.methods import METHODS, State, combine
from blind.combining.rounding import ROUNDINGS
from blind.combining.scores import Score, by_packet, components
from blind.errors import Malformed

MARKS = st.lists(st.integers(0, 10000), min_size=3, max_size=9)


def test_the_methods_and_their_versions_are_frozen() -> None:
    assert sorted(METHODS) == ["double-marking/1", "grades/1", "plain-mean/1", "trimmed-mean/1"]


def test_a_plain_mean_is_exact() -> None:
    assert combine("plain-mean/1", [8000, 8000, 8001]).result == Fraction(24001, 3)


def test_too_few_scores_give_no_result() -> None:
    for method in ("plain-mean/1", "trimmed-mean/1", "grades/1"):
        assert combine(method, [8000, 9000]) == combine(method, [])
        assert combine(method, []).state is State.TOO_FEW
    assert combine("plain-mean/1", [8000, 9000], parameters={"least": 2}).result == 8500


def test_a_trimmed_mean_drops_one_highest_and_one_lowest_from_five_on() -> None:
    found = combine("trimmed-mean/1", [9000, 5000, 8000, 9000, 7000])
    assert (found.result, found.used) == (Fraction(24000, 3), (0, 2, 4))
    assert combine("trimmed-mean/1", [9000, 5000, 8000, 9000]).result == 7750
    assert combine("trimmed-mean/1", [9000, 5000, 8000, 9000], parameters={"trim_from": 4}).result == 8500


@given(MARKS)
def test_a_trimmed_mean_equals_the_sum_without_its_ends(marks: list[int]) -> None:
    inner = sorted(marks)[1:-1] if len(marks) >= 5 else marks
    assert combine("trimmed-mean/1", marks).result == Fraction(sum(inner), len(inner))


@given(MARKS)
def test_no_method_but_double_marking_depends_on_the_order_of_readers(marks: list[int]) -> None:
    for method in ("plain-mean/1", "trimmed-mean/1", "grades/1"):
        assert combine(method, marks).result == combine(method, marks[::-1]).result


def test_grades_give_the_middle_one() -> None:
    assert combine("grades/1", [9500, 5000, 8000]).result == 8000
    assert combine("grades/1", [9500, 5000, 8000, 9500]).result == 8000


@pytest.mark.parametrize(
    ("marks", "state", "result"),
    [
        ([8000], State.TOO_FEW, None),
        ([8000, 9500], State.FINAL, Fraction(8750)),
        ([8000, 9501], State.THIRD_READER, None),
        ([6000, 9500, 9000], State.FINAL, Fraction(9250)),
        ([6000, 9000, 7500], State.FINAL, Fraction(8250)),
        ([2000, 9500, 6000], State.ARBITRATION, None),
        ([2000, 9500, 6000, 7200], State.FINAL, Fraction(7200)),
    ],
)
def test_double_marking_goes_from_two_readers_to_a_third_to_an_arbiter(
    marks: list[int], state: State, result: Fraction | None
) -> None:
    found = combine("double-marking/1", marks, parameters={"tolerance": 1500})
    assert (found.state, found.result) == (state, result)


@pytest.mark.every
@pytest.mark.parametrize(
    ("method", "parameters", "error"),
    [
        ("mean", {}, "unknown-method"),
        ("plain-mean/2", {}, "unknown-method"),
        ("plain-mean/1", {"tolerance": 3}, "wrong-parameters"),
        ("plain-mean/1", {"least": -1}, "wrong-parameters"),
        ("double-marking/1", {}, "wrong-parameters"),
    ],
)
def test_a_method_the_plan_cannot_mean_is_refused(method: str, parameters: dict[str, int], error: str) -> None:
    with pytest.raises(Malformed, match=error):
        combine(method, [1, 2, 3], parameters=parameters)


@pytest.mark.parametrize("mark", [8000.0, True, "8000", None])
def test_a_score_is_a_whole_number_of_hundredths(mark: Any) -> None:
    with pytest.raises(Malformed, match="not-a-score"):
        combine("plain-mean/1", [8000, 8000, mark])
    with pytest.raises(Malformed, match="not-a-score"):
        by_packet([Score("p", "r", mark)])


def test_rounding_rules_part_at_halves() -> None:
    values = [Fraction(5, 2), Fraction(7, 2), Fraction(29, 10)]
    rounded = {name: [int(rule(value, Fraction(1))) for value in values] for name, rule in ROUNDINGS.items()}
    assert rounded == {"half-up": [3, 4, 3], "half-even": [2, 4, 3], "cut": [2, 3, 2]}
    assert ROUNDINGS["half-up"](Fraction(24001, 3), Fraction(100)) == 8000


def test_a_line_is_a_mark_or_a_number_of_places() -> None:
    values = {"a": Fraction(90), "b": Fraction(80), "c": Fraction(80), "d": Fraction(70)}
    assert above(values, Line(mark=80)) == {"a", "b", "c"}
    assert above(values, Line(places=3)) == {"a", "b", "c"}
    assert above(values, Line(places=9)) == set(values)
    assert above(values, Line(places=0)) == set()
    for wrong in ({}, {"mark": 1, "places": 1}, {"places": -1}):
        with pytest.raises(Malformed, match="not-a-line"):
            Line(**wrong)


def test_equals_at_the_last_place_are_not_parted_by_chance() -> None:
    values = {"a": Fraction(90), "b": Fraction(80), "c": Fraction(80)}
    assert above(values, Line(places=2)) == {"a"}


def test_a_line_of_places_stands_half_way_between_the_last_in_and_the_first_out() -> None:
    values = {"a": 90.0, "b": 80.0, "c": 70.0}
    assert [where(values, Line(places=number)) for number in range(4)] == [float("inf"), 85.0, 75.0, float("-inf")]
    assert where(values, Line(mark=60)) == 60.0


def test_scores_are_ordered_by_codes_and_none_is_doubled() -> None:
    scores = [Score("b", "2", 1), Score("a", "9", 2), Score("b", "1", 3)]
    assert list(by_packet(scores).items()) == [("a", (scores[1],)), ("b", (scores[2], scores[0]))]
    with pytest.raises(Malformed, match="scored-twice"):
        by_packet([*scores, Score("b", "1", 3)])


def test_packets_hang_together_by_common_readers() -> None:
    scores = [Score("a", "1", 0), Score("b", "1", 0), Score("b", "2", 0), Score("c", "3", 0)]
    assert components(scores) == [{"a", "b"}, {"c"}]
    assert components([*scores, Score("c", "2", 0)]) == [{"a", "b", "c"}]
