"""Days and months in every spelling offices use."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expertpool.documents.roster.dates import read_day, read_month
from expertpool.documents.roster.grid import BadCell

TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    "raw",
    [
        date(2024, 3, 1),
        datetime(2024, 3, 1, 8, 30),  # noqa: DTZ001  # workbooks hold times without a zone
        "2024-03-01",
        "2024/3/1",
        "2024.3.1",
        "2024年3月1日",
        "2024 年 3 月 1 日",
        "2024年3月1",
        "２０２４-０３-０１",
        "2024－03－01",
        "2024—03—01",
        "2024-03-01 00:00:00",
        "2024-03-01T08:00:00",
        "20240301",
        20240301.0,
        "2024.3",
        2024.3,
        "2024-03",
        "2024/03",
        "2024年3月",
        "2024年3月份",
        "202403",
        202403,
        "２０２４-０３",
    ],
)
def test_a_first_day_is_read_however_it_is_written(raw: Any, outcome: Any) -> None:
    assert outcome(read_day(raw, last=False, today=TODAY)) == (date(2024, 3, 1), [])


@pytest.mark.parametrize(
    ("raw", "day"), [("2024.2", date(2024, 2, 29)), ("2025年2月", date(2025, 2, 28)), ("2024-12-05", date(2024, 12, 5))]
)
def test_a_month_alone_ends_with_its_last_day(raw: str, day: date, outcome: Any) -> None:
    assert outcome(read_day(raw, last=True, today=TODAY)) == (day, [])


@pytest.mark.parametrize("raw", [45352, 45352.0, 45352.75, "45352"])
def test_a_serial_number_is_read_with_a_notice(raw: Any, outcome: Any) -> None:
    assert outcome(read_day(raw, last=False, today=TODAY)) == (date(2024, 3, 1), ["date_serial"])


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("2024", "DATE_YEAR_ONLY"),
        (2024.0, "DATE_YEAR_ONLY"),
        ("2024年", "DATE_YEAR_ONLY"),
        (2024.1, "DATE_AMBIGUOUS"),
        ("2024-02-30", "DATE_NONE"),
        ("2024-13-01", "DATE_NONE"),
        ("2024-00", "DATE_NONE"),
        ("长期", "DATE_SHAPE"),
        ("至今", "DATE_SHAPE"),
        ("3/1/2024", "DATE_SHAPE"),
        ("24-3-1", "DATE_SHAPE"),
        ("2024-03-01至2027-02-28", "DATE_SHAPE"),
        (True, "DATE_SHAPE"),
        (time(3), "DATE_SHAPE"),
        (1e300, "DATE_SHAPE"),
        (float("nan"), "DATE_SHAPE"),
        (date(1905, 7, 16), "DATE_IMPLAUSIBLE"),
        ("0024-03-01", "DATE_IMPLAUSIBLE"),
        (BadCell("roster.formula_empty"), "FORMULA_EMPTY"),
    ],
)
def test_what_is_no_day_is_an_error(raw: Any, code: str, outcome: Any) -> None:
    assert outcome(read_day(raw, last=False, today=TODAY)) == (None, [code])


@pytest.mark.parametrize(
    ("raw", "value"), [("2024.1", date(2024, 1, 1)), ("2024.10", date(2024, 10, 1)), ("2024.01", date(2024, 1, 1))]
)
def test_only_a_bare_point_one_may_be_october(raw: str, value: date, outcome: Any) -> None:
    expected = ["date_perhaps_october"] if raw == "2024.1" else []
    assert outcome(read_day(raw, last=False, today=TODAY)) == (value, expected)


@pytest.mark.parametrize(("raw", "far"), [("2099-12-31", True), ("9999-12-31", True), ("2076-12-31", False)])
def test_a_day_far_ahead_is_read_with_a_notice(raw: str, far: bool, outcome: Any) -> None:
    assert outcome(read_day(raw, last=True, today=TODAY)) == (date.fromisoformat(raw), ["date_far"] * far)


@given(st.dates(date(1980, 1, 1), date(2060, 12, 31)))
def test_every_written_form_of_a_day_means_that_day(day: date) -> None:
    forms: list[Any] = [
        day,
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y/%m/%d}",
        f"{day:%Y%m%d}",
    ]
    assert {read_day(form, last=False, today=TODAY).value for form in forms} == {day}


@pytest.mark.parametrize(
    "raw", ["1970-05", "1970年5月", "1970.5", 1970.5, "197005", "1970-05-17", date(1970, 5, 17), "19700517"]
)
def test_a_month_of_birth_is_its_first_day(raw: Any, outcome: Any) -> None:
    assert outcome(read_month(raw, today=TODAY)) == (date(1970, 5, 1), [])


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2099-01", (None, ["DATE_IMPLAUSIBLE"])),
        ("1899-12", (None, ["DATE_IMPLAUSIBLE"])),
        ("1970-13", (None, ["DATE_NONE"])),
        ("1970-02-30", (None, ["DATE_NONE"])),
        ("0000-01-01", (None, ["DATE_NONE"])),
        ("680512", (None, ["DATE_IMPLAUSIBLE"])),
        ("2015-01", (date(2015, 1, 1), ["age_implausible"])),
        ("1920-01", (date(1920, 1, 1), ["age_implausible"])),
    ],
)
def test_a_month_of_birth_that_cannot_be_is_told(raw: str, expected: tuple[Any, list[str]], outcome: Any) -> None:
    assert outcome(read_month(raw, today=TODAY)) == expected
