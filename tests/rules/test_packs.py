"""The built-in packs: complete, proved by their examples, every number pinned, nothing shown as law that is not."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from importlib.resources import files
from typing import Any

import pytest

from expertpool.errors import Refusal
from expertpool.rules.finding import State
from expertpool.rules.kinds import KINDS
from expertpool.rules.pack import BUILT_IN, load_pack, read_pack
from expertpool.rules.rule import Source
from expertpool.rules.stack import load_packs
from expertpool.words import Language, has

FOLDER = files("expertpool.rules").joinpath("packs")


def _tables(pack: str) -> dict[str, Any]:
    return tomllib.loads(FOLDER.joinpath(f"{pack}.toml").read_text(encoding="utf-8"))


RULES = [(pack, rule["id"]) for pack in BUILT_IN for rule in _tables(pack)["rule"]]


def _table(pack: str, rule_id: str) -> dict[str, Any]:
    return next(rule for rule in _tables(pack)["rule"] if rule["id"] == rule_id)


def _notches(value: Any) -> list[Any]:
    """The values nearest to a number, a share or a yes, on either side; none for words."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value - 1, value + 1]
    if isinstance(value, str) and "/" in value:
        return [str(Fraction(value) + step) for step in (Fraction(-1, 100), Fraction(1, 100))]
    return []


def _moved(table: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[str, dict[str, Any]]]:
    """Copies of a rule with one number of its check or its ``when`` moved by one notch."""
    at = table
    for key in path:
        at = at[key]
    for key, value in at.items():
        here = (*path, key)
        if isinstance(value, dict):
            yield from _moved(table, here)
            continue
        for notch in _notches(value):
            moved = copy.deepcopy(table)
            inside = moved
            for step in path:
                inside = inside[step]
            inside[key] = notch
            yield f"{'.'.join(here)} = {notch}", moved


def _notched(table: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    parts = {name: table[name] for name in ("check", "when") if name in table}
    return [(change, {**table, **moved}) for change, moved in _moved(parts)]


def test_the_folder_holds_the_built_in_packs_and_no_others():
    assert sorted(file.name for file in FOLDER.iterdir() if file.name.endswith(".toml")) == sorted(
        f"{name}.toml" for name in BUILT_IN
    )


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_built_in_pack_carries_its_own_name(name):
    assert load_pack(name).name == name


@pytest.mark.parametrize(("pack", "rule_id"), RULES)
def test_every_example_comes_out_as_stated(pack, rule_id):
    rule = next(rule for rule in load_pack(pack).rules if rule.id == rule_id)

    assert [rule.comes_out(example) for example in rule.examples] == [example.state for example in rule.examples]


@pytest.mark.parametrize(("pack", "rule_id"), RULES)
def test_moving_any_number_by_one_notch_makes_an_example_fail(pack, rule_id):
    table = _table(pack, rule_id)

    unpinned = []
    for change, moved in _notched(table):
        try:
            read_pack({"rule": [moved]}, "moved.toml")
            unpinned.append(change)
        except Refusal as refusal:
            assert refusal.code in {"rules.example_wrong", "rules.want_positive", "rules.want_whole"}

    assert unpinned == []


def test_the_notch_test_moves_what_it_should():
    moved = {change for change, _ in _notched(_table("baotou-2025", "outside-peers"))}

    assert moved == {
        "check.at_least = 97/300",
        "check.at_least = 103/300",
        "check.inclusive = False",
        "when.committee.self_reviewing = False",
    }


@pytest.mark.parametrize(("pack", "rule_id"), RULES)
def test_a_rule_has_one_example_that_it_keeps_and_one_that_it_breaks(pack, rule_id):
    rule = next(rule for rule in load_pack(pack).rules if rule.id == rule_id)

    assert {State.HOLDS, State.BROKEN} <= {example.state for example in rule.examples}


@pytest.mark.parametrize(("pack", "rule_id"), RULES)
def test_a_rule_speaks_both_languages(pack, rule_id):
    rule = next(rule for rule in load_pack(pack).rules if rule.id == rule_id)

    assert rule.says_in(Language.EN).isascii()
    assert not rule.says.isascii()


@pytest.mark.parametrize("source", list(Source))
@pytest.mark.parametrize("language", list(Language))
def test_only_what_was_read_is_shown_as_law(source, language):
    shown = source.words.text(language)

    assert source.is_law == (source in (Source.READ, Source.REPOST))
    assert (("法规" in shown) or ("law" in shown)) == source.is_law


def test_the_office_pack_states_no_law_and_only_rest_can_be_waived():
    packs = load_packs(on=date(2025, 8, 15))

    assert {rule.source for rule in load_pack("office").rules} == {Source.PROPOSAL}
    assert [rule.id for rule in packs.rules if rule.waivable] == ["rest-after-three-years"]


def test_the_regional_pack_states_no_number_of_its_own():
    packs = load_packs(["neimenggu"], on=date(2025, 8, 15))
    region = {rule.id for rule in load_pack("neimenggu").rules}

    assert {rule.id for rules in packs.open_numbers.values() for rule in rules} >= region


def test_every_kind_is_used_by_a_pack():
    used = {table["check"]["kind"] for pack in BUILT_IN for table in _tables(pack)["rule"]}

    assert used == set(KINDS)


def test_every_record_a_pack_asks_for_has_words():
    records = load_packs(on=date(2025, 8, 15)).records

    assert [record for record in records if not has(f"rules.record.{record}")] == []
