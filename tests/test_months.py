"""Months by the calendar, held against counting one month after another."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertpool.months import months_on

BEIJING = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2025-01-31", 1, "2025-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2025-02-28", 1, "2025-03-28"),
        ("2025-08-31", 6, "2026-02-28"),
        ("2025-12-31", 1, "2026-01-31"),
        ("2025-05-31", 1, "2025-06-30"),
        ("2025-07-15", 0, "2025-07-15"),
        ("2025-03-31", -1, "2025-02-28"),
        ("2025-01-15", -1, "2024-12-15"),
        ("2025-12-31", -13, "2024-11-30"),
    ],
)
def test_a_month_later_has_the_same_day_number_or_is_the_months_last_day(day: str, months: int, later: str) -> None:
    assert months_on(date.fromisoformat(day), months) == date.fromisoformat(later)


def test_a_moment_keeps_its_time_and_its_zone() -> None:
    moment = datetime(2025, 3, 31, 23, 59, 58, 7, tzinfo=BEIJING)
    assert months_on(moment, -1) == datetime(2025, 2, 28, 23, 59, 58, 7, tzinfo=BEIJING)


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)), st.integers(-400, 400))
def test_it_lands_in_the_month_that_steps_of_one_month_reach(day: date, months: int) -> None:
    year, month = day.year, day.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        year, month = (year + 1, 1) if month == 13 else (year - 1, 12) if month == 0 else (year, month)
    found = months_on(day, months)
    assert (found.year, found.month) == (year, month)
    assert found.day == day.day or ((found + timedelta(days=1)).day == 1 and found.day < day.day)


@pytest.mark.parametrize("months", [12 * 8000, -12 * 2025, -12 * 2026])
def test_what_no_calendar_reaches_is_an_error_and_no_other_day(months: int) -> None:
    with pytest.raises(ValueError, match="year"):
        months_on(date(2025, 2, 28), months)
