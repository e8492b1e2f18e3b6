"""A roster read whole: every planted fault by its cell, every format alike."""

from __future__ import annotations

from datetime import date
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from expertpool.documents.roster.columns import COLUMNS
from expertpool.documents.roster.expert import RosterExpert
from expertpool.documents.roster.reading import read_roster
from expertpool.ids import ExpertId
from expertpool.rules.facts import EmployerKind, ExpertFacts, Integrity, Level, PoolStatus


def test_a_clean_row_becomes_an_expert_with_every_field(rosters: Any) -> None:
    first = rosters.person(
        1,
        region="云岭市",
        integrity="失信",
        status="停用",
        recuse_units="云岭矿业；云岭钢铁",
        kin="E0002",
        term_end="2027.2",
    )
    second = {**dict.fromkeys(first, ""), **rosters.person(2, kin="E0001")}
    reading = rosters.read(rosters.lines([first, second]))
    assert (reading.problems, reading.rows, reading.good, reading.bad, reading.ok) == ((), (2, 3), 2, 0, True)
    assert reading.experts[0] == RosterExpert(
        facts=ExpertFacts(
            expert_no=ExpertId("E0001"),
            employer="云岭第一研究院",
            series="工程",
            specialties=("冶金", "材料"),
            level=Level.FULL_SENIOR,
            employer_kind=EmployerKind.INSTITUTION,
            region="云岭市",
            term_start=date(2025, 1, 1),
            term_end=date(2027, 2, 28),
            years_served=frozenset({2022, 2024}),
            integrity=Integrity.DISHONEST,
            status=PoolStatus.SUSPENDED,
            recuse_units=frozenset({"云岭矿业", "云岭钢铁"}),
            kin=frozenset({ExpertId("E0002")}),
            birth_month=date(1970, 5, 1),
        ),
        name="王乙",
        id_number=rosters.identity(1),
        gender="男",
        phone="13900000001",
        email="e1@example.cn",
    )


def test_columns_that_are_not_there_leave_what_is_not_known(rosters: Any) -> None:
    keys = ("expert_no", "name", "employer", "series", "specialties", "level")
    reading = rosters.read(rosters.lines([{key: rosters.person(1)[key] for key in keys}]))
    facts = reading.experts[0].facts
    assert (reading.problems, facts.years_served, facts.integrity, facts.status, facts.kin) == (
        (),
        None,
        Integrity.GOOD,
        PoolStatus.ACTIVE,
        frozenset(),
    )


def test_an_empty_cell_for_years_means_never_served(rosters: Any) -> None:
    reading = rosters.read(rosters.lines([rosters.person(1, years_served="")]))
    assert reading.experts[0].facts.years_served == frozenset()


def planted(rosters: Any) -> list[list[Any]]:
    """A roster with a title, a unit line, a wrapped head, and one fault of each of many kinds."""
    people = [rosters.person(serial, recuse_units="") for serial in range(1, 21)]
    people[0]["id_number"] = float(150203197001011235)
    people[1]["id_number"] = people[1]["id_number"][:17] + ("1" if people[1]["id_number"][17] != "1" else "2")
    people[2]["employer_kind"] = "民企"
    people[3]["level"] = "副高"
    people[4]["term_end"] = "2024-02-30"
    people[5]["term_end"] = "2024-12-31"
    people[6]["expert_no"] = "E0001"
    people[7]["id_number"] = rosters.identity(3)
    people[8]["employer"] = ""
    people[9]["years_served"] = "2022、2033"
    people[10]["kin"] = "E0011"
    people[11]["kin"] = "E0099"
    people[12]["specialties"] = "#N/A"
    people[13]["name"] = "<b>王五</b>"
    people[14]["name"] = "张 三"
    people[15]["phone"] = 13900000016.0
    people[16]["birth_month"] = "1971年5月"
    people[17]["gender"] = "女"
    heads, *rows = rosters.lines(people)
    heads[1], heads[4] = "姓 名", "工作\n单位"
    return [["云岭市评审专家名册"], ["填报单位：云岭市", "", "2026年6月"], heads, *rows, ["合计", "20人"]]


