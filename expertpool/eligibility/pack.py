"""A pack of rules about applicants: loaded whole or refused with the reason, like the packs about committees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from expertpool.eligibility.kinds import KINDS
from expertpool.eligibility.kinds.kind import Kind
from expertpool.eligibility.rule import ApplicantRule, Example
from expertpool.eligibility.settings import setting_of
from expertpool.eligibility.when import Traits, When
from expertpool.ids import RuleId
from expertpool.rules.header import Header
from expertpool.rules.pack_reading import (
    find_pack,
    kind_named,
    read_examples,
    read_parts,
    read_state,
    read_text,
    refuse_missing,
)
from expertpool.rules.rule import Source, Strength
from expertpool.rules.table import (
    Spot,
    expect_table,
    one_word,
    read_record,
    read_with,
    read_worded,
    refuse_unknown,
    shown,
)
from expertpool.words.worded import keys_of

BUILT_IN = ("national", "neimenggu", "baotou-2025")
"""Packs that come with the program, the highest authority first."""


@dataclass(frozen=True)
class ApplicantPack(Header):
    """The rules of one file in the file's order."""

    rules: tuple[ApplicantRule, ...] = ()


def load_pack(name: str) -> ApplicantPack:
    """The built-in pack of that name, or the pack in the file of that path. Raises Refusal for anything else."""
    return find_pack(name, BUILT_IN, "expertpool.eligibility", read_pack)


def read_pack(content: Mapping[str, Any], file: str) -> ApplicantPack:
    """The pack these tables state; every rule is read, and each of its examples must come out as stated."""
    header, rules = read_parts(content, file, _rule)
    return ApplicantPack(**vars(header), rules=rules)


_REQUIRED = ("id", "clause", "says", "strength", "source", "check", "example")


def _rule(table: Any, pack: str, spot: Spot) -> ApplicantRule:
    refuse_unknown(table, (*_REQUIRED, *keys_of("says"), "when"), spot)
    refuse_missing(table, _REQUIRED, spot)
    check = _check(table["check"], spot.at("check"))
    return ApplicantRule(
        id=RuleId(read_text(table, "id", spot)),
        clause=read_text(table, "clause", spot),
        says=read_worded(table, "says", spot),
        strength=read_with(one_word(Strength), table["strength"], spot.at("strength")),
        source=read_with(one_word(Source), table["source"], spot.at("source")),
        check=check,
        when=read_record(When, table.get("when", {}), spot.at("when")),
        examples=read_examples(table["example"], spot.at("example"), partial(_example, check)),
        pack=pack,
    )


def _check(table: Any, spot: Spot) -> Kind[Any]:
    kind, table = kind_named(table, KINDS, spot)
    check = read_record(kind, table, spot)
    for parameter in kind.positive:
        value = getattr(check, parameter)
        if isinstance(value, int) and value < 1:
            raise spot.at(parameter).refuse("rules.want_positive", found=shown(table[parameter]))
    return check


def _example(check: Kind[Any], value: Any, spot: Spot) -> Example:
    table = expect_table(value, spot)
    refuse_unknown(table, ("name", "facts", "holds", "applicant", "settings"), spot)
    refuse_missing(table, ("name", "facts", "holds"), spot)
    stated = expect_table(table.get("settings", {}), spot.at("settings"))
    place = spot.at("settings")
    return Example(
        name=read_text(table, "name", spot),
        facts=read_record(check.facts, table["facts"], spot.at("facts")),
        state=read_state(table["holds"], spot.at("holds")),
        traits=read_record(Traits, table["applicant"], spot.at("applicant")) if "applicant" in table else None,
        settings={name: setting_of([check], name, number, place) for name, number in stated.items()},
    )
