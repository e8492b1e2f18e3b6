"""Papers of filings as files, and the plan's form read back from Excel and TOML."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pikepdf
import pytest

from expertpool.documents.filed_papers import faults, keep_paper, kept_at, page_count, read_paper
from expertpool.documents.plan_form import form_toml, form_workbook, read_form_file
from expertpool.errors import Refusal
from expertpool.filings.form import form_named
from expertpool.words import Language

FORM = form_named("review-plan")


def pdf(pages: int) -> bytes:
    held = io.BytesIO()
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page()
        made.save(held)
    return held.getvalue()


def test_a_paper_has_its_digest_its_name_its_size_and_its_pages(tmp_path: Path) -> None:
    path = tmp_path / "方案.pdf"
    path.write_bytes(pdf(3))
    paper, content = read_paper("plan", path)
    assert (paper.paper, paper.name, paper.size, paper.pages) == ("plan", "方案.pdf", len(content), 3)


@pytest.mark.parametrize("content", [b"text", b"%PDF-1.7 broken", b"%PDF", pdf(1)[:200]])
def test_pages_that_cannot_be_counted_are_unknown(content: bytes) -> None:
    assert page_count(content) is None


def test_one_file_handed_in_twice_lies_there_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("函", encoding="utf-8")
    paper, content = read_paper("letter", path)
    places = {keep_paper(tmp_path / "kept", paper, content) for _ in range(2)}
    assert places == {kept_at(tmp_path / "kept", paper)}
    assert [one.stat().st_mode & 0o777 for one in places] == [0o600]
    assert faults(tmp_path / "kept", [paper]) == {}
    (place,) = places
    place.chmod(0o600)
    place.write_text("别的", encoding="utf-8")
    assert faults(tmp_path / "kept", [paper]) == {paper.digest: "changed"}
    place.unlink()
    assert faults(tmp_path / "kept", [paper]) == {paper.digest: "gone"}


@pytest.mark.parametrize(("make", "code"), [("empty", "filing.paper_empty"), ("folder", "rules.file_is_folder")])
def test_what_is_no_paper_is_refused(tmp_path: Path, make: str, code: str) -> None:
    path = tmp_path / "x"
    path.touch() if make == "empty" else path.mkdir()
    with pytest.raises(Refusal) as refused:
        read_paper("letter", path)
    assert refused.value.code == code


def filled(path: Path, rows: list[tuple[str, str]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [("项目", "内容"), *rows]:
        sheet.append(row)
    book.save(path)
    return path


def test_the_empty_form_is_filled_in_and_read_back_whole(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(form_workbook(FORM, Language.ZH, made_on=date(2025, 7, 1)))
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for row in range(2, 10):
        sheet.cell(row, 2).value = "2025年8月15日上午9:00" if sheet.cell(row, 1).value == "评审时间" else f"内容{row}"
    book.save(path)

    stated = read_form_file(path, FORM)

    assert list(stated) == [one.id for one in FORM.contents]
    assert (stated["time"], stated["experts"], FORM.missing(stated)) == ("2025-08-15", "内容9", ())


def test_a_list_goes_on_over_lines_without_a_name(tmp_path: Path) -> None:
    rows = [("申报人员名单：", "甲"), ("", "乙"), ("", ""), ("评委推荐名单（13人）", "丙")]
    assert read_form_file(filled(tmp_path / "a.xlsx", rows), FORM) == {"applicants": "甲\n乙", "experts": "丙"}


@pytest.mark.parametrize("language", list(Language))
def test_an_empty_form_states_nothing(tmp_path: Path, language: Language) -> None:
    (tmp_path / "a.toml").write_text(form_toml(FORM, language), encoding="utf-8")
    (tmp_path / "a.xlsx").write_bytes(form_workbook(FORM, language, made_on=date(2025, 7, 1)))
    for name in ("a.toml", "a.xlsx"):
        stated = read_form_file(tmp_path / name, FORM)
        assert (stated, len(FORM.missing(stated))) == ({}, 8)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("a.toml", "venue = '这里'", "filing.form_content"),
        ("a.toml", "place = { city = '云岭' }", "filing.form_text"),
        ("a.toml", "time = '下周三'", "filing.form_no_day"),
        ("a.toml", "time = '2025-02-30'", "filing.form_no_day"),
        ("a.toml", "place = ", "rules.toml_value"),
        ("a.csv", "项目,内容\n地点在哪,云岭\n", "filing.form_content"),
        ("a.csv", "项目,备注\n评审地点,云岭\n", "filing.form_columns"),
        ("a.csv", "项目,内容\n,没有项目\n", "filing.form_content"),
    ],
)
def test_a_form_that_is_none_is_refused_at_its_place(tmp_path: Path, name: str, text: str, code: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        read_form_file(path, FORM)
    assert refused.value.code == code
    for language in Language:
        assert refused.value.message(language) and refused.value.hint(language)