PLANTED_ERRORS = [
    ("id_lost", "C4"),
    ("id_check", "C5"),
    ("not_allowed", "F6"),
    ("not_allowed", "I7"),
    ("date_none", "K8"),
    ("term_turned", "K9"),
    ("duplicate_expert_no", "A10"),
    ("duplicate_id_number", "C11"),
    ("missing_value", "E12"),
    ("year_future", "L13"),
    ("kin_self", "M14"),
    ("kin_unknown", "M15"),
    ("excel_error", "H16"),
    ("markup", "B17"),
]
PLANTED_NOTICES = [("name_blanks", "B18"), ("birth_differs", "N20"), ("gender_differs", "D21"), ("total_row", None)]


@pytest.mark.parametrize("name", ["r.xlsx", "r.xls", "r.ods"])
def test_every_planted_fault_is_named_with_its_cell_and_nothing_else(rosters: Any, name: str) -> None:
    reading = rosters.read(planted(rosters), name=name, **({"merges": ["A1:P1"]} if name == "r.xlsx" else {}))
    told = rosters.told(reading)
    assert [entry[1:] for entry in told if entry[0] == "error"] == PLANTED_ERRORS
    assert [entry[1:] for entry in told if entry[0] == "notice"] == PLANTED_NOTICES
    assert (reading.head_row, reading.good, reading.bad) == (3, 6, 14)
    assert reading.rows == (18, 19, 20, 21, 22, 23)


def test_a_problem_carries_sheet_row_column_head_key_and_value(rosters: Any) -> None:
    reading = rosters.read(rosters.lines([rosters.person(1, level="副高")]))
    problem = reading.problems[0]
    where = problem.where
    assert (where.file, where.sheet, where.row, where.column, where.field, problem.key, problem.value) == (
        "r.xlsx",
        "名册",
        2,
        "I",
        "职称层级",
        "level",
        "副高",
    )


def test_both_rows_of_a_duplicate_are_named(rosters: Any) -> None:
    reading = rosters.read(rosters.lines([rosters.person(1), rosters.person(2, expert_no="E0001"), rosters.person(3)]))
    problem = reading.problems[0]
    assert (problem.where.cell, problem.params["other"], reading.rows) == ("A3", "2", (2, 4))


@pytest.mark.parametrize("missing", [column for column in COLUMNS if column.required], ids=lambda column: column.key)
def test_a_missing_required_column_is_one_error_and_not_one_for_each_row(rosters: Any, missing: Any) -> None:
    people = [rosters.person(serial) for serial in range(1, 5)]
    for one in people:
        del one[missing.key]
    reading = rosters.read(rosters.lines(people))
    assert [(p.code, p.key, p.where.field) for p in reading.errors] == [
        ("roster.missing_column", missing.key, missing.head)
    ]
    assert (reading.good, reading.bad, reading.experts) == (0, 4, ())


def test_a_misspelled_required_column_is_suggested(rosters: Any) -> None:
    heads, *rows = rosters.lines([rosters.person(1)])
    heads[heads.index("职称层级")] = "职称层次"
    reading = rosters.read([heads, *rows])
    assert [(p.code, p.params["near"]) for p in reading.problems] == [
        ("roster.missing_column", "职称层次"),
        ("roster.unknown_column", "职称层级"),
    ]


def test_unknown_columns_are_reported_with_a_near_spelling_where_there_is_one(rosters: Any) -> None:
    heads, *rows = rosters.lines([rosters.person(1)])
    reading = rosters.read([[*heads, "备注", "回避单味"], *([*row, "好", "云岭矿业"] for row in rows)])
    assert reading.ok
    assert reading.unknown_columns == ("备注", "回避单味")
    assert [(p.where.cell, p.params["near"]) for p in reading.problems] == [("Q1", ""), ("R1", "回避单位")]


def test_a_roster_without_rows_is_an_error(rosters: Any) -> None:
    reading = rosters.read(rosters.lines([rosters.person(1)])[:1])
    assert rosters.told(reading) == [("error", "no_rows", None)]


