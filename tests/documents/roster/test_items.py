"""Several texts in one cell."""

from __future__ import annotations

from typing import Any

import pytest

from expertpool.documents.roster.items import read_items


@pytest.mark.parametrize(
    "raw",
    [
        "冶金、材料",
        "冶金;材料",
        "冶金,材料",
        "冶金，材料",
        "冶金；材料",
        "冶金\n材料",
        "、冶金、、材料、",
        "冶金、材料、冶金",
    ],
)
def test_items_come_apart_at_any_separator_each_once_in_their_order(raw: str, outcome: Any) -> None:
    assert outcome(read_items(raw)) == (("冶金", "材料"), [])


@pytest.mark.parametrize("raw", ["冶金 材料", "冶金/材料"])
def test_an_item_that_looks_like_two_is_noticed(raw: str, outcome: Any) -> None:
    assert outcome(read_items(raw)) == ((raw,), ["perhaps_several"])


def test_items_in_other_scripts_keep_their_blanks(outcome: Any) -> None:
    assert outcome(read_items("Materials Science; IT/OT")) == (("Materials Science", "IT/OT"), [])
