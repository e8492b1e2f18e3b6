"""The filed plan of a group is read, frozen and thawed without a change, and says what is wrong with it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from blind.encoding import canonical, strict_parse
from expertpool.errors import Refusal
from expertpool.reviewing.group_plan import Extra, read_group_plan, thawed

PLAN = """
group = "2025-a"
title = "甲组"
sheet = "ten-dimensions"
method = "double-marking/1"
line = "75"

[parameters]
tolerance = "15"

[extra]
wide_share = "1/2"
near_the_line = 6
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "plan.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_plan_is_frozen_and_thawed_without_a_change(tmp_path: Path) -> None:
    read = read_group_plan(write(tmp_path, PLAN))
    plan, extra = thawed(strict_parse(canonical(read.frozen())))
    assert (plan, extra) == (read.plan, Extra(share=Fraction(1, 2), near=6))
    assert dict(plan.parameters) == {"tolerance": 1500}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('group = "2025-a"', 'group = "甲"', "scores.group_id_bad"),
        ('sheet = "ten-dimensions"', 'sheet = "none.toml"', "scores.no_sheet"),
        ('wide_share = "1/2"', 'wide_share = "half"', "scores.plan_cannot_be"),
        ('wide_share = "1/2"', 'wide_share = "1/2"\nwide_apart = "5"', "scores.plan_cannot_be"),
        ("near_the_line = 6", "nearest = 6", "scores.sheet_unknown_key"),
        ('title = "甲组"', "", "scores.sheet_missing"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_with_its_field(tmp_path: Path, old: str, new: str, code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_group_plan(write(tmp_path, PLAN.replace(old, new)))
    assert refusal.value.code == code
