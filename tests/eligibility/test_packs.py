"""The packs about applicants: complete, proved by their examples, every number and day pinned."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

import pytest

from expertpool.eligibility.kinds import KINDS
from expertpool.eligibility.pack import BUILT_IN, load_pack, read_pack
from expertpool.eligibility.stack import load_rules, rule_ids
from expertpool.errors import Refusal
from expertpool.rules.finding import State
from expertpool.rules.rule import Source, Strength
from expertpool.season.deadlines import season_dates
from expertpool.words import Language

FOLDER = files("expertpool.eligibility").joinpath("packs")


def tables(pack: str) -> list[dict[str, Any]]:
    content: list[dict[str, Any]] = tomllib.loads(FOLDER.joinpath(f"{pack}.toml").read_text(encoding="utf-8"))["rule"]
    return content


ALL = [(pack, rule["id"], rule) for pack in BUILT_IN for rule in tables(pack)]
RULES = pytest.mark.parametrize(("pack", "rule_id", "table"), ALL, ids=[rule_id for _, rule_id, _ in ALL])


def notches(value: Any) -> list[Any]:
    """The values nearest to a number, a day or a yes, on either side; none for words."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value - 1, value + 1]
    if isinstance(value, date):
        return [value - timedelta(days=1), value + timedelta(days=1)]
    return []


def moved(table: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[str, dict[str, Any]]]:
    """Copies of a rule with one number of its check or its ``when`` moved by one notch, or one word of a list gone."""
    at = table
    for key in path:
        at = at[key]
    for key, value in at.items():
        if isinstance(value, dict):
            yield from moved(table, (*path, key))
            continue
        for notch in notches(value):
            copied = copy.deepcopy(table)
            inside = copied
            for step in path:
                inside = inside[step]
            inside[key] = notch
            yield f"{'.'.join((*path, key))} = {notch}", copied


