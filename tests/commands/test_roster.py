"""``roster template`` and ``roster check`` as a person or a program calls them."""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from expertpool.__main__ import main
from expertpool.commands.roster import require_clean, roster
from expertpool.documents.roster import clean as roster_clean

HEAD = ["专家编号", "姓名", "工作单位", "职称系列", "专业", "职称层级", "身份证号", "备注"]
GOOD = ["E1", "张三", "云岭研究院", "工程", "冶金", "正高级", "11010519491231002X", "好"]
BAD = ["E2", "李四", "云岭研究院", "工程", "冶金", "副高", "110105194912310021", ""]

Roster = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Roster:
    """Writes a roster of these rows to ``pool.csv`` in a folder of its own."""

    def write(*rows: list[str]) -> Path:
        path = tmp_path / "pool.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEAD, *rows])
        return path

    return write


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_good_roster_passes_with_exit_code_0(make: Roster, capsys: pytest.CaptureFixture[str]) -> None:
    path = make(GOOD)
    assert main(["roster", "check", str(path), "--json"]) == 0
    found = told(capsys)
    assert {key: found[key] for key in found if key != "problems"} == {
        "ok": True,
        "file": str(path),
        "sheet": None,
        "head_row": 1,
        "rows": 1,
        "good": 1,
        "bad": 0,
        "errors": 0,
        "notices": 1,
        "unknown_columns": ["备注"],
        "checked_file": f"{path}.checked.xlsx",
        "checked_file_failure": None,
    }


def test_a_faulty_roster_gives_every_problem_and_exit_code_2(make: Roster, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["roster", "check", str(make(GOOD, BAD)), "--json"]) == 2
    found = told(capsys)
    assert (found["ok"], found["rows"], found["good"], found["bad"], found["errors"]) == (False, 2, 1, 1, 2)
    assert [problem for problem in found["problems"] if problem["severity"] == "error"] == [
        {
            "severity": "error",
            "code": "roster.not_allowed",
            "sheet": None,
            "row": 3,
            "column": "F",
            "cell": "F3",
            "field": "职称层级",
            "key": "level",
            "value": "副高",
            "message": "“副高”不是“职称层级”可填的值。",
            "hint": "可填：正高级、副高级、中级、初级。 是不是“副高级”？",
        },
        {
            "severity": "error",
            "code": "roster.id_check",
            "sheet": None,
            "row": 3,
            "column": "G",
            "cell": "G3",
            "field": "身份证号",
            "key": "id_number",
            "value": "110105194912310021",
            "message": "身份证号的校验码不对，有录错的位。",
            "hint": "请对照证件逐位核对。",
        },
    ]


