"""Exact tails against counting everything, and figures as text that never understates."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertpool.oversight.figure import shown
from expertpool.oversight.tails import hypergeometric_tail, several_chances_tail


@given(st.integers(1, 8), st.data())
def test_hypergeometric_tail_is_the_share_of_all_draws_that_reach_the_number(population: int, data) -> None:
    marked = data.draw(st.integers(0, population))
    drawn = data.draw(st.integers(0, population))
    at_least = data.draw(st.integers(-1, population + 1))
    draws = list(combinations(range(population), drawn))
    reached = sum(sum(one < marked for one in draw) >= at_least for draw in draws)
    found = hypergeometric_tail(at_least, population=population, marked=marked, drawn=drawn)
    assert found == Fraction(reached, len(draws))


@given(st.lists(st.fractions(0, 1, max_denominator=7), max_size=6), st.integers(-1, 7))
def test_tail_of_several_chances_is_the_sum_over_all_outcomes(chances: list[Fraction], at_least: int) -> None:
    whole = Fraction(0)
    for outcome in product((0, 1), repeat=len(chances)):
        if sum(outcome) >= at_least:
            weight = Fraction(1)
            for hit, chance in zip(outcome, chances, strict=True):
                weight *= chance if hit else 1 - chance
            whole += weight
    assert several_chances_tail(at_least, chances) == whole


@pytest.mark.parametrize(("marked", "drawn"), [(4, 1), (1, 4), (-1, 1)])
def test_a_draw_that_cannot_be_is_refused(marked: int, drawn: int) -> None:
    with pytest.raises(ValueError, match="more marked or drawn"):
        hypergeometric_tail(1, population=3, marked=marked, drawn=drawn)


def test_a_chance_over_one_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        several_chances_tail(1, [Fraction(3, 2)])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(1), "1"),
        (Fraction(1, 3), "0.334"),
        (Fraction(1, 8), "0.125"),
        (Fraction(9999, 10000), "1"),
        (Fraction(25, 2), "12.5"),
        (Fraction(1234), "1240"),
        (Fraction(1, 3_000_000), "3.34e-7"),
        (Fraction(1, 10_000), "0.0001"),
        (Fraction(1, 100_000), "1e-5"),
    ],
)
def test_a_fraction_is_shown_with_three_figures_rounded_up(value: Fraction, text: str) -> None:
    assert shown(value) == text


@given(st.fractions(Fraction(1, 10**12), 10**6))
def test_a_shown_figure_is_never_less_than_the_exact_one_and_close_to_it(value: Fraction) -> None:
    text = Fraction(shown(value))
    assert value <= text <= value * Fraction(101, 100)
