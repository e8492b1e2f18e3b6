"""The checked copy: original cells, marks with comments, results, a linked list, and nothing that calculates."""

from __future__ import annotations

import os
import stat
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from expertpool.documents.roster.marked import write_checked
from expertpool.documents.roster.reading import RosterReading, read_roster
from expertpool.whole_file import write_whole
from expertpool.words import Language

RED, YELLOW = "FFFFC7CE", "FFFFEB9C"


def checked(reading: RosterReading, language: Language = Language.ZH) -> Any:
    return openpyxl.load_workbook(write_checked(reading, language))


def colour(cell: Any) -> str | None:
    return cell.fill.start_color.rgb if cell.fill.fill_type == "solid" else None


@pytest.mark.parametrize("name", ["r.xlsx", "r.xls", "r.ods", "gb.csv", "r.json"])
def test_the_copy_stands_beside_the_roster_under_its_whole_name(rosters: Any, name: str) -> None:
    reading = rosters.read(rosters.lines([rosters.person(1)]), name=name)
    assert write_checked(reading, Language.ZH) == reading.path.with_name(f"{name}.checked.xlsx")
    assert sorted(path.name for path in reading.path.parent.iterdir()) == sorted([name, f"{name}.checked.xlsx"])


def test_cells_keep_place_and_value_and_faulty_ones_are_marked(rosters: Any) -> None:
    people = [
        rosters.person(1, level="副高", name="张 三"),
        rosters.person(2, term_start=date(2025, 1, 1), phone=13900000002),
    ]
    lines = [["云岭市专家库"], *rosters.lines(people)]
    sheet = checked(rosters.read(lines))["名册"]
    values = [
        [cell.value if not hasattr(cell.value, "date") else cell.value.date() for cell in row] for row in sheet["A1:P4"]
    ]
    assert values == [[*(cell or None for cell in line), *[None] * (16 - len(line))] for line in lines]
    assert (colour(sheet["I3"]), colour(sheet["B3"]), colour(sheet["I4"])) == (RED, YELLOW, None)


def test_marked_cells_have_a_comment_that_says_what_is_wrong_and_what_is_right(rosters: Any) -> None:
    sheet = checked(rosters.read(rosters.lines([rosters.person(1, level="副高")])))["名册"]
    assert sheet["I2"].comment.text.strip() == (
        "错误 “副高”不是“职称层级”可填的值。 可填：正高级、副高级、中级、初级。 是不是“副高级”？"
    )
    assert sheet["H2"].comment is None


def test_every_row_has_its_result(rosters: Any) -> None:
    people = [rosters.person(1), rosters.person(2, level="副高"), rosters.person(3, name="张 三")]
    sheet = checked(rosters.read([*rosters.lines(people), ["合计", "3人"], [], ["注：略"]]))["名册"]
    assert [cell.value for cell in sheet["Q"]] == [
        "校验结果",
        "通过",
        "[错误] “副高”不是“职称层级”可填的值。",
        "[提示] 姓名里有空格，按“张三”读入。",
        "[提示] 这是合计行，没有读入。",
        None,
        "[提示] 这一行像是说明文字，没有读入。",
    ]


def test_the_list_names_every_problem_and_leads_to_its_cell(rosters: Any) -> None:
    reading = rosters.read([["名册"], *rosters.lines([rosters.person(1, level="副高", name="张 三")])])
    sheet = checked(reading)["错误清单"]
    assert [cell.value for cell in sheet[1]] == [
        "级别",
        "工作表",
        "行",
        "单元格",
        "列",
        "键名",
        "内容",
        "问题",
        "怎样改",
    ]
    rows = [[cell.value for cell in row][:7] for row in sheet.iter_rows(min_row=2)]
    assert rows == [
        ["提示", "名册", 3, "B3", "姓名", "name", "张 三"],
        ["错误", "名册", 3, "I3", "职称层级", "level", "副高"],
    ]
    assert [sheet[cell].hyperlink.location for cell in ("D2", "D3")] == ["'名册'!B3", "'名册'!I3"]


def test_missing_columns_and_whole_rows_are_listed_too(rosters: Any) -> None:
    cells = rosters.person(1)
    del cells["level"]
    book = checked(rosters.read([*rosters.lines([cells]), ["合计"]]))
    rows = [[cell.value for cell in row][:6] for row in book["错误清单"].iter_rows(min_row=2)]
    assert rows == [
        ["错误", "名册", 1, "第 1 行", "职称层级", "level"],
        ["提示", "名册", 3, "第 3 行", None, None],
    ]
    assert book["名册"]["P1"].comment.text.startswith("错误 缺少必需的列“职称层级”。")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", '=HYPERLINK("http://x")', "{=1}", "http://example.cn"])
@pytest.mark.parametrize("name", ["utf8.csv", "r.xlsx", "r.json"])
def test_text_that_looks_like_a_formula_or_link_is_written_as_text(rosters: Any, start: str, name: str) -> None:
    cells = rosters.person(1, employer=f"{start}1+1", email=f"{start}x")
    heads, row = rosters.lines([cells])
    path = rosters.file([[*heads, f"{start}头"], [*row, f"{start}2"]], name=name if name != "r.xlsx" else "utf8.csv")
    sheet = checked(read_roster(path)).worksheets[0]
    found = [
        (cell.value, cell.data_type, cell.hyperlink) for cell in (sheet["E2"], sheet["P2"], sheet["Q1"], sheet["Q2"])
    ]
    assert found == [(f"{start}{end}", "s", None) for end in ("1+1", "x", "头", "2")]


