"""A pack: a file of rules with its dates in force, loaded whole or refused with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from expertpool.ids import RuleId
from expertpool.rules.header import Header
from expertpool.rules.kinds import KINDS
from expertpool.rules.kinds.kind import Kind
from expertpool.rules.pack_reading import (
    find_pack,
    kind_named,
    read_examples,
    read_parts,
    read_state,
    read_text,
    refuse_missing,
)
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
    read_with,
    read_worded,
    refuse_unknown,
    share_or_whole,
    shown,
    text,
)
from expertpool.rules.when import Traits, When
from expertpool.words.worded import keys_of

BUILT_IN = ("national", "neimenggu", "baotou-2025", "office")
"""Packs that come with the program, the highest authority first."""


@dataclass(frozen=True)
class Pack(Header):
    """The rules of one file in the file's order."""

    rules: tuple[Rule, ...] = ()


def load_pack(name: str) -> Pack:
    """The built-in pack of that name, or the pack in the file of that path. Raises Refusal for anything else."""
    return find_pack(name, BUILT_IN, "expertpool.rules", read_pack)


def read_pack(content: Mapping[str, Any], file: str) -> Pack:
    """The pack these tables state; every rule is read, and each of its examples must come out as stated."""
    header, rules = read_parts(content, file, _rule)
    return Pack(**vars(header), rules=rules)


_REQUIRED = ("id", "clause", "says", "strength", "source", "check", "stages", "example")
_OPTIONAL = ("topic", *keys_of("says")[1:], "when", "in_force_from", "in_force_until")


def _rule(table: Any, pack: str, spot: Spot) -> Rule:
    refuse_unknown(table, (*_REQUIRED, *_OPTIONAL), spot)
    refuse_missing(table, _REQUIRED, spot)
    words = {key: read_text(table, key, spot) for key in ("id", "clause", "says", "topic") if key in table}
    check = _check(table["check"], spot.at("check"))
    return Rule(
        id=RuleId(words["id"]),
        topic=words.get("topic", words["id"]),
        clause=words["clause"],
        says=words["says"],
        worded=read_worded(table, "says", spot),
        strength=read_with(one_word(Strength), table["strength"], spot.at("strength")),
        source=read_with(one_word(Source), table["source"], spot.at("source")),
        stages=_stages(table["stages"], check, spot.at("stages")),
        check=check,
        when=_when(table.get("when", {}), spot.at("when")),
        examples=read_examples(table["example"], spot.at("example"), partial(_example, check)),
        pack=pack,
        in_force_from=_day(table, "in_force_from", spot),
        in_force_until=_day(table, "in_force_until", spot),
    )


def _day(table: Mapping[str, Any], key: str, spot: Spot) -> date | None:
    return read_value(frozenset({date}), table[key], spot.at(key)) if key in table else None


def _check(table: Any, spot: Spot) -> Kind[Any]:
    kind, table = kind_named(table, KINDS, spot)
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


def _example(check: Kind[Any], value: Any, spot: Spot) -> Example:
    table = expect_table(value, spot)
    refuse_unknown(table, ("name", "facts", "holds", "committee", "settings"), spot)
    refuse_missing(table, ("facts", "holds"), spot)
    settings = _settings(table.get("settings", {}), spot.at("settings"))
    return Example(
        name=read_text(table, "name", spot) if "name" in table else "",
        facts=read_record(check.facts, table["facts"], spot.at("facts")),
        state=read_state(table["holds"], spot.at("holds")),
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
