"""Lists of the regional platform: read with heads in any order, every fault with its cell, nothing half-written."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from expertpool.__main__ import main
from tests.conftest import id_number

HEADS = ("序号", "姓名", "申报编号", "身份证号码", "评审级别", "是否通过", "同意票数", "到会评委", "资格起算时间")
GOOD = (("1", "甲", "A1", id_number(1), "副高级", "通过", 9, 11, "2025-08-20"),)
GOOD += (("2", "乙", "A2", id_number(2), "副高级", "未通过", 5, 11, None),)


def book(path: Path, rows: tuple[tuple[Any, ...], ...], heads: tuple[str, ...] = HEADS) -> Path:
    made = openpyxl.Workbook()
    made.active.append(("2025年职称评审结果",))
    made.active.append(heads)
    for row in rows:
        made.active.append(row)
    made.save(path)
    return path


def read(capsys, *words: str | Path) -> tuple[int, Any]:
    capsys.readouterr()
    code = main(["import", *map(str, words), "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_a_list_of_results_is_read_and_written_for_its_owner_alone(tmp_path: Path, capsys) -> None:
    file, out = book(tmp_path / "r.xlsx", GOOD), tmp_path / "r.json"
    code, told = read(capsys, file, "--kind", "results", "--out", out)
    rows = json.loads(out.read_text(encoding="utf-8"))
    assert (code, told["rows"], told["passed"], told["bad"]) == (0, 2, 1, 0)
    assert [(row["key"], row["result"], row["yes"]) for row in rows] == [("A1", "通过", 9), ("A2", "未通过", 5)]
    assert rows[0]["title_from"] == "2025-08-20"
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_what_was_written_is_read_again_as_it_was(tmp_path: Path, capsys) -> None:
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    assert read(capsys, book(tmp_path / "r.xlsx", GOOD), "--kind", "results", "--out", first)[0] == 0
    assert read(capsys, first, "--kind", "results", "--out", second)[0] == 0
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(
    ("column", "value", "code", "cell"),
    [
        (5, "部分通过", "roster.not_allowed", "F3"),
        (4, "高级工", "roster.not_allowed", "E3"),
        (3, id_number(1)[:-1] + ("1" if id_number(1)[-1] == "0" else "0"), "roster.id_check", "D3"),
        (6, 12, "roster.more_yes_than_present", "G3"),
        (2, "A2", "roster.duplicate_key", "C4"),
        (1, None, "roster.missing_value", "B3"),
    ],
)
def test_each_fault_is_told_with_its_cell_and_nothing_is_written(
    tmp_path: Path, capsys, column: int, value: Any, code: str, cell: str
) -> None:
    row = list(GOOD[0])
    row[column] = value
    out = tmp_path / "r.json"
    ended, told = read(capsys, book(tmp_path / "r.xlsx", (tuple(row), GOOD[1])), "--kind", "results", "--out", out)
    assert (ended, out.exists()) == (2, False)
    assert (code, cell) in [(one["code"], one["cell"]) for one in told["problems"]]
    assert id_number(1)[:-1] not in json.dumps(told)


def test_a_title_that_counts_though_nobody_passed_is_told(tmp_path: Path, capsys) -> None:
    row = (*GOOD[1][:-1], "2025-08-20")
    _, told = read(capsys, book(tmp_path / "r.xlsx", (row,)), "--kind", "results", "--dry-run")
    assert [one["code"] for one in told["problems"] if one["severity"] == "error"] == ["roster.title_without_pass"]


def test_a_missing_column_is_named(tmp_path: Path, capsys) -> None:
    file = book(tmp_path / "r.xlsx", tuple(row[:5] for row in GOOD), HEADS[:5])
    code, told = read(capsys, file, "--kind", "results", "--dry-run")
    assert code == 2
    assert "评审结果" in json.dumps(told, ensure_ascii=False)


def test_a_list_of_applicants_is_read_too(tmp_path: Path, capsys) -> None:
    heads = ("申报编号", "姓名", "工作单位")
    file = book(tmp_path / "a.xlsx", (("A1", "甲", "云岭大学"), ("A1", "乙", "云岭大学")), heads)
    code, told = read(capsys, file, "--kind", "applicants", "--dry-run")
    assert code == 2
    assert "roster.duplicate_key" in {one["code"] for one in told["problems"]}


def test_a_list_without_its_kind_is_refused_with_where_each_goes(tmp_path: Path, capsys) -> None:
    code, told = read(capsys, book(tmp_path / "r.xlsx", GOOD))
    assert (code, told["error"]["code"]) == (2, "exchange.which_list")
    assert "roster import" in told["error"]["hint"]
    assert read(capsys, tmp_path / "r.xlsx", "--kind", "results")[1]["error"]["code"] == "exchange.list_needs_out"