def test_a_formula_never_calculated_comes_back_as_text(rosters: Any) -> None:
    path = rosters.file(rosters.lines([rosters.person(1)]))
    book = openpyxl.load_workbook(path)
    book["名册"]["E2"] = "=A1"
    book.save(path)
    cell = checked(read_roster(path))["名册"]["E2"]
    assert (cell.value, cell.data_type, colour(cell)) == ("=A1", "s", RED)


def test_number_columns_have_text_format_and_closed_lists_their_drop_downs(rosters: Any) -> None:
    sheet = checked(rosters.read(rosters.lines([rosters.person(1)])))["名册"]
    assert [sheet[f"{column}2"].number_format for column in "ACOLJ"] == ["@", "@", "@", "@", "yyyy-mm-dd"]
    assert sorted(str(rule.sqref) for rule in sheet.data_validations.dataValidation) == [
        "D2:D502",
        "F2:F502",
        "I2:I502",
    ]


def test_the_head_stays_in_view(rosters: Any) -> None:
    sheet = checked(rosters.read([["名册"], *rosters.lines([rosters.person(1)])]))["名册"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A3", "A2:Q3")


def test_a_checked_copy_can_be_corrected_and_checked_again(rosters: Any) -> None:
    people = [rosters.person(1, level="副高"), rosters.person(2)]
    first = rosters.read([["名册"], *rosters.lines(people), ["合计", "2人"]], merges=["A1:C1"])
    path = write_checked(first, Language.ZH)
    again = read_roster(path)
    assert (again.rows, rosters.told(again), again.unknown_columns) == (first.rows, rosters.told(first), ())
    book = openpyxl.load_workbook(path)
    book["名册"]["I3"] = "副高级"
    book.save(path)
    corrected = read_roster(path)
    assert (corrected.ok, corrected.good, corrected.unknown_columns) == (True, 2, ())
    sheet = checked(corrected)["名册"]
    assert [cell.value for cell in sheet["Q"]][1:4] == ["校验结果", "通过", "通过"]
    assert sheet["R2"].value is None


def test_the_copy_speaks_english_when_asked(rosters: Any) -> None:
    sheet = checked(rosters.read(rosters.lines([rosters.person(1, level="副高")])), Language.EN)["错误清单"]
    assert [cell.value for cell in sheet[2]][7:] == [
        "副高 is not a value of 职称层级.",
        "Allowed: 正高级、副高级、中级、初级. Is 副高级 meant?",
    ]


@pytest.mark.parametrize("title", ["错误清单", "History", "'引号'", "表[1]"])
def test_sheet_names_that_excel_or_the_copy_needs_are_changed(rosters: Any, title: str) -> None:
    path = rosters.file(rosters.lines([rosters.person(1, level="副高")]), name="utf8.csv")
    reading = read_roster(path)
    grid = reading.head.grid
    object.__setattr__(grid, "sheet", title)
    book = checked(reading)
    roster, listed = book.sheetnames
    assert listed == "错误清单"
    assert book[listed]["D2"].hyperlink.location == f"'{roster.replace(chr(39), chr(39) * 2)}'!I2"


def test_odd_code_points_and_long_texts_can_be_written(rosters: Any) -> None:
    cells = rosters.person(1, employer="甲\uffff乙\x01", email="x" * 40_000)
    sheet = checked(rosters.read(rosters.lines([cells]), name="utf8.csv")).worksheets[0]
    assert (sheet["E2"].value, len(sheet["P2"].value)) == ("甲\ufffd乙_x0001_", 32_767)


def test_the_copy_is_no_more_public_than_the_roster(rosters: Any) -> None:
    reading = rosters.read(rosters.lines([rosters.person(1)]))
    reading.path.chmod(0o640)
    assert stat.S_IMODE(write_checked(reading, Language.ZH).stat().st_mode) == 0o640


def test_an_old_copy_is_replaced_whole(rosters: Any) -> None:
    reading = rosters.read(rosters.lines([rosters.person(1)]))
    old = reading.path.with_name("r.xlsx.checked.xlsx")
    old.write_text("old", "utf-8")
    write_checked(reading, Language.ZH)
    assert openpyxl.load_workbook(old).sheetnames == ["名册", "错误清单"]


def test_a_failure_leaves_what_was_there_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "r.xlsx"
    path.write_bytes(b"old")

    def full(_number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left") as failure:
        write_whole(path, b"new")
    assert (failure.value.filename, path.read_bytes(), list(tmp_path.iterdir())) == (str(path), b"old", [path])


def test_a_folder_in_the_way_is_an_error_with_its_name(rosters: Any) -> None:
    reading = rosters.read(rosters.lines([rosters.person(1)]))
    (reading.path.parent / "r.xlsx.checked.xlsx").mkdir()
    with pytest.raises(OSError, match=r".") as failure:
        write_checked(reading, Language.ZH)
    assert failure.value.filename == f"{reading.path}.checked.xlsx"
    assert sorted(path.name for path in reading.path.parent.iterdir()) == ["r.xlsx", "r.xlsx.checked.xlsx"]


def test_more_faults_than_comments_are_all_listed(rosters: Any) -> None:
    people = [
        rosters.person(serial % 100, expert_no=f"E{serial}", id_number="", level="副高") for serial in range(1202)
    ]
    book = checked(rosters.read(rosters.lines(people)))
    commented = sum(cell.comment is not None for cell in book["名册"]["I"])
    assert (commented, book["错误清单"].max_row) == (1000, 1203)