def test_people_read_a_table_with_cells_and_no_identity_number_in_full(
    make: Roster, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    path = make(GOOD, BAD)
    assert main(["roster", "check", str(path)]) == 2
    out = capsys.readouterr().out
    lines = [" ".join(line.replace("│", " ").split()) for line in out.splitlines()]
    assert "pool.csv：2 个错误，1 个提示" in lines
    assert "错误 F3 副高 “副高”不是“职称层级”可填的值。" in lines
    assert "名册还不能使用：1 行正确，1 行有错误。请改正后再检查一次。" in lines
    assert f"标注好的副本：{path}.checked.xlsx" in lines
    assert "110105********0021" in out
    assert "110105194912310021" not in out


def test_english_is_spoken_when_asked(make: Roster, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["roster", "check", str(make(GOOD)), "--lang", "en"]) == 0
    assert "The roster can be used: 1 experts, no error." in capsys.readouterr().out


def test_values_cannot_steer_the_terminal(make: Roster, capsys: pytest.CaptureFixture[str]) -> None:
    main(["roster", "check", str(make([*GOOD[:5], "\x1b[31m副高\x1b]0;x\x07", *GOOD[6:]]))])
    assert "\x1b" not in capsys.readouterr().out


def test_more_problems_than_a_screen_holds_are_counted(make: Roster, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [[f"E{serial}", *BAD[1:6], "", ""] for serial in range(60)]
    assert main(["roster", "check", str(make(*rows))]) == 2
    assert "还有 21 个问题没有列出" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["none.xlsx", "none.txt"])
def test_a_missing_file_is_refused(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["roster", "check", str(tmp_path / name), "--json"]) == 2
    found = told(capsys)
    assert (found["ok"], found["error"]["code"], found["error"]["where"]) == (
        False,
        "common.file_missing",
        {"file": name},
    )


def test_a_broken_workbook_is_refused_without_a_copy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "pool.xlsx"
    path.write_bytes(b"PK\x03\x04xl/ broken")
    assert main(["roster", "check", str(path), "--json"]) == 2
    assert (told(capsys)["error"]["code"], list(tmp_path.iterdir())) == ("roster.damaged", [path])


def test_a_copy_that_cannot_be_written_does_not_hide_the_findings(
    make: Roster, capsys: pytest.CaptureFixture[str]
) -> None:
    path = make(GOOD)
    path.with_name("pool.csv.checked.xlsx").mkdir()
    assert main(["roster", "check", str(path), "--json"]) == 2
    found = told(capsys)
    assert (found["ok"], found["errors"], found["good"], found["checked_file"]) == (False, 0, 1, None)
    assert found["checked_file_failure"]
    assert main(["roster", "check", str(path)]) == 2
    assert f"标注副本没有写成：{path}.checked.xlsx" in capsys.readouterr().err.replace("\n", "")


@pytest.mark.skipif(sys.platform == "win32", reason="permissions work otherwise on Windows")
def test_a_folder_that_may_not_be_written_is_named(make: Roster, capsys: pytest.CaptureFixture[str]) -> None:
    path = make(GOOD)
    path.parent.chmod(0o500)
    try:
        if os.access(path.parent, os.W_OK):
            pytest.skip("this user may write everywhere")
        assert main(["roster", "check", str(path)]) == 2
        assert "标注副本没有写成" in capsys.readouterr().err
    finally:
        path.parent.chmod(0o700)


def test_the_template_is_written_and_checks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "t.xlsx"
    assert main(["roster", "template", str(path), "--json"]) == 0
    assert told(capsys) == {"ok": True, "file": str(path)}
    book = openpyxl.load_workbook(path)
    for at, value in enumerate(
        ["E1", "张三", "", "男", "云岭研究院", "事业单位", "", "工程", "冶金", "正高级"], start=1
    ):
        book.worksheets[0].cell(3, at).value = value or None
    book.save(path)
    assert main(["roster", "check", str(path), "--json"]) == 0
    assert [problem["code"] for problem in told(capsys)["problems"]] == ["roster.example_row"]


def test_the_template_does_not_overwrite_unless_forced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(b"mine")
    assert main(["roster", "template", str(path), "--json"]) == 2
    assert (told(capsys)["error"]["code"], path.read_bytes()) == ("roster.template.exists", b"mine")
    assert main(["roster", "template", str(path), "--force", "--json"]) == 0
    assert path.read_bytes().startswith(b"PK")


def test_the_group_has_its_commands() -> None:
    assert list(roster.lazy) == ["import", "undo", "batches"]
    assert sorted(roster.commands) == ["check", "template"]


def test_others_find_the_clean_check_here() -> None:
    assert require_clean is roster_clean.require_clean


def test_what_is_wrong_in_every_row_does_not_hide_the_one_other_fault(
    make: Roster, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [[f"E{serial}", *BAD[1:6], "", ""] for serial in range(60)]
    rows[55][1] = ""
    assert main(["roster", "check", str(make(*rows))]) == 2
    out = capsys.readouterr().out
    assert "“姓名”没有填" in out
    assert "还有 22 个问题没有列出" in out
