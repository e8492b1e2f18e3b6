"""A pack: a file of rules with its dates in force, loaded whole or refused with the reason."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from expertpool.errors import Refusal
from expertpool.ids import RuleId
from expertpool.rules.finding import State
from expertpool.rules.kinds import KINDS
from expertpool.rules.kinds.kind import Kind
from expertpool.rules.period import covers
from expertpool.rules.rule import Example, Rule, Source, Strength
from expertpool.rules.settle import settle
from expertpool.rules.stage import Stage
from expertpool.rules.table import (
    Spot,
    Unfit,
    expect_table,
    list_words,
    one_word,
    read_record,
    read_value,
    refuse_unknown,
    share_or_whole,
    shown,
    text,
)
from expertpool.rules.toml_file import parse_toml, read_toml
from expertpool.rules.when import Traits, When
from expertpool.words import Language

BUILT_IN = ("national", "neimenggu", "baotou-2025", "office")
"""Packs that come with the program, the highest authority first."""


class Tier(StrEnum):
    """Whose rules a pack holds, the highest authority first."""

    NATIONAL = "national"
    REGION = "region"
    CITY = "city"
    UNIT = "unit"
    OFFICE = "office"

    @property
    def rank(self) -> int:
        """0 for national to 4 for the office's own."""
        return list(Tier).index(self)


@dataclass(frozen=True)
class Header:
    """The ``[pack]`` table of a file; all of it may be left out."""

    name: str = ""
    title: str = ""
    title_en: str = ""
    tier: Tier = Tier.UNIT
    in_force_from: date | None = None
    in_force_until: date | None = None


@dataclass(frozen=True)
class Pack:
    """The rules of one file in the file's order. Both dates in force are included; None leaves that end open."""

    name: str
    title: str
    title_en: str
    tier: Tier
    in_force_from: date | None
    in_force_until: date | None
    rules: tuple[Rule, ...]

    def title_in(self, language: Language) -> str:
        """The title in the reader's language."""
        return self.title if language is Language.ZH else self.title_en

    def in_force(self, on: date) -> bool:
        """Whether the pack binds on this day."""
        return covers(self.in_force_from, self.in_force_until, on) is not False


def load_pack(name: str) -> Pack:
    """The built-in pack of that name, or the pack in the file of that path. Raises Refusal for anything else."""
    if name in BUILT_IN:
        return _built_in(name)
    path = Path(name)
    if path.suffix == ".toml" or path.exists():
        return read_pack(read_toml(path), str(path))
    raise Refusal("rules.pack_missing", name=name, known=list_words(BUILT_IN))


@cache
def _built_in(name: str) -> Pack:
    file = files("expertpool.rules").joinpath("packs", f"{name}.toml")
    return read_pack(parse_toml(file.read_text(encoding="utf-8"), str(file)), str(file))


def read_pack(content: Mapping[str, Any], file: str) -> Pack:
    """The pack these tables state; every rule is read, and each of its examples must come out as stated."""
    spot = Spot(file)
    refuse_unknown(content, ("pack", "rule"), spot)
    header = read_record(Header, content.get("pack", {}), spot.at("pack"))
    if header.in_force_from and header.in_force_until and header.in_force_until < header.in_force_from:
        raise spot.at("pack").at("in_force_until").refuse("rules.force_backwards", found=header.in_force_until)
    name = header.name or Path(file).stem
    rules = content.get("rule", [])
    if not isinstance(rules, list) or not rules:
        raise spot.at("rule").refuse("rules.pack_empty")
    read = tuple(_rule(table, name, Spot(file, rule=f"rule {at}")) for at, table in enumerate(rules, start=1))
    _refuse_twice(read, file)
    title = header.title or name
    return Pack(
        name, title, header.title_en or title, header.tier, header.in_force_from, header.in_force_until, rules=read
    )


def _refuse_twice(rules: tuple[Rule, ...], file: str) -> None:
    seen: set[RuleId] = set()
    for rule in rules:
        if rule.id in seen:
            raise Spot(file, rule=rule.id).at("id").refuse("rules.id_twice")
        seen.add(rule.id)


_REQUIRED = ("id", "clause", "says", "strength", "source", "check", "stages", "example")
_OPTIONAL = ("topic", "says_en", "when", "in_force_from", "in_force_until")


def _rule(table: Any, pack: str, spot: Spot) -> Rule:
    table = expect_table(table, spot)
    if isinstance(table.get("id"), str) and table["id"].strip():
        spot = Spot(spot.file, rule=table["id"])
    refuse_unknown(table, (*_REQUIRED, *_OPTIONAL), spot)
    for key in _REQUIRED:
        if key not in table:
            raise spot.at(key).refuse("rules.example_missing" if key == "example" else "rules.key_missing")
    words = {key: _text(table, key, spot) for key in ("id", "clause", "says", "topic", "says_en") if key in table}
    check = _check(table["check"], spot.at("check"))
    rule = Rule(
        id=RuleId(words["id"]),
        topic=words.get("topic", words["id"]),
        clause=words["clause"],
        says=words["says"],
        says_en=words.get("says_en", words["says"]),
        strength=_word(Strength, table, "strength", spot),
        source=_word(Source, table, "source", spot),
        stages=_stages(table["stages"], check, spot.at("stages")),
        check=check,
        when=_when(table.get("when", {}), spot.at("when")),
        examples=_examples(table["example"], check, spot.at("example")),
        pack=pack,
        in_force_from=_day(table, "in_force_from", spot),
        in_force_until=_day(table, "in_force_until", spot),
    )
    _prove(rule, spot)
    return rule


