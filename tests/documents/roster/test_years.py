"""Years of service: lists, ranges, and what Excel runs together."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from expertpool.documents.roster.years import read_years

TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    "raw",
    [
        "2022、2023;2024",
        "2022,2023,2024",
        "2022-2024",
        "2022-2024年",
        "2022～2024",
        "2022—2024年度",
        "2022年至2024年",
        "2022年、2023年、2024年",
        "2022 2023 2024",
        "2022\n2023\n2024",
        "２０２２；2023，2024",
        "2022.2023.2024",
        "2022、2023-2024",
        "2022及2023、2024",
        "2022.0、2023.0、2024.0",
    ],
)
def test_years_come_in_lists_and_ranges(raw: str, outcome: Any) -> None:
    assert outcome(read_years(raw, today=TODAY)) == (frozenset({2022, 2023, 2024}), [])


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (2024.0, (frozenset({2024}), [])),
        (2024, (frozenset({2024}), [])),
        (2022.2023, (frozenset({2022, 2023}), [])),
        ("2026", (frozenset({2026}), [])),
        (20222023.0, (None, ["YEARS_RUN_TOGETHER"])),
        (202220232024, (None, ["YEARS_RUN_TOGETHER"])),
        ("2024-2022", (None, ["YEAR_RANGE"])),
        ("2027", (None, ["YEAR_FUTURE"])),
        ("1900", (None, ["YEAR_IMPLAUSIBLE"])),
        ("0001-9999", (None, ["YEAR_FUTURE"])),
        ("22、23", (None, ["YEAR_SHAPE"])),
        ("三次", (None, ["YEAR_SHAPE"])),
        (True, (None, ["YEAR_SHAPE"])),
        (date(2022, 1, 1), (None, ["BECAME_DATE"])),
        (float("inf"), (None, ["YEAR_SHAPE"])),
    ],
)
def test_years_that_are_none_are_told(raw: Any, expected: tuple[Any, list[str]], outcome: Any) -> None:
    assert outcome(read_years(raw, today=TODAY)) == expected
