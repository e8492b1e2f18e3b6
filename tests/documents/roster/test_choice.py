"""Closed lists: the allowed values and guesses at others."""

from __future__ import annotations

from typing import Any

import pytest

from expertpool.documents.roster.choice import read_choice
from expertpool.documents.roster.columns import COLUMNS, EXPERTS


@pytest.mark.parametrize("column", [column for column in COLUMNS if column.values], ids=lambda column: column.key)
def test_every_allowed_value_is_read_with_blanks_and_width_aside(column: Any, outcome: Any) -> None:
    for value in column.values:
        for written in (value, f" {value}\u3000", " ".join(value)):
            assert outcome(read_choice(written, key=column.key, values=column.values)) == (value, [])


@pytest.mark.parametrize(
    ("key", "written", "near"),
    [
        ("employer_kind", "民企", "民营企业"),
        ("employer_kind", "国企", "国有企业"),
        ("employer_kind", "事业", "事业单位"),
        ("employer_kind", "其它", "其他"),
        ("employer_kind", "民营公司", "民营企业"),
        ("level", "副高", "副高级"),
        ("level", "正高", "正高级"),
        ("gender", "male", "男"),
        ("status", "出库", "移出"),
        ("integrity", "良好", "正常"),
        ("level", "特级", ""),
    ],
)
def test_other_values_are_refused_with_the_allowed_ones_and_the_likely_one(
    key: str, written: str, near: str, outcome: Any
) -> None:
    values = EXPERTS.by_key[key].values
    parsed = read_choice(written, key=key, values=values)
    assert (outcome(parsed), dict(parsed.faults[0].params)) == (
        (None, ["NOT_ALLOWED"]),
        {"allowed": "、".join(values), "near": near},
    )