def notched(table: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    parts = {name: table[name] for name in ("check", "when") if name in table}
    return [(change, {**table, **changed}) for change, changed in moved(parts)]


def test_the_folder_holds_the_built_in_packs_and_no_others() -> None:
    assert sorted(file.name for file in FOLDER.iterdir()) == sorted(f"{name}.toml" for name in BUILT_IN)
    assert [load_pack(name).name for name in BUILT_IN] == list(BUILT_IN)


@RULES
def test_every_example_comes_out_as_stated(pack: str, rule_id: str, table: dict[str, Any]) -> None:
    rule = next(rule for rule in load_pack(pack).rules if rule.id == rule_id)
    assert [rule.comes_out(example) for example in rule.examples] == [example.state for example in rule.examples]
    assert len(rule.examples) == len(table["example"])


@RULES
def test_moving_any_number_by_one_notch_makes_an_example_fail(pack: str, rule_id: str, table: dict[str, Any]) -> None:
    unpinned = []
    for change, changed in notched(table):
        try:
            read_pack({"rule": [changed]}, f"{pack}.toml")
            unpinned.append(change)
        except Refusal as refusal:
            assert refusal.code in {"rules.example_wrong", "rules.want_positive", "rules.want_whole"}
    assert (rule_id, unpinned) == (rule_id, [])


def test_the_notch_test_moves_what_it_should() -> None:
    table = next(table for _, rule_id, table in ALL if rule_id == "private-direct")
    assert [change for change, _ in notched(table)] == [
        f"check.{name} = {number}"
        for name, middle in (
            ("middle_bachelor", 5),
            ("middle_college", 8),
            ("associate_bachelor", 12),
            ("city_years", 1),
        )
        for number in (middle - 1, middle + 1)
    ]
    ends = next(table for _, rule_id, table in ALL if rule_id == "medic-favour-ends")
    assert [change for change, _ in notched(ends)] == ["check.until = 2026-12-30", "check.until = 2027-01-01"]


@RULES
def test_a_rule_has_one_example_that_it_keeps_one_that_it_breaks_and_one_that_it_leaves_open(
    pack: str, rule_id: str, table: dict[str, Any]
) -> None:
    rule = next(rule for rule in load_pack(pack).rules if rule.id == rule_id)
    states = {example.state for example in rule.examples}
    silent = {"blind-2026-senior"}
    assert {State.HOLDS, State.BROKEN} <= states
    assert State.UNKNOWN in states or rule_id in silent
    assert len({example["name"] for example in table["example"]}) == len(table["example"])


@RULES
def test_a_rule_speaks_both_languages_and_names_its_clause(pack: str, rule_id: str, table: dict[str, Any]) -> None:
    rule = next(rule for rule in load_pack(pack).rules if rule.id == rule_id)
    assert [one for one in Language if rule.says_in(one).isascii()] == [Language.EN]
    assert not rule.clause.isascii()
    assert table["source"] in {"read", "repost", "memory", "proposal"}


def test_the_regional_pack_states_no_number_of_its_own_and_is_never_shown_as_law() -> None:
    region = load_rules(["neimenggu"], on=date(2025, 7, 15))
    waiting = [rule for rule in region.rules if any(hasattr(value, "setting") for value in vars(rule.check).values())]
    assert [rule.id for rule in waiting] == [rule.id for rule in region.rules]
    assert {rule.source for rule in region.rules} == {Source.MEMORY}


def test_only_what_the_notice_calls_a_principle_can_be_waived() -> None:
    rules = load_rules(on=date(2025, 7, 15)).rules
    assert sorted(rule.id for rule in rules if rule.strength is Strength.PRINCIPLE) == [
        "blind-2026-senior",
        "green-channel-once",
        "insured-by-employer",
        "medic-once",
        "private-labour-place",
        "rural-service",
    ]


def test_every_kind_is_used_by_a_pack() -> None:
    assert {table["check"]["kind"] for _, _, table in ALL} == set(KINDS)


def test_every_deadline_a_rule_names_is_a_fixed_day_of_the_season() -> None:
    named = {table["check"]["deadline"] for _, _, table in ALL if "deadline" in table["check"]}
    fixed = {one.id for one in season_dates("baotou-2025").deadlines if "on" in one.how}
    assert named - fixed == set()
    assert season_dates("baotou-2025").fixed("online-submit") == date(2025, 6, 25)
    assert season_dates("baotou-2025").fixed("unit-audit") == date(2025, 7, 4)
    assert season_dates("baotou-2025").fixed("evidence-cutoff") == date(2025, 7, 15)


@pytest.mark.parametrize(
    ("rule_id", "words"),
    [
        ("not-civil-servant", ["公务员", "参公管理"]),
        ("special-kinds", ["港澳台居民", "外籍人员", "高技能人才", "自由职业者", "农村牧区实用人才"]),
        ("entrusted-unit-papers", ["本单位同意", "上级委托函", "市人社局同意"]),
        (
            "private-channel",
            ["人才交流服务机构", "工商联", "行业协会商会学会", "创业孵化基地", "科技园区", "所在地人社部门"],
        ),
        (
            "directed-scope",
            ["中小学教师", "中等职业学校教师", "卫生", "农牧业", "林草", "水利", "乌兰牧骑", "文物博物"],
        ),
        ("recommendation-signed", ["审核人", "审核意见", "审核日期", "单位公章"]),
        ("rural-service", ["中小学教师", "卫生"]),
        ("private-separate-group", ["单独分组", "专项评审"]),
    ],
)
def test_a_list_of_the_notice_stands_whole_in_its_rule(rule_id: str, words: list[str]) -> None:
    table = next(table for _, found, table in ALL if found == rule_id)
    lists = [value for part in ("check", "when") for value in table.get(part, {}).values() if isinstance(value, list)]
    assert words in lists


def test_rule_ids_are_those_of_all_packs_each_once() -> None:
    assert sorted(rule_ids()) == sorted(rule_id for _, rule_id, _ in ALL)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"check": {"kind": "not_after", "until": "soon"}}, "rules.want_day"),
        ({"check": {"kind": "not_afte", "until": date(2026, 12, 31)}}, "rules.kind_unknown"),
        ({"check": {"kind": "not_after"}}, "rules.key_missing"),
        ({"strength": "soft"}, "rules.want_one_of"),
        ({"example": []}, "rules.example_missing"),
        ({"when": {"colour": ["red"]}}, "rules.key_unknown"),
        ({"clause": ""}, "rules.want_text"),
    ],
)
def test_a_pack_with_a_fault_is_refused_with_the_rule_and_its_key(change: dict[str, Any], code: str) -> None:
    table = next(table for _, rule_id, table in ALL if rule_id == "medic-favour-ends")
    with pytest.raises(Refusal) as refused:
        read_pack({"rule": [{**table, **change}]}, "own.toml")
    assert (refused.value.code, refused.value.params["rule"]) == (code, "medic-favour-ends")


def test_two_rules_of_one_id_are_refused() -> None:
    table = next(table for _, rule_id, table in ALL if rule_id == "medic-once")
    with pytest.raises(Refusal, match="id_twice"):
        read_pack({"rule": [table, table]}, "own.toml")


def test_a_pack_not_yet_in_force_asks_nothing() -> None:
    assert [pack.name for pack in load_rules(on=date(2024, 12, 31)).packs] == ["national"]
