"""The eligibility roster: template, both kinds of heads, three formats, every fault in its cell, and who is whom."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from expertpool.documents.applicants.columns import COLUMNS as IDENTITY_COLUMNS
from expertpool.documents.applicants.eligibility_columns import COLUMNS, ELIGIBILITY, EXTRA_COLUMNS, TEMPLATE_COLUMNS
from expertpool.documents.applicants.eligibility_reading import EligibilityReading, read_eligibility
from expertpool.documents.applicants.reading import read_applicants
from expertpool.documents.applicants.template import write_eligibility_template
from expertpool.eligibility.facts import Channel, CheckMark, Claim, Education, Grade, HeldLevel, Standing
from expertpool.errors import Refusal
from expertpool.rules.facts import EmployerKind, Level
from expertpool.words import Language, say

ONE = {"key": "A001", "name": "高峰", "employer": "云岭稀土研究院"}
ID_ONE, ID_TWO = "11010519491231002X", "990000196805120015"
TODAY = date(2025, 7, 1)


def read(folder: Path, *rows: dict[str, Any]) -> EligibilityReading:
    path = folder / "applicants.json"
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    return read_eligibility(path, today=TODAY)


def faults(reading: EligibilityReading) -> list[tuple[str, int | None, str | None]]:
    return [(problem.code, problem.where.row, problem.key) for problem in reading.sheet.errors]


def facts(folder: Path, **cells: Any) -> Any:
    reading = read(folder, {**ONE, **cells})
    assert faults(reading) == []
    return reading.applicants[0].facts


def filled_template(path: Path, rows: list[dict[str, Any]]) -> Path:
    """The template with rows of its own under the example, written by head."""
    write_eligibility_template(path, Language.ZH)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[1]}
    example = {cell.column: cell.value for cell in sheet[2]}
    for at, row in enumerate(rows, start=3):
        for column, value in example.items():
            sheet.cell(at, column, value)
        for head, value in row.items():
            sheet.cell(at, heads[head], value)
    book.save(path)
    return path


def test_the_filled_template_reads_without_a_problem_and_its_example_row_is_left_out(tmp_path: Path) -> None:
    path = filled_template(tmp_path / "申报.xlsx", [{"申报编号": "A001", "姓名": "高峰"}])
    reading = read_eligibility(path, today=TODAY)
    assert [problem.code for problem in reading.sheet.problems] == ["roster.example_row"]
    (one,) = reading.applicants
    assert (one.facts.key, one.row, one.facts.level, one.facts.education) == (
        "A001",
        3,
        Level.ASSOCIATE_SENIOR,
        Education.BACHELOR,
    )
    assert one.facts.signatures == tuple(CheckMark)
    assert one.facts.appraisals == {2023: Grade.FIT, 2024: Grade.EXCELLENT}
    assert one.facts.evidence_on == date(2025, 5, 30)


def test_every_column_has_its_sentence_in_both_languages_and_one_head() -> None:
    for column in TEMPLATE_COLUMNS:
        for language in Language:
            assert say(f"applicants.about.{column.key}", language)
            assert say(f"eligibility.fact.{column.key}", language)
        assert say(f"eligibility.fact.{column.key}", Language.ZH) == column.head
    heads = [column.head for column in COLUMNS]
    assert len(set(heads)) == len(heads)


def test_every_head_key_and_alias_leads_to_its_own_column() -> None:
    lost = [
        (name, column.key)
        for column in EXTRA_COLUMNS
        for name in (column.head, column.key, *column.aliases)
        if ELIGIBILITY.find(name) is not column
    ]
    assert lost == []
    kept = [
        (name, column.key)
        for column in IDENTITY_COLUMNS
        for name in (column.head, column.key, *column.aliases)
        if (found := ELIGIBILITY.find(name)) is None or found.key != column.key
    ]
    assert kept == []


def test_english_keys_and_json_lists_are_read(tmp_path: Path) -> None:
    found = facts(
        tmp_path,
        claims=["绿色通道", "提前一年"],
        pledged=True,
        objection=False,
        service_years=12,
        held_level="中级",
        employer_kind="民营企业",
        channel="科技园区",
        evidence_on=["2025-07-01", "2025-07-16"],
    )
    assert (found.claims, found.pledged, found.objection) == ((Claim.GREEN_CHANNEL, Claim.YEAR_EARLY), True, False)
    assert (found.service_years, found.held_level, found.channel) == (12, HeldLevel.MIDDLE, Channel.SCIENCE_PARK)
    assert (found.employer_kind, found.evidence_on) == (EmployerKind.PRIVATE_ENTERPRISE, date(2025, 7, 16))


def test_csv_in_gb18030_is_read_with_chinese_heads(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_bytes(
        "申报编号,姓名,工作单位,申报层级,在职状态\nA001,高峰,云岭稀土研究院,正高级,在职\n".encode("gb18030")
    )
    (one,) = read_eligibility(path, today=TODAY).applicants
    assert (one.facts.level, one.facts.standing) == (Level.FULL_SENIOR, Standing.SERVING)


def test_a_column_that_is_missing_and_a_cell_that_is_empty_state_nothing_but_no_claim_is_no_claim(
    tmp_path: Path,
) -> None:
    bare = facts(tmp_path)
    assert {name for name in vars(bare) if getattr(bare, name) is not None} == {"key", "employer", "person", "known_by"}
    unstated = ("signatures", "entrust_papers", "sanction", "service_years", "pledged", "evidence_on", "appraisals")
    empty = facts(tmp_path, claims="", **dict.fromkeys(unstated, ""))
    assert empty.claims == ()
    assert [getattr(empty, name) for name in unstated] == [None] * len(unstated)


@pytest.mark.parametrize(
    ("key", "cell", "value"),
    [
        ("service_years", "12年", 12),
        ("service_years", 12.0, 12),
        ("training_hours", "90学时", 90),
        ("rural_months", "3个月", 3),
        ("pledged", "√", True),
        ("pledged", "无", False),
        ("objection", "有", True),
        ("claims", "非公直报；绿色通道", (Claim.GREEN_CHANNEL, Claim.PRIVATE_DIRECT)),
        ("appraisals", "2023年度：合格，2024年优秀", {2023: Grade.FIT, 2024: Grade.EXCELLENT}),
        ("appraisals", "2023 合格;2024 （优秀）", {2023: Grade.FIT, 2024: Grade.EXCELLENT}),
        ("evidence_on", "2024年11月20日、2025-05", date(2025, 5, 31)),
        ("held_since", "2020-06", date(2020, 6, 30)),
        ("posted_on", "2025/6/24", date(2025, 6, 24)),
    ],
)
def test_cells_are_read_as_offices_write_them(key: str, cell: Any, value: Any, tmp_path: Path) -> None:
    assert getattr(facts(tmp_path, **{key: cell}), key) == value


def test_a_broken_year_counts_for_what_is_full_and_says_so(tmp_path: Path) -> None:
    reading = read(tmp_path, {**ONE, "service_years": "11.9"})
    assert reading.applicants[0].facts.service_years == 11
    assert [(one.code, one.key) for one in reading.sheet.notices] == [("roster.whole_floored", "service_years")]


@pytest.mark.parametrize(
    ("key", "cell", "code"),
    [
        ("service_years", "十一", "roster.want_whole"),
        ("service_years", "-3", "roster.want_whole"),
        ("service_years", True, "roster.want_whole"),
        ("pledged", "大概", "roster.not_allowed"),
        ("claims", "绿色通道、走后门", "roster.not_allowed"),
        ("standing", "上班", "roster.not_allowed"),
        ("appraisals", "都合格", "roster.grades_shape"),
        ("appraisals", "2024还行", "roster.not_allowed"),
        ("appraisals", "2024合格、2024优秀", "roster.grades_twice"),
        ("appraisals", "2031合格", "roster.year_implausible"),
        ("evidence_on", "2025-05-30、去年", "roster.date_shape"),
        ("evidence_on", "2025-02-30", "roster.date_none"),
        ("submitted_on", "六月", "roster.date_shape"),
        ("id_number", "110105194912310021", "roster.id_check"),
        ("level", "高级", "roster.not_allowed"),
    ],
)
def test_a_cell_that_means_nothing_is_an_error_of_that_cell(key: str, cell: Any, code: str, tmp_path: Path) -> None:
    assert faults(read(tmp_path, {**ONE, key: cell})) == [(code, 1, key)]


def test_every_fault_is_told_in_one_pass_by_row_and_column(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        {**ONE, "pledged": "?", "service_years": "x"},
        {**ONE, "key": "A002", "standing": "上班"},
        {**ONE, "key": "A001"},
        {**ONE, "key": "A004", "name": ""},
    )
    assert faults(reading) == [
        ("roster.not_allowed", 1, "pledged"),
        ("roster.want_whole", 1, "service_years"),
        ("roster.not_allowed", 2, "standing"),
        ("roster.duplicate_key", 3, "key"),
        ("roster.missing_value", 4, "name"),
    ]
    assert (reading.applicants, reading.bad) == ((), 4)


def test_publicity_that_ends_before_it_begins_is_an_error(tmp_path: Path) -> None:
    reading = read(tmp_path, {**ONE, "posted_on": "2025-07-01", "posted_until": "2025-06-24"})
    assert faults(reading) == [("roster.posted_turned", 1, "posted_until")]


def test_a_strange_column_is_told_and_a_list_without_heads_is_refused(tmp_path: Path) -> None:
    reading = read(tmp_path, {**ONE, "hobby": "围棋"})
    assert [problem.code for problem in reading.sheet.problems] == ["roster.unknown_column"]
    with pytest.raises(Refusal):
        read(tmp_path, {"颜色": "红"})


def test_one_person_is_known_by_identity_number_also_at_another_employer(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        {**ONE, "id_number": ID_ONE},
        {**ONE, "key": "A002", "employer": "云岭大学", "id_number": ID_ONE.lower()},
        {**ONE, "key": "A003", "id_number": ID_TWO},
    )
    first, second, third = (one.facts for one in reading.applicants)
    assert (first.person == second.person, first.person == third.person) == (True, False)
    assert {one.facts.known_by for one in reading.applicants} == {"id_number"}


def test_without_numbers_one_name_at_one_employer_is_one_person_blanks_aside(tmp_path: Path) -> None:
    reading = read(
        tmp_path, ONE, {**ONE, "key": "A002", "name": "高 峰"}, {**ONE, "key": "A003", "employer": "云岭大学"}
    )
    first, second, third = (one.facts for one in reading.applicants)
    assert (first.person == second.person, first.person == third.person, first.known_by) == (True, False, "name")


def test_a_row_without_a_number_is_the_namesake_at_the_employer_who_has_the_only_one(tmp_path: Path) -> None:
    reading = read(tmp_path, {**ONE, "id_number": ID_ONE}, {**ONE, "key": "A002"})
    first, second = (one.facts for one in reading.applicants)
    assert first.person == second.person


def test_nothing_about_an_applicant_shows_the_whole_identity_number(tmp_path: Path) -> None:
    (one,) = read(tmp_path, {**ONE, "id_number": ID_ONE}).applicants
    assert ID_ONE not in f"{one!r} {one.facts!r} {one.masked_id}"
    assert one.masked_id == "110105********002X"


def test_an_eligibility_roster_still_serves_as_an_applicants_list(tmp_path: Path) -> None:
    path = filled_template(tmp_path / "申报.xlsx", [{"申报编号": "A001", "姓名": "高峰"}])
    (identity,) = read_applicants(path, today=TODAY).identities
    assert (identity.key, identity.name, identity.level) == ("A001", "高峰", "副高级")


def test_a_template_is_not_written_over_a_file_or_beside_no_folder(tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    write_eligibility_template(path, Language.EN)
    for wrong, force, code in (
        (path, False, "roster.template.exists"),
        (tmp_path / "模板.csv", False, "roster.template.extension"),
        (tmp_path / "没有" / "模板.xlsx", False, "roster.template.no_folder"),
    ):
        with pytest.raises(Refusal) as refused:
            write_eligibility_template(wrong, Language.ZH, force=force)
        assert refused.value.code == code
    write_eligibility_template(path, Language.ZH, force=True)
    assert openpyxl.load_workbook(path).worksheets[0].title == "申报人员花名册"
