"""panel.xlsx: what stands where, and nothing that a spreadsheet program would run."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from expertpool.documents.draw_report import Chances, DrawReport, Randomness, SeatLine, VerdictLine
from expertpool.documents.panel_workbook import write_panel_workbook
from expertpool.rules.finding import State
from expertpool.words import Language


def line(seat: int, name: str = "张三", **facts: Any) -> SeatLine:
    return SeatLine(
        seat=seat,
        expert_no=f"00{seat}",
        name=name,
        gender="女",
        employer="云岭稀土研究院",
        employer_kind="事业单位",
        level="正高级",
        specialties=("冶金", "材料"),
        **facts,
    )


def report(**facts: Any) -> DrawReport:
    values: dict[str, Any] = {
        "committee": "云岭市 R&D 评审委员会",
        "year": 2025,
        "series": "工程",
        "level": "副高级",
        "seats": 2,
        "meeting": date(2025, 8, 15),
        "method": "lottery",
        "randomness": Randomness(assurance="M0", assurance_says="训练。", seed="ab" * 32, tickets=1000, ticket=7),
        "roster_digest": "cd" * 32,
        "roster_count": 300,
        "candidates": 40,
        "program": "expertpool 0.1.0",
        "drawn_at": datetime(2025, 8, 8, 4, tzinfo=UTC),
        "members": (line(1, chance=Fraction(1, 8)), line(2, kept=True, consecutive_years=2)),
        "reserves": (line(1, "李四"),),
        "chances": Chances(Fraction(1, 100), Fraction(1, 4), Fraction(1, 3)),
        "proof": ("机会最低者不可能更高。",),
        "verdicts": (VerdictLine("odd-size", "人数为单数", "40号令第九条", State.BROKEN, "2 人", "单数"),),
    }
    return DrawReport(**{**values, **facts})


def opened(tmp_path: Path, one: DrawReport, language: Language = Language.ZH) -> openpyxl.Workbook:
    write_panel_workbook(one, tmp_path / "panel.xlsx", language=language)
    return openpyxl.load_workbook(tmp_path / "panel.xlsx")


def rows(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_workbook_has_one_sheet_for_each_matter(tmp_path: Path) -> None:
    book = opened(tmp_path, report())
    assert book.sheetnames == ["评审专家", "备选专家", "入选机会", "规则核验"]
    assert rows(book["评审专家"]) == [
        [
            "序号",
            "专家编号",
            "姓名",
            "性别",
            "工作单位",
            "单位性质",
            "职称层级",
            "专业",
            "连续参评年数",
            "产生方式",
            "个人入选机会",
        ],
        [1, "001", "张三", "女", "云岭稀土研究院", "事业单位", "正高级", "冶金、材料", None, "抽取", 0.125],
        [2, "002", "张三", "女", "云岭稀土研究院", "事业单位", "正高级", "冶金、材料", 2, "留任", None],
    ]
    assert [row[2] for row in rows(book["备选专家"])] == ["姓名", "李四"]
    assert rows(book["规则核验"])[1] == ["odd-size", "人数为单数", "40号令第九条", "不符合", "2 人", "单数"]
    assert rows(book["入选机会"])[-4:] == [
        ["最低入选机会", "1/100（1.000%）"],
        ["最高入选机会", "1/4（25.000%）"],
        ["基尼系数", "0.333"],
        ["公平性说明", "机会最低者不可能更高。"],
    ]


def test_workbook_prints_one_page_wide_with_repeated_heads(tmp_path: Path) -> None:
    for sheet in opened(tmp_path, report()):
        assert (sheet.freeze_panes, sheet.print_title_rows) == ("A2", "$1:$1")
        assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
        assert sheet.page_setup.paperSize == 9
        assert sheet.oddHeader.left.text == "云岭市 R&&D 评审委员会"
        assert sheet.oddHeader.right.text == "保证级别 M0"


@pytest.mark.parametrize("level", ["M0", "M1", "M2", "M3"])
def test_workbook_prints_the_level_on_every_sheet_and_says_what_it_means(tmp_path: Path, level: Any) -> None:
    book = opened(tmp_path, report(randomness=Randomness(assurance=level, assurance_says="一句话。", seed="ab" * 32)))
    assert {sheet.oddHeader.right.text for sheet in book} == {f"保证级别 {level}"}
    assert ["保证级别", f"{level}\u3000一句话。"] in rows(book["入选机会"])


@pytest.mark.parametrize(
    "name", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://evil","点我")', "\t=1", "{=1}", "http://evil"]
)
def test_workbook_keeps_a_name_that_looks_like_a_formula_as_text(tmp_path: Path, name: str) -> None:
    sheet = opened(tmp_path, report(members=(line(1, name),)))["评审专家"]
    cell = sheet["C2"]
    assert (cell.value, cell.data_type, cell.quotePrefix, cell.hyperlink) == (name, "s", True, None)


def test_workbook_survives_text_that_no_cell_can_hold(tmp_path: Path) -> None:
    sheet = opened(tmp_path, report(members=(line(1, "长" * 40_000), line(2, "坏\ud800\x01字"))))["评审专家"]
    assert len(sheet["C2"].value) == 32_767
    assert sheet["C3"].value.replace("_x0001_", "") == "坏?字"


def test_workbook_of_the_same_draw_has_the_same_bytes(tmp_path: Path) -> None:
    write_panel_workbook(report(), tmp_path / "a.xlsx", language=Language.ZH)
    time.sleep(2.1)
    write_panel_workbook(report(), tmp_path / "b.xlsx", language=Language.ZH)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_workbook_speaks_english(tmp_path: Path) -> None:
    assert opened(tmp_path, report(), Language.EN).sheetnames == ["Members", "Reserves", "Chances", "Verdicts"]