def _text(table: Mapping[str, Any], key: str, spot: Spot) -> str:
    return str(read_value(frozenset({str}), table[key], spot.at(key)))


def _day(table: Mapping[str, Any], key: str, spot: Spot) -> date | None:
    return read_value(frozenset({date}), table[key], spot.at(key)) if key in table else None


def _word(words: Any, table: Mapping[str, Any], key: str, spot: Spot) -> Any:
    try:
        return one_word(words)(table[key])
    except Unfit as unfit:
        raise spot.at(key).refuse(unfit.code, found=shown(table[key]), **unfit.params) from None


def _check(table: Any, spot: Spot) -> Kind[Any]:
    table = dict(expect_table(table, spot))
    if "kind" not in table:
        raise spot.at("kind").refuse("rules.key_missing")
    name = table.pop("kind")
    if not isinstance(name, str) or name not in KINDS:
        near = difflib.get_close_matches(str(name), KINDS, n=1, cutoff=0.6)
        raise spot.at("kind").refuse("rules.kind_unknown", found=shown(name), known=list_words(near or KINDS))
    kind = KINDS[name]
    check = read_record(kind, table, spot, one_of=kind.one_of)
    for parameter in kind.positive:
        if getattr(check, parameter) < 1:
            raise spot.at(parameter).refuse("rules.want_positive", found=shown(table[parameter]))
    return check


def _stages(value: Any, check: Kind[Any], spot: Spot) -> frozenset[Stage]:
    possible = sorted(check.stages, key=list(Stage).index)
    if not isinstance(value, list) or not value or len(set(map(str, value))) < len(value):
        raise spot.refuse("rules.want_stages", found=shown(value), stages=list_words(possible))
    for stage in value:
        if stage not in [known.value for known in possible]:
            raise spot.refuse("rules.want_stages", found=shown(stage), stages=list_words(possible))
    return frozenset(Stage(stage) for stage in value)


def _when(value: Any, spot: Spot) -> When:
    table = expect_table(value, spot)
    refuse_unknown(table, ("committee",), spot)
    return read_record(When, table.get("committee", {}), spot.at("committee"))


def _examples(value: Any, check: Kind[Any], spot: Spot) -> tuple[Example, ...]:
    if not isinstance(value, list) or not value:
        raise spot.refuse("rules.example_missing")
    return tuple(_example(table, check, spot.at(str(at))) for at, table in enumerate(value, start=1))


def _example(value: Any, check: Kind[Any], spot: Spot) -> Example:
    table = expect_table(value, spot)
    refuse_unknown(table, ("name", "facts", "holds", "committee", "settings"), spot)
    for key in ("facts", "holds"):
        if key not in table:
            raise spot.at(key).refuse("rules.key_missing")
    settings = _settings(table.get("settings", {}), spot.at("settings"))
    return Example(
        name=_text(table, "name", spot) if "name" in table else "",
        facts=read_record(check.facts, table["facts"], spot.at("facts")),
        state=_state(table["holds"], spot.at("holds")),
        committee=read_record(Traits, table["committee"], spot.at("committee")) if "committee" in table else None,
        settings=settle(check, settings),
    )


def _settings(value: Any, spot: Spot) -> dict[str, Any]:
    table = expect_table(value, spot)
    settings = {}
    for name, number in table.items():
        try:
            settings[text(name)] = share_or_whole(number)
        except Unfit as unfit:
            raise spot.at(name).refuse(unfit.code, found=shown(number)) from None
    return settings


_STATES = {True: State.HOLDS, False: State.BROKEN}
_NAMED_STATES = (State.UNKNOWN, State.NOT_APPLICABLE)


def _state(value: Any, spot: Spot) -> State:
    if isinstance(value, bool):
        return _STATES[value]
    if isinstance(value, str) and value in {state.value for state in _NAMED_STATES}:
        return State(value)
    raise spot.refuse("rules.want_holds", found=shown(value), states=list_words(_NAMED_STATES))


def _prove(rule: Rule, spot: Spot) -> None:
    for at, example in enumerate(rule.examples, start=1):
        came_out = rule.comes_out(example)
        if came_out is not example.state:
            place = spot.at("example").at(str(at))
            name = example.name or str(at)
            raise place.refuse("rules.example_wrong", name=name, stated=example.state, came_out=came_out)
