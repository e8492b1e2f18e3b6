"""Finding the head: title rows, wrapped and merged heads, heads on two rows, several sheets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest

from expertpool.documents.roster.reading import RosterReading, read_roster
from expertpool.errors import Refusal


def test_title_rows_above_the_head_count_as_rows(rosters: Any) -> None:
    lines = [["云岭市专家库"], [], ["填报单位：", "云岭市人社局"], *rosters.lines([rosters.person(1, level="副高")])]
    reading = rosters.read(lines, merges=["A1:P1"])
    assert (reading.head_row, rosters.told(reading)) == (4, [("error", "not_allowed", "I5")])


def test_empty_columns_before_the_table_count_as_columns(rosters: Any) -> None:
    lines = [["", "", *line] for line in rosters.lines([rosters.person(1, level="副高")])]
    assert rosters.told(rosters.read(lines)) == [("error", "not_allowed", "K2")]


def two_rows(rosters: Any) -> list[list[Any]]:
    """聘期 merged over 起 and 止, every other head merged downwards."""
    heads, *rows = rosters.lines([rosters.person(1), rosters.person(2)])
    at = heads.index("聘期起")
    upper = [*heads[:at], "聘期", "", *heads[at + 2 :]]
    lower = [""] * at + ["起", "止"] + [""] * (len(heads) - at - 2)
    return [["名册"], upper, lower, *rows]


@pytest.mark.parametrize("merges", [["J2:K2"], ["J2:K2", "A2:A3", "B2:B3"]])
def test_a_head_on_two_rows_is_joined(rosters: Any, merges: list[str]) -> None:
    reading = rosters.read(two_rows(rosters), merges=merges)
    terms = {(expert.facts.term_start, expert.facts.term_end) for expert in reading.experts}
    assert (reading.head_row, reading.problems, terms) == (3, (), {(date(2025, 1, 1), date(2027, 12, 31))})


def test_groups_above_the_heads_are_set_aside(rosters: Any) -> None:
    heads, *rows = rosters.lines([rosters.person(1)])
    groups = ["基本情况", "", "", "", "单位情况", "", "职称情况", *[""] * (len(heads) - 7)]
    reading = rosters.read([groups, heads, *rows], merges=["A1:D1", "E1:F1"])
    assert (reading.head_row, reading.problems, reading.good) == (2, (), 1)


def test_a_merged_value_counts_for_all_its_rows_with_a_notice(rosters: Any) -> None:
    people = [rosters.person(1), rosters.person(2, employer=""), rosters.person(3, employer="")]
    reading = rosters.read(rosters.lines(people), merges=["E2:E4"])
    assert rosters.told(reading) == [("notice", "merged_cells", "E2")]
    assert [expert.facts.employer for expert in reading.experts] == ["云岭第一研究院"] * 3


def test_a_merged_name_does_not_count_for_two(rosters: Any) -> None:
    reading = rosters.read(rosters.lines([rosters.person(1), rosters.person(2, name="")]), merges=["B2:B3"])
    assert rosters.told(reading) == [("error", "missing_value", "B3")]


def test_two_columns_with_one_meaning_are_an_error_at_the_second(rosters: Any) -> None:
    heads, *rows = rosters.lines([rosters.person(1)])
    reading = rosters.read([[*heads, "姓 名"], *([*row, "赵六"] for row in rows)])
    assert [(p.code, p.where.cell, p.params["other"]) for p in reading.problems] == [
        ("roster.duplicate_column", "Q1", "B")
    ]


def test_a_column_s_own_head_wins_over_another_name_for_it(rosters: Any) -> None:
    heads, *rows = rosters.lines([rosters.person(1)])
    reading = rosters.read([["编号", *heads], *([1, *row] for row in rows)])
    assert (reading.experts[0].facts.expert_no, reading.unknown_columns, rosters.told(reading)) == (
        "E0001",
        ("编号",),
        [("notice", "column_unused", "A1")],
    )


def test_a_column_without_head_is_reported_if_something_stands_in_it(rosters: Any) -> None:
    heads, *rows = rosters.lines([rosters.person(1)])
    reading = rosters.read([[*heads, "", ""], *([*row, "", "好"] for row in rows)])
    assert rosters.told(reading) == [("notice", "nameless_column", "R1")]


@pytest.mark.parametrize("lines", [[["随便", "什么"], ["1", "2"]], [["姓名", "性别"], ["张三", "男"]], [["一"]]])
@pytest.mark.parametrize("name", ["r.xlsx", "utf8.csv", "r.xls", "r.ods"])
def test_a_file_without_a_head_is_refused(rosters: Any, lines: list[list[str]], name: str) -> None:
    with pytest.raises(Refusal) as refused:
        rosters.read(lines, name=name)
    assert (refused.value.code, refused.value.where and refused.value.where.file) == ("roster.no_head", name)


@pytest.mark.parametrize("name", ["r.xlsx", "r.xls", "r.ods"])
def test_an_empty_workbook_is_refused(rosters: Any, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        rosters.read([[""]], name=name)
    assert refused.value.code == "roster.empty_file"


def with_sheets(rosters: Any, change: Callable[[openpyxl.Workbook], None], today: date) -> RosterReading:
    path = rosters.file(rosters.lines([rosters.person(1)]))
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return read_roster(path, today=today)


def test_the_sheet_with_the_head_is_found_among_others(rosters: Any, today: date) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.create_sheet("封面", 0)["B3"] = "云岭市专家库"
        book.create_sheet("汇总").append(["单位", "人数"])

    reading = with_sheets(rosters, change, today)
    assert (reading.sheet, reading.problems) == ("名册", ())


def test_a_second_sheet_with_experts_is_an_error_and_never_left_out_in_silence(rosters: Any, today: date) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.copy_worksheet(book["名册"]).title = "卫生系列"

    reading = with_sheets(rosters, change, today)
    assert [(p.severity, p.code, p.where.sheet, p.where.row) for p in reading.problems] == [
        ("error", "roster.other_sheet", "卫生系列", 1)
    ]


def test_a_hidden_sheet_with_experts_is_a_notice(rosters: Any, today: date) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.copy_worksheet(book["名册"]).title = "旧"
        book["旧"].sheet_state = "hidden"
        book.move_sheet("旧", -1)

    reading = with_sheets(rosters, change, today)
    assert (reading.sheet, [(p.severity, p.code) for p in reading.problems]) == (
        "名册",
        [("notice", "roster.other_sheet")],
    )


def test_an_empty_form_on_another_sheet_is_passed_over(rosters: Any, today: date) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.create_sheet("空表", 0).append([cell.value for cell in book["名册"][1]])

    reading = with_sheets(rosters, change, today)
    assert (reading.sheet, reading.problems) == ("名册", ())
