"""The applicants' list: the columns of the contract, and every fault named in its cell."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from expertpool.documents.applicants.columns import COLUMNS
from expertpool.documents.applicants.reading import ApplicantsReading, read_applicants

CONTRACT = "key name pinyin former_names id_number phone email employer employer_short employer_en coworkers series"
ONE = {"key": "A001", "name": "高峰", "employer": "云岭稀土研究院"}


def read(folder: Path, *rows: dict[str, Any]) -> ApplicantsReading:
    path = folder / "applicants.json"
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    return read_applicants(path)


def faults(reading: ApplicantsReading) -> list[tuple[str, int | None, str | None]]:
    return [(problem.code, problem.where.row, problem.key) for problem in reading.errors]


def test_every_column_of_the_contract_is_read() -> None:
    wanted = {*CONTRACT.split(), "specialty", "level", "region", "employer_kind"}
    assert wanted - {column.key for column in COLUMNS} == set()


def test_a_list_in_excel_with_chinese_heads_and_cells_that_hold_several_becomes_identities(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["2025年度申报人员名单"])
    sheet.append(
        ["申报编号", "姓名", "姓名拼音", "曾用名", "工作单位", "单位简称", "单位英文名", "合作者", "手机", "身份证号"]
    )
    english = "Yunling Institute of Rare Earth, Yunling"
    cells = [
        "A001",
        "高 峰",
        "Gao, Feng",
        "高山",
        "云岭稀土研究院",
        "云稀院；稀土院",
        english,
        "王明、李红",
        13900000000,
        "x",
    ]
    sheet.append(cells)
    book.save(tmp_path / "申报人.xlsx")
    reading = read_applicants(tmp_path / "申报人.xlsx")
    (found,) = reading.identities
    assert (found.key, found.name, found.pinyin, found.former_names) == ("A001", "高峰", ("Gao, Feng",), ("高山",))
    assert (found.employer_short, found.employer_en) == (("云稀院", "稀土院"), (english,))
    assert (found.coworkers, found.phone, found.id_number) == (("王明", "李红"), ("13900000000",), "x")


def test_lists_in_json_are_read_as_lists_and_strange_keys_are_told(tmp_path: Path) -> None:
    reading = read(tmp_path, {**ONE, "coworkers": ["王明", "李红"], "former_names": [], "hobby": "围棋"})
    assert (reading.identities[0].coworkers, reading.ok) == (("王明", "李红"), True)
    assert [problem.code for problem in reading.problems] == ["roster.unknown_column"]


def test_csv_in_gb18030_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_bytes("申报编号,姓名,工作单位\nA001,高峰,云岭稀土研究院\n".encode("gb18030"))
    assert [identity.name for identity in read_applicants(path).identities] == ["高峰"]


def test_two_applicants_under_one_key_are_an_error_also_where_only_case_or_width_differs(tmp_path: Path) -> None:
    reading = read(tmp_path, ONE, {**ONE, "key": "a００1"})
    assert faults(reading) == [("roster.duplicate_key", 2, "key")]


@pytest.mark.parametrize("key", ["../A1", "A/1", "A\\1", ".A1", "A1.", "NUL", "a:b", "x" * 65])
def test_a_key_that_cannot_name_a_folder_is_refused_in_its_cell(tmp_path: Path, key: str) -> None:
    assert [fault[1:] for fault in faults(read(tmp_path, {**ONE, "key": key}))] == [(1, "key")]


@pytest.mark.parametrize("missing", ["key", "name", "employer"])
def test_an_applicant_without_key_name_or_employer_is_an_error_of_that_cell(tmp_path: Path, missing: str) -> None:
    assert faults(read(tmp_path, ONE, {**ONE, "key": "A2", missing: ""})) == [("roster.missing_value", 2, missing)]


def test_a_name_of_one_letter_cannot_be_searched_for_and_is_an_error(tmp_path: Path) -> None:
    assert faults(read(tmp_path, {**ONE, "name": "高"})) == [("roster.not_a_name", 1, "name")]


def test_a_list_without_rows_says_so(tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("申报编号,姓名,工作单位\n", encoding="utf-8")
    assert [problem.code for problem in read_applicants(path).errors] == ["roster.no_applicants"]
