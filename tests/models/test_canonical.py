"""One spelling for a record."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from expertpool.canonical import canonical_json, plain
from expertpool.rules.facts import Level, SeatRange


def test_values_have_one_spelling() -> None:
    value = {
        "乙": Fraction(2, 6),
        "甲": [Level.FULL_SENIOR, date(2025, 8, 15), None, True, 3],
        "丙": SeatRange(at_least=2),
    }
    assert canonical_json(value).decode() == (
        '{"丙":{"at_least":2,"at_most":null},"乙":"1/3","甲":["正高级","2025-08-15",null,true,3]}'
    )


def test_sets_are_sorted() -> None:
    assert plain(frozenset({2024, 2022, 2023})) == [2022, 2023, 2024]
    assert plain({"乙", "甲", "丙"}) == sorted(["乙", "甲", "丙"])


@pytest.mark.parametrize("value", [0.5, [1.0], {"share": 1 / 3}, b"bytes", object()])
def test_value_without_one_spelling_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="canonical"):
        canonical_json(value)
