"""Records have exactly the fields their format names."""

from __future__ import annotations

from typing import Any

import pytest

from blind.errors import Malformed
from blind.fields import NOTHING, Kind, exact, natural, texts

FIELDS: dict[str, Kind] = {"name": str, "count": int, "end": (int, NOTHING)}


@pytest.mark.every
@pytest.mark.parametrize(
    ("value", "code", "facts"),
    [
        ([], "not-an-object", {"what": "x"}),
        (None, "not-an-object", {"what": "x"}),
        ({"name": "a", "count": 1}, "wrong-fields", {"what": "x", "missing": ["end"], "unknown": []}),
        (
            {"name": "a", "count": 1, "end": None, "note": ""},
            "wrong-fields",
            {"what": "x", "missing": [], "unknown": ["note"]},
        ),
        ({"name": "a", "count": "1", "end": 1}, "wrong-type", {"what": "x", "field": "count", "found": "str"}),
        ({"name": "a", "count": True, "end": 1}, "wrong-type", {"what": "x", "field": "count", "found": "bool"}),
        ({"name": None, "count": 1, "end": 1}, "wrong-type", {"what": "x", "field": "name", "found": "NoneType"}),
    ],
)
def test_record_with_other_fields_or_types_is_refused(value: object, code: str, facts: dict[str, Any]) -> None:
    with pytest.raises(Malformed) as caught:
        exact(value, FIELDS, what="x")
    assert (caught.value.code, caught.value.facts) == (code, facts)


def test_record_with_its_fields_comes_back() -> None:
    record = {"end": None, "name": "a", "count": 1}
    assert exact(record, FIELDS, what="x") is record


def test_natural_numbers_start_at_zero_and_are_no_truths() -> None:
    assert natural(0, what="x") == 0
    for wrong in (-1, True, "1", None, 1.0):
        with pytest.raises(Malformed, match="not-a-natural-number"):
            natural(wrong, what="x")


def test_lists_of_text_hold_text_alone() -> None:
    assert texts(["a", ""], what="x") == ["a", ""]
    for wrong in (["a", 1], "ab", None, ("a",)):
        with pytest.raises(Malformed, match="not-a-list-of-text"):
            texts(wrong, what="x")
