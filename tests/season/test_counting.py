"""Terms counted over holidays and made-up days, forwards and backwards."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertpool.errors import Refusal
from expertpool.season.counting import days_before, latest_start, months_after, working_days_after
from expertpool.season.working_days import Why, YearTable, is_worked, shipped_tables

TABLES = shipped_tables()

GOLDEN = [
    ("2025-09-26", "2025-10-10"),
    ("2025-09-29", "2025-10-13"),
    ("2025-01-24", "2025-02-07"),
    ("2026-02-13", "2026-02-27"),
    ("2026-04-29", "2026-05-09"),
    ("2025-07-07", "2025-07-14"),
    ("2025-08-22", "2025-08-29"),
    ("2025-08-23", "2025-08-29"),
    ("2025-08-25", "2025-09-01"),
]


@pytest.mark.parametrize(("posted", "ends"), GOLDEN)
def test_five_working_days_of_publicity_end_on_the_golden_day(posted: str, ends: str) -> None:
    assert working_days_after(date.fromisoformat(posted), 5, TABLES).end == date.fromisoformat(ends)


def test_the_days_of_a_count_are_shown_with_the_reason_why_they_do_not_count() -> None:
    term = working_days_after(date(2025, 9, 26), 5, TABLES)

    assert [(step.day.day, step.why, step.number) for step in term.steps] == [
        (27, Why.WEEKEND, None),
        (28, Why.MADE_UP, 1),
        (29, Why.WEEKDAY, 2),
        (30, Why.WEEKDAY, 3),
        *((day, Why.HOLIDAY, None) for day in range(1, 9)),
        (9, Why.WEEKDAY, 4),
        (10, Why.WEEKDAY, 5),
    ]


def test_results_must_be_up_by_the_twenty_second_for_the_twenty_ninth_of_august() -> None:
    assert latest_start(date(2025, 8, 29), 5, TABLES) == date(2025, 8, 22)


def test_a_year_without_a_table_is_refused_until_its_days_are_entered() -> None:
    with pytest.raises(Refusal) as refused:
        working_days_after(date(2025, 7, 7), 5, {})
    assert (refused.value.code, refused.value.params) == ("season.year_without_days", {"year": 2025})

    own = YearTable(year=2025, off=frozenset({date(2025, 7, 9)}), worked=frozenset(), source="office")
    assert working_days_after(date(2025, 7, 7), 5, {2025: own}).end == date(2025, 7, 15)


def test_a_count_into_a_year_without_a_table_is_refused() -> None:
    newest = max(TABLES)
    with pytest.raises(Refusal) as refused:
        working_days_after(date(newest, 12, 28), 5, TABLES)
    assert refused.value.params == {"year": newest + 1}


@pytest.mark.parametrize(
    ("start", "months", "ends"),
    [
        ((2025, 8, 14), 1, (2025, 9, 15)),
        ((2025, 7, 15), 1, (2025, 8, 15)),
        ((2025, 1, 31), 1, (2025, 2, 28)),
        ((2025, 9, 1), 1, (2025, 10, 9)),
        ((2025, 12, 15), 1, (2026, 1, 15)),
        ((2024, 1, 31), 1, (2024, 2, 29)),
    ],
)
def test_a_month_ends_on_the_same_day_number_or_the_next_worked_day(start, months, ends) -> None:
    assert months_after(date(*start), months, TABLES) == date(*ends)


def test_a_week_before_does_not_count_the_meeting_day() -> None:
    assert days_before(date(2025, 8, 15), 7) == date(2025, 8, 8)


@given(st.dates(date(2010, 1, 1), date(2025, 11, 30)), st.integers(1, 20))
def test_the_latest_start_is_in_time_and_the_next_worked_day_is_too_late(end: date, count: int) -> None:
    start = latest_start(end, count, TABLES)
    later = start + timedelta(days=1)
    while not is_worked(later, TABLES):
        later += timedelta(days=1)

    assert is_worked(start, TABLES)
    assert working_days_after(start, count, TABLES).end <= end
    assert working_days_after(later, count, TABLES).end > end


@given(st.dates(date(2010, 1, 1), date(2025, 11, 30)), st.integers(1, 20))
def test_a_count_ends_on_a_worked_day_and_counts_as_many_as_asked(start: date, count: int) -> None:
    term = working_days_after(start, count, TABLES)

    assert is_worked(term.end, TABLES)
    assert [step.number for step in term.steps if step.number] == list(range(1, count + 1))
    assert all((step.number is not None) == is_worked(step.day, TABLES) for step in term.steps)


@pytest.mark.parametrize("day", [date(2024, 12, 31), date(2026, 1, 1)])
def test_a_table_with_a_day_of_another_year_is_refused(day: date) -> None:
    with pytest.raises(Refusal) as refused:
        YearTable(year=2025, off=frozenset({day}), worked=frozenset(), source="office")
    assert refused.value.code == "season.day_of_another_year"


def test_the_table_of_2025_is_the_one_the_state_council_published() -> None:
    worked = {date(2025, 1, 26), date(2025, 2, 8), date(2025, 4, 27), date(2025, 9, 28), date(2025, 10, 11)}
    spans = [((1, 1), 1), ((1, 28), 8), ((4, 4), 3), ((5, 1), 5), ((5, 31), 3), ((10, 1), 8)]
    off = {date(2025, *first) + timedelta(days=more) for first, length in spans for more in range(length)}

    assert TABLES[2025].worked == worked
    assert TABLES[2025].off == off
