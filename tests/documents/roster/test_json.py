"""Lists of objects: keys, lists, and what is no list of objects."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from expertpool.documents.roster.reading import RosterReading, read_roster
from expertpool.errors import Refusal

ONE = {
    "专家编号": "E1",
    "姓名": "张三",
    "工作单位": "云岭研究院",
    "职称系列": "工程",
    "专业": "冶金",
    "职称层级": "正高级",
}
ENGLISH = {
    "expert_no": "E2",
    "name": "李四",
    "employer": "甲",
    "series": "工程",
    "specialties": ["冶金", "材料"],
    "level": "副高级",
}


def read(tmp_path: Path, content: Any) -> RosterReading:
    path = tmp_path / "r.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), "utf-8")
    return read_roster(path)


def told(reading: RosterReading) -> list[tuple[str, int | None, str | None]]:
    return [(p.code.removeprefix("roster."), p.where.row, p.where.field) for p in reading.problems]


def refusal(tmp_path: Path, content: Any) -> Refusal:
    with pytest.raises(Refusal) as refused:
        read(tmp_path, content)
    return refused.value


def test_chinese_and_english_keys_may_stand_side_by_side(tmp_path: Path) -> None:
    reading = read(tmp_path, [ONE, ENGLISH])
    assert (reading.problems, reading.rows, reading.sheet) == ((), (1, 2), None)
    assert [(expert.name, expert.facts.specialties) for expert in reading.experts] == [
        ("张三", ("冶金",)),
        ("李四", ("冶金", "材料")),
    ]


def test_rows_are_places_in_the_list_and_there_is_no_column_letter(tmp_path: Path) -> None:
    reading = read(tmp_path, [ONE, ENGLISH | {"level": "副高"}])
    where = reading.problems[0].where
    assert (where.row, where.column, where.cell, where.field) == (2, None, None, "职称层级")


def test_lists_fill_what_holds_several_values(tmp_path: Path) -> None:
    facts = (
        read(tmp_path, [ONE | {"参评年度": [2022, "2023"], "亲属专家": [], "回避单位": ["甲,乙", "丙"]}])
        .experts[0]
        .facts
    )
    assert (facts.years_served, facts.kin, facts.recuse_units) == (
        frozenset({2022, 2023}),
        frozenset(),
        frozenset({"甲,乙", "丙"}),
    )


def test_null_and_a_missing_key_are_empty(tmp_path: Path) -> None:
    assert told(read(tmp_path, [ONE | {"邮箱": None}, ENGLISH, {**ONE, "专家编号": "E3", "姓名": None}])) == [
        ("missing_value", 3, "姓名")
    ]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"a": 1}, "nested"),
        ([["a"]], "nested"),
        (["张三", "李四"], "list_not_allowed"),
        (True, "wrong_type"),
        ("\ud800", "damaged_text"),
    ],
)
def test_values_of_the_wrong_kind_are_named(tmp_path: Path, value: Any, code: str) -> None:
    path = tmp_path / "r.json"
    path.write_text(json.dumps([ONE | {"姓名": value}]), "utf-8")
    assert told(read_roster(path)) == [(code, 1, "姓名")]


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_numbers_that_are_none_are_named(tmp_path: Path, word: str) -> None:
    text = json.dumps([ONE], ensure_ascii=False).replace('"E1"', word)
    assert told(read(tmp_path, text)) == [("wrong_type", 1, "专家编号")]


@pytest.mark.parametrize("again", ["姓名", "name", "姓 名"])
def test_one_person_s_key_given_twice_is_an_error(tmp_path: Path, again: str) -> None:
    text = json.dumps([ONE], ensure_ascii=False).replace('"张三"', f'"张三", "{again}": "李四"')
    assert told(read(tmp_path, text)) == [("key_twice", 1, "姓名")]


def test_unknown_keys_are_reported_once(tmp_path: Path) -> None:
    reading = read(tmp_path, [ONE | {"微信": "a"}, ENGLISH | {"微信": "b"}])
    assert (reading.unknown_columns, [problem.code for problem in reading.problems]) == (
        ("微信",),
        ["roster.unknown_column"],
    )


def test_an_identity_number_of_exact_digits_is_read(tmp_path: Path, rosters: Any) -> None:
    number = rosters.identity(1)
    assert read(tmp_path, [ONE | {"身份证号": int(number)}]).experts[0].id_number == number


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("{", "roster.bad_json"),
        ("[{'a': 1}]", "roster.bad_json"),
        ('[{"a": 1},]', "roster.bad_json"),
        ('{"experts": []}', "roster.json_no_list"),
        ('"text"', "roster.json_no_list"),
        ("null", "roster.json_no_list"),
        ("[1]", "roster.json_no_object"),
        ("[[]]", "roster.json_no_object"),
        ("[]", "roster.empty_file"),
        ("[{}]", "roster.empty_file"),
        ('[{"a": 1}]', "roster.json_no_keys"),
        ("[" * 100_000, "roster.json_too_deep"),
        ("[{" + '"a":' + "9" * 5000 + "}]", "roster.json_too_deep"),
    ],
)
def test_what_is_no_list_of_objects_is_refused(tmp_path: Path, content: str, code: str) -> None:
    assert refusal(tmp_path, content).code == code


def test_a_refusal_names_line_and_character(tmp_path: Path) -> None:
    assert refusal(tmp_path, '[\n {"a" 1}\n]').params == {"line": 2, "column": 7}
