"""Periods include both their days, three years end on the same day of the month, and spellings of a unit meet."""

from __future__ import annotations

from datetime import date

import pytest

from expertpool.rules.period import at_most_years, covers, years_later
from expertpool.rules.units import unit_key


@pytest.mark.parametrize(
    ("start", "end", "day", "answer"),
    [
        (date(2024, 3, 1), date(2027, 2, 28), date(2024, 3, 1), True),
        (date(2024, 3, 1), date(2027, 2, 28), date(2027, 2, 28), True),
        (date(2024, 3, 1), date(2027, 2, 28), date(2024, 2, 29), False),
        (date(2024, 3, 1), None, date(2024, 2, 29), False),
        (None, date(2027, 2, 28), date(2027, 3, 1), False),
        (date(2024, 3, 1), None, date(2025, 1, 1), None),
        (None, None, date(2025, 1, 1), None),
    ],
)
def test_a_period_covers_its_first_and_last_day(start, end, day, answer):
    assert covers(start, end, day) is answer


@pytest.mark.parametrize(
    ("day", "years", "later"),
    [
        (date(2024, 3, 1), 3, date(2027, 3, 1)),
        (date(2024, 2, 29), 3, date(2027, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(9998, 5, 1), 1_000_000, date(9999, 5, 1)),
    ],
)
def test_years_later_is_the_same_day_or_the_months_last(day, years, later):
    assert years_later(day, years) == later


def test_a_leap_day_term_of_three_years_ends_on_the_last_of_february():
    assert at_most_years(date(2024, 2, 29), date(2027, 2, 28), 3) is True
    assert at_most_years(date(2024, 2, 29), date(2027, 3, 1), 3) is False
    assert at_most_years(date(2024, 2, 29), None, 3) is None


@pytest.mark.parametrize(
    "spelling",
    ["云岭(集团)有限公司 ABC", "云岭（集团）有限公司ABC", "云岭（集团）有限公司　ａｂｃ", "云岭(集团)\n有限公司abc"],
)
def test_spellings_of_one_unit_meet(spelling):
    assert unit_key(spelling) == "云岭(集团)有限公司abc"


def test_an_affiliate_is_another_unit_until_it_is_declared():
    assert unit_key("云岭稀土研究院检测中心") != unit_key("云岭稀土研究院")
