"""The template: filled in it reads without a word, left alone it is no roster."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from expertpool.documents.roster.columns import COLUMNS
from expertpool.documents.roster.reading import read_roster
from expertpool.documents.roster.template import how_to_fill, write_template
from expertpool.errors import Refusal
from expertpool.words import Language


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "模板.xlsx"
    write_template(target, Language.ZH)
    return target


def test_the_template_has_a_roster_and_a_guide(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["专家名册", "填表说明"]
    assert [cell.value for cell in book["专家名册"][1]] == [column.head for column in COLUMNS]
    assert [cell.value for cell in book["专家名册"][2]] == [column.example for column in COLUMNS]


def test_the_guide_has_a_line_for_every_column(path: Path) -> None:
    rows = openpyxl.load_workbook(path)["填表说明"].iter_rows(min_row=3, max_row=2 + len(COLUMNS), values_only=True)
    assert [(row[0], row[1], row[2], row[4], row[5]) for row in rows] == [
        (
            column.head,
            column.key,
            "必填" if column.required else "可空",
            how_to_fill(column, Language.ZH),
            column.example,
        )
        for column in COLUMNS
    ]


def test_closed_lists_have_drop_downs(path: Path) -> None:
    rules = openpyxl.load_workbook(path)["专家名册"].data_validations.dataValidation
    assert {str(rule.sqref): rule.formula1.strip('"').split(",") for rule in rules} == {
        f"{'ABCDEFGHIJKLMNOPQRST'[at]}2:{'ABCDEFGHIJKLMNOPQRST'[at]}20001": list(column.values)
        for at, column in enumerate(COLUMNS)
        if column.values
    }


def test_columns_of_digits_have_text_format_and_the_head_stays_in_view(path: Path) -> None:
    sheet = openpyxl.load_workbook(path)["专家名册"]
    formats = {column.key: sheet.cell(2, at).number_format for at, column in enumerate(COLUMNS, start=1)}
    assert {key for key, number_format in formats.items() if number_format == "@"} == {
        "expert_no", "id_number", "phone", "kin", "years_served", "birth_month",
    }  # fmt: skip  # a table reads better in columns
    assert sheet.freeze_panes == "C2"


def test_the_example_alone_is_no_roster(path: Path) -> None:
    reading = read_roster(path)
    assert [(p.code, p.where.row) for p in reading.problems] == [("roster.no_rows", 1), ("roster.example_row", 2)]


@pytest.mark.parametrize("keep_example", [True, False])
@pytest.mark.parametrize("language", list(Language))
def test_a_filled_template_reads_clean(tmp_path: Path, rosters: Any, keep_example: bool, language: Language) -> None:
    path = tmp_path / "t.xlsx"
    write_template(path, language)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    first = 3 if keep_example else 2
    for row, cells in enumerate((rosters.person(1, kin="E0002"), rosters.person(2, kin="E0001")), start=first):
        for at, column in enumerate(COLUMNS, start=1):
            sheet.cell(row, at).value = cells.get(column.key)
    book.save(path)
    reading = read_roster(path)
    assert (reading.rows, reading.ok) == ((first, first + 1), True)
    assert [problem.code for problem in reading.problems] == ["roster.example_row"] * keep_example


def test_the_example_s_own_values_are_right(rosters: Any) -> None:
    cells = {column.key: column.example for column in COLUMNS} | {"expert_no": "E1", "kin": ""}
    reading = rosters.read(rosters.lines([cells]))
    assert (reading.problems, reading.good) == ((), 1)


def test_an_existing_file_stays_unless_forced(path: Path) -> None:
    path.write_bytes(b"mine")
    with pytest.raises(Refusal) as refused:
        write_template(path, Language.ZH)
    assert (refused.value.code, path.read_bytes()) == ("roster.template.exists", b"mine")
    write_template(path, Language.ZH, force=True)
    assert openpyxl.load_workbook(path).sheetnames == ["专家名册", "填表说明"]


@pytest.mark.parametrize(("name", "code"), [("t.csv", "extension"), ("t", "extension"), ("none/t.xlsx", "no_folder")])
def test_a_place_where_no_template_can_stand_is_refused(tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        write_template(tmp_path / name, Language.ZH)
    assert (refused.value.code, list(tmp_path.iterdir())) == (f"roster.template.{code}", [])