def test_kin_named_by_one_side_count_for_both(rosters: Any) -> None:
    reading = rosters.read(rosters.lines([rosters.person(1, kin="E0002"), rosters.person(2)]))
    assert rosters.told(reading) == [("notice", "kin_one_sided", "M2")]
    assert [expert.facts.kin for expert in reading.experts] == [frozenset({"E0002"}), frozenset({"E0001"})]


@pytest.mark.parametrize(("written", "near"), [("e0002", "E0002"), ("E2", "E0002"), ("X9", "")])
def test_an_unknown_relative_is_suggested_where_only_case_or_zeros_differ(
    rosters: Any, written: str, near: str
) -> None:
    reading = rosters.read(rosters.lines([rosters.person(1, kin=written), rosters.person(2)]))
    assert [(p.code, p.params["near"]) for p in reading.errors] == [("roster.kin_unknown", near)]


def test_a_relative_in_a_row_with_errors_is_known_all_the_same(rosters: Any) -> None:
    people = [rosters.person(1, kin="E0002"), rosters.person(2, kin="E0001", level="副高")]
    assert rosters.problems(*people) == [("error", "not_allowed", "I3")]


@pytest.mark.parametrize("other", ["云岭 第一研究院", "云岭第一研究院 ", "云岭第一（研究院）"])
def test_one_employer_spelled_in_two_ways_is_noticed_once(rosters: Any, other: str) -> None:
    people = [
        rosters.person(1),
        rosters.person(2),
        rosters.person(3, employer=other),
        rosters.person(4, employer=other),
    ]
    expected = [] if other.strip() == "云岭第一研究院" else [("notice", "unit_spelling", "E4")]
    assert rosters.problems(*people) == expected


def test_a_recusal_that_would_miss_its_unit_by_brackets_is_noticed(rosters: Any) -> None:
    people = [rosters.person(1, employer="云岭（集团）", recuse_units=""), rosters.person(2, recuse_units="云岭(集团)")]
    assert ("notice", "unit_spelling", "Q3") in rosters.problems(*people)


HEADS_BY_KEY = [
    "status", "level", "name", "expert_no", "specialties", "employer", "series", "kin", "gender", "id_number", "phone",
]  # fmt: skip  # a table reads better in columns


def test_english_heads_in_any_order_read_like_chinese_ones(rosters: Any) -> None:
    people = [rosters.person(serial, status="在库") for serial in range(1, 4)]
    chinese = rosters.read(rosters.lines([{key: one[key] for key in HEADS_BY_KEY} for one in people]))
    english = rosters.read([HEADS_BY_KEY, *([one[key] for key in HEADS_BY_KEY] for one in people)], name="e.xlsx")
    assert (english.experts, english.problems) == (chinese.experts, ())


WORD = st.text("云岭稀土冶金材料采矿研究院第一二三ABCxyz", min_size=1, max_size=8)
NAME = st.one_of(
    st.text("王李张刘陈伟芳娜敏静𠮷", min_size=2, max_size=4),
    st.just("阿依古丽·买买提"),
    st.just("John Smith"),
    st.just("阿依古丽 买买提"),
)
DAY = st.dates(date(1990, 1, 1), date(2050, 12, 31))


