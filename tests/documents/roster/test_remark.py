"""Rows that are no experts are reported, and rows that are experts are never taken for notes."""

from __future__ import annotations

from typing import Any

import pytest


def with_row(rosters: Any, row: list[Any]) -> list[tuple[str, str, str | None]]:
    reading = rosters.read([*rosters.lines([rosters.person(1)]), row])
    assert reading.good == 1
    told: list[tuple[str, str, str | None]] = rosters.told(reading)
    return told


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["合计", "20人"], "total_row"),
        (["合计：20人"], "total_row"),
        (["", "小 计", "", 3, 4], "total_row"),
        (["总计", "", "", 20, "", "", "", "", 20], "total_row"),
        (["注：1.请如实填写；2.不得涂改。"], "note_row"),
        (["备注：本表一式两份"], "note_row"),
        (["填表人：赵六", "", "", "联系电话：123"], "note_row"),
        (["", "", "审核人：", "", "日期：2026年"], "note_row"),
        (["（盖章）"], "note_row"),
        (["以下空白"], "note_row"),
        (["二、采矿专业"], "note_row"),
        (["（二）采矿专业"], "note_row"),
        (["本名册依据云岭市人力资源和社会保障局的通知编制，供抽取使用"], "note_row"),
        (["示例-0001", "张某某"], "example_row"),
        (list("123456789"), "numbering_row"),
        (["（1）", "（2）", "（3）", "（4）", "（5）"], "numbering_row"),
    ],
)
def test_a_row_that_is_no_expert_is_reported_and_not_read(rosters: Any, row: list[Any], code: str) -> None:
    assert with_row(rosters, row) == [("notice", code, None)]


def test_a_repeated_head_is_reported_and_not_read(rosters: Any) -> None:
    heads = rosters.lines([rosters.person(1)])[0]
    assert with_row(rosters, heads) == [("notice", "repeated_head", None)]


def test_blank_rows_are_passed_over_without_a_word(rosters: Any) -> None:
    head, first, second = rosters.lines([rosters.person(1), rosters.person(2)])
    reading = rosters.read([head, [], first, ["", " ", "\u3000"], second, [], []])
    assert (reading.rows, reading.problems) == ((3, 5), ())


def test_running_numbers_prepared_for_later_rows_count_as_blank(rosters: Any) -> None:
    head, first = rosters.lines([rosters.person(1)])
    reading = rosters.read([["序号", *head], [1, *first], [2], [3]])
    assert rosters.told(reading) == [("notice", "unknown_column", "A1")]


@pytest.mark.parametrize(
    ("row", "missing"),
    [
        (["E0002"], "BEGHI"),
        (["E0002", "王五"], "EGHI"),
        (["", "王五", "", "男"], "AEGHI"),
        (["E0002", "合计"], None),
    ],
)
def test_a_row_with_little_in_it_is_still_an_expert_with_errors(
    rosters: Any, row: list[str], missing: str | None
) -> None:
    expected = (
        [("notice", "total_row", None)] if missing is None else [("error", "missing_value", f"{c}3") for c in missing]
    )
    assert with_row(rosters, row) == expected


def test_an_expert_whose_name_or_employer_sounds_like_a_note_is_read(rosters: Any) -> None:
    people = [
        rosters.person(1, name="合计"),
        rosters.person(2, employer="审核人员培训中心"),
        rosters.person(3, name="示例"),
    ]
    reading = rosters.read(rosters.lines(people))
    assert (reading.good, rosters.told(reading)) == (3, [])
