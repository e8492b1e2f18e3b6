"""Expert numbers are text, whatever Excel has made of them."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest

from expertpool.documents.roster.grid import BadCell
from expertpool.documents.roster.number import read_number, read_numbers


@pytest.mark.parametrize(
    ("raw", "number", "faults"),
    [
        ("0007", "0007", []),
        (7.0, "7", []),
        (7, "7", []),
        (7.5, "7.5", []),
        ("E 0007", "E0007", ["number_blanks"]),
        ("1.50203E+17", None, ["NUMBER_LOST"]),
        ("1E5", "1E5", []),
        (1e15, None, ["NUMBER_LOST"]),
        (float("inf"), None, ["NUMBER_LOST"]),
        ("E1、E2", None, ["NUMBER_SHAPE"]),
        ("E" * 65, None, ["NUMBER_SHAPE"]),
        (True, None, ["WRONG_TYPE"]),
        (date(2025, 3, 5), None, ["BECAME_DATE"]),
        (time(3, 5), None, ["BECAME_DATE"]),
        (timedelta(hours=30), None, ["BECAME_DATE"]),
        (BadCell("roster.excel_error", "#N/A"), None, ["EXCEL_ERROR"]),
    ],
)
def test_expert_numbers_stay_text(raw: Any, number: str | None, faults: list[str], outcome: Any) -> None:
    assert outcome(read_number(raw)) == (number, faults)


@pytest.mark.parametrize("raw", ["E1、E2", "E1;E2", "E1,E2", "E1，E2", "E1；E2", "E1 E2", "E1\nE2", "E2、E1、E2、"])
def test_expert_numbers_in_one_cell_come_apart_at_any_separator(raw: str, outcome: Any) -> None:
    assert outcome(read_numbers(raw)) == (frozenset({"E1", "E2"}), [])


def test_one_expert_number_stored_as_a_number_is_its_digits(outcome: Any) -> None:
    assert outcome(read_numbers(31.0)) == (frozenset({"31"}), [])