@st.composite
def clean_rosters(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Cells of a few experts that a reader must take without a word."""
    numbers = draw(
        st.lists(st.from_regex(r"[A-Z][0-9]{1,6}|0[0-9]{3}", fullmatch=True), min_size=1, max_size=5, unique=True)
    )
    pairs = {numbers[0]: numbers[1], numbers[1]: numbers[0]} if len(numbers) > 1 and draw(st.booleans()) else {}
    return [_clean_person(draw, number, pairs.get(number, "")) for number in numbers]


def _clean_person(draw: st.DrawFn, number: str, kin: str) -> dict[str, Any]:
    days = sorted(draw(st.tuples(DAY, DAY)))
    words = draw(st.lists(WORD, min_size=1, max_size=3, unique=True))
    cells: dict[str, Any] = {column.key: draw(st.sampled_from(column.values)) for column in COLUMNS if column.values}
    return cells | {
        "expert_no": number,
        "name": draw(NAME),
        "employer": draw(WORD),
        "series": draw(WORD),
        "region": draw(st.one_of(st.just(""), WORD)),
        "specialties": "、".join(words),
        "recuse_units": "；".join(draw(st.lists(WORD, max_size=2, unique=True))),
        "term_start": draw(
            st.sampled_from([days[0].isoformat(), days[0], f"{days[0].year}年{days[0].month}月{days[0].day}日"])
        ),
        "term_end": draw(st.sampled_from([days[1].isoformat(), days[1]])),
        "years_served": "、".join(map(str, draw(st.lists(st.integers(2000, 2025), max_size=4, unique=True)))),
        "kin": kin,
        "birth_month": draw(st.dates(date(1950, 1, 1), date(1995, 1, 1))).strftime("%Y-%m"),
        "phone": draw(st.one_of(st.just(""), st.from_regex(r"13[0-9]{9}", fullmatch=True))),
        "email": "a@example.cn",
    }


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(people=clean_rosters())
def test_a_clean_roster_reads_the_same_in_every_format(rosters: Any, people: list[dict[str, Any]]) -> None:
    lines = rosters.lines(people)
    readings = {name: rosters.read(lines, name=name) for name in rosters.writers}
    experts = readings["r.xlsx"].experts
    assert {name: reading.errors for name, reading in readings.items()} == dict.fromkeys(readings, ())
    assert {name: reading.experts for name, reading in readings.items()} == dict.fromkeys(readings, experts)
    assert [_cells_again(expert) for expert in experts] == [_cells_meant(one) for one in people]


def _cells_again(expert: RosterExpert) -> dict[str, Any]:
    facts = expert.facts
    return {
        "expert_no": facts.expert_no,
        "name": expert.name,
        "employer": facts.employer,
        "level": facts.level.value,
        "specialties": "、".join(facts.specialties),
        "years_served": facts.years_served,
        "phone": expert.phone or "",
        "kin": "".join(facts.kin),
        "term_end": facts.term_end.isoformat() if facts.term_end else "",
        "birth_month": facts.birth_month.strftime("%Y-%m") if facts.birth_month else "",
    }


def _cells_meant(cells: dict[str, Any]) -> dict[str, Any]:
    plain = {
        key: cells[key]
        for key in ("expert_no", "name", "employer", "level", "specialties", "phone", "kin", "birth_month")
    }
    years = frozenset(int(year) for year in cells["years_served"].split("、") if year)
    return plain | {"years_served": years, "term_end": str(cells["term_end"])}


def test_numbers_typed_as_numbers_read_like_text(rosters: Any) -> None:
    typed = rosters.person(
        7, expert_no=7, years_served=2024, phone=13900000007, birth_month=1970.5, term_start=20250101
    )
    reading = rosters.read(rosters.lines([typed]))
    facts = reading.experts[0].facts
    assert (facts.expert_no, facts.years_served, reading.experts[0].phone, facts.birth_month, facts.term_start) == (
        "7",
        frozenset({2024}),
        "13900000007",
        date(1970, 5, 1),
        date(2025, 1, 1),
    )


def test_text_that_looks_like_a_number_keeps_its_zeros(rosters: Any) -> None:
    reading = rosters.read(rosters.lines([rosters.person(7, expert_no="0007")]))
    assert reading.experts[0].facts.expert_no == "0007"


def test_the_day_defaults_to_the_system_s(rosters: Any) -> None:
    path = rosters.file(rosters.lines([rosters.person(1, years_served="9999")]))
    assert [problem.code for problem in read_roster(path).errors] == ["roster.year_future"]


def test_a_workbook_saved_by_excel_with_a_leading_guide_sheet_is_found(rosters: Any, today: date) -> None:
    path = rosters.file(rosters.lines([rosters.person(1)]))
    book = openpyxl.load_workbook(path)
    guide = book.create_sheet("填表说明", 0)
    guide.append(["表头", "键名", "含义"])
    guide.append(["专家编号", "expert_no", "编号"])
    guide.append(["姓名", "name", "姓名"])
    book.save(path)
    reading = read_roster(path, today=today)
    assert (reading.sheet, reading.problems, reading.good) == ("名册", (), 1)
