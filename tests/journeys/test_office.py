"""A committee office's journey: from an empty template to a panel, with the mistakes people make on the way."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from expertpool.__main__ import main

COMMITTEE = """
name = "2025年度云岭市农业系列中级职称评审委员会"
year = 2025
series = "农业"
level = "中级"
seats = 7
meeting = 2025-08-12
enterprise_related = true
private_enterprise_at_least = 2

[specialties]
"农学" = { at_least = 2 }
"""


@pytest.fixture
def program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def run(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([*map(str, words), "--home", str(tmp_path / "home")])
        out, err = capsys.readouterr()
        return code, out, err

    return run


def type_in(path: Path, rows: list[dict[str, Any]]) -> None:
    """Type rows below the head of the template, as a clerk does, and save."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    head = next(row for row in sheet.iter_rows(max_row=10) if any(cell.value == "专家编号" for cell in row))
    columns = {cell.value: cell.column for cell in head if cell.value}
    first = head[0].row + 1
    sheet.delete_rows(first, sheet.max_row)
    for at, row in enumerate(rows):
        for name, value in row.items():
            sheet.cell(first + at, columns[name], value)
    book.save(path)


def people(count: int) -> list[dict[str, Any]]:
    kinds = ("事业单位", "民营企业", "国有企业")
    return [
        {
            "专家编号": f"N{at:03d}",
            "姓名": f"农{chr(0x4E00 + at)}",
            "工作单位": f"第{at % 9}农场",
            "单位性质": kinds[at % 9 % 3],
            "职称系列": "农业",
            "专业": ("农学", "园艺")[at % 2],
            "职称层级": "副高级",
            "参评年度": "2023、2024",
        }
        for at in range(1, count + 1)
    ]


def test_an_office_goes_from_an_empty_template_to_a_signed_for_panel(
    program: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    template = tmp_path / "专家库.xlsx"
    assert program("roster", "template", template)[0] == 0

    rows = people(40)
    rows[4]["职称层级"] = "高级"
    rows[7]["专家编号"] = rows[6]["专家编号"]
    type_in(template, rows)
    code, out, _ = program("roster", "check", template)
    assert code == 2
    assert "职称层级" in out
    assert (tmp_path / "专家库.xlsx.checked.xlsx").exists()

    assert program("roster", "import", template)[0] == 2
    type_in(template, people(40))
    assert program("roster", "check", template)[0] == 0
    code, out, _ = program("roster", "import", template, "--dry-run", "--json")
    assert len(json.loads(out)["added"]) == 40
    assert json.loads(program("pool", "list", "--json")[1])["experts"] == []
    assert program("roster", "import", template)[0] == 0

    committee = tmp_path / "评委会.toml"
    committee.write_text(COMMITTEE.replace("seats = 7", "seats = 41"), encoding="utf-8")
    code, out, _ = program("draw", "--roster", template, "--committee", committee, "--out", tmp_path / "抽取")
    assert code == 3
    assert "41" in out

    committee.write_text(COMMITTEE, encoding="utf-8")
    code, out, _ = program("draw", "--roster", template, "--committee", committee, "--out", tmp_path / "抽取")
    assert code == 0
    panel = json.loads((tmp_path / "抽取" / "panel.json").read_text(encoding="utf-8"))
    assert len(panel["members"]) == 7
    assert panel["attempt"] == 2
    assert sum(member["employer_kind"] == "民营企业" for member in panel["members"]) >= 2
    assert sum("农学" in member["specialties"] for member in panel["members"]) >= 2


def test_an_office_takes_a_wrong_import_back(program: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    template = tmp_path / "专家库.xlsx"
    program("roster", "template", template)
    type_in(template, people(30))
    program("roster", "import", template)
    before = program("pool", "list", "--json")[1]
    changed = people(30)
    changed[3]["工作单位"] = "别的单位"
    type_in(template, changed)
    code, out, _ = program("roster", "import", template, "--json")
    assert code == 0
    told = json.loads(out)
    assert [entry["expert_no"] for entry in told["changed"]] == ["N004"]
    assert program("pool", "list", "--json")[1] != before
    assert program("roster", "undo", told["batch"])[0] == 0
    assert program("pool", "list", "--json")[1] == before
