"""Forms in TOML: the two that come with the program, and what is said about one that cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from blind.scoresheet.rubric import Rubric
from expertpool.errors import Refusal
from expertpool.reviewing.sheet_file import read_sheet, shipped

SOUND = """
code = "own"
version = 1
title = "自定打分表"
[scale]
lowest = "0"
highest = "100"
step = "0.5"
reason_to = "40"
reason_from = "95"
[[indicator]]
code = "a"
title = "甲"
weight = 1
[[indicator]]
code = "b"
title = "乙"
weight = 1
anchors = { "92.5" = "好" }
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "sheet.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_starting_sheets_are_those_of_the_notice() -> None:
    found = shipped()
    assert {code: [one.title for one in form.indicators] for code, form in found.items()} == {
        "private-enterprise": [
            "品德与职业道德", "专业能力", "技术创新", "专利发明", "成果转化", "技术推广", "标准制定",
        ],
        "ten-dimensions": [
            "思想品德", "职业道德", "专业能力", "技术水平", "学术影响力",
            "创新成效", "决策咨询", "人才培养", "公共服务", "中试成果",
        ],
    }  # fmt: skip  # one sheet a block
    assert [form.weight for form in found.values()] == [100, 100]


def test_no_starting_sheet_counts_papers_and_none_lets_one_indicator_decide() -> None:
    for form in shipped().values():
        assert "论文" not in form.to_bytes().decode()
        assert max(one.weight for one in form.indicators) <= form.weight / 4


def test_innovation_patents_conversion_extension_and_standards_are_the_main_measure_for_private_firms() -> None:
    form = shipped()["private-enterprise"]
    main = sum(one.weight for one in form.indicators if one.code not in {"ethics", "ability"})
    assert 4 * main >= 3 * form.weight


def test_every_indicator_of_a_starting_sheet_has_anchors_at_both_extremes() -> None:
    for form in shipped().values():
        for one in form.indicators:
            marks = [anchor.at for anchor in one.anchors]
            assert (max(marks), min(marks)) == (form.scale.reason_from, form.scale.reason_to)


def test_a_starting_sheet_reads_back_from_its_canonical_bytes() -> None:
    assert {code: Rubric.parse(form.to_bytes()) for code, form in shipped().items()} == shipped()


def test_an_offices_own_sheet_is_read_in_hundredths(tmp_path: Path) -> None:
    form = read_sheet(written(tmp_path, SOUND))
    assert (form.scale.step, form.scale.highest, form.indicators[1].anchors[0].at) == (50, 10000, 9250)


@pytest.mark.parametrize(
    ("old", "new", "code", "field"),
    [
        ('step = "0.5"', "step = 0.5", "scores.not_points", "step"),
        ('step = "0.5"', 'step = "0.123"', "scores.not_points", "step"),
        ('step = "0.5"', 'step = "0.3"', "scores.sheet_cannot_be", None),
        ('code = "own"', "", "scores.sheet_missing", "code"),
        ("version = 1", "version = true", "scores.sheet_missing", "version"),
        ('code = "own"', 'code = "own"\ngate = 3', "scores.sheet_unknown_key", "gate"),
        ('code = "b"', 'code = "a"', "scores.sheet_cannot_be", None),
        ("weight = 1\nanchors", "weight = 2\nanchors", "scores.sheet_cannot_be", "b"),
        ('"92.5"', '"101"', "scores.sheet_cannot_be", "b"),
        ("[scale]", "[scale", "scores.sheet_not_toml", None),
    ],
)
def test_what_is_wrong_with_a_sheet_is_named_with_its_place(
    tmp_path: Path, old: str, new: str, code: str, field: str | None
) -> None:
    path = written(tmp_path, SOUND.replace(old, new, 1))
    with pytest.raises(Refusal) as refused:
        read_sheet(path)
    where = refused.value.where
    assert where is not None
    assert (refused.value.code, where.file, where.field) == (code, str(path), field)


def test_a_sheet_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sheet.toml"
    path.write_bytes(SOUND.encode("gb18030"))
    with pytest.raises(Refusal, match="sheet_not_text"):
        read_sheet(path)
