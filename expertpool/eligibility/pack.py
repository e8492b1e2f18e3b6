"""A pack of rules about applicants: loaded whole or refused with the reason, like the packs about committees."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from expertpool.eligibility.kinds import KINDS
from expertpool.eligibility.kinds.kind import Kind
from expertpool.eligibility.rule import ApplicantRule, Example
from expertpool.eligibility.settings import setting_of
from expertpool.eligibility.when import Traits, When
from expertpool.errors import Refusal
from expertpool.ids import RuleId
from expertpool.rules.finding import State
from expertpool.rules.pack import Header
from expertpool.rules.period import covers
from expertpool.rules.rule import Source, Strength
from expertpool.rules.table import (
    Spot,
    Unfit,
    expect_table,
    list_words,
    one_word,
    read_record,
    read_value,
    refuse_unknown,
    shown,
)
from expertpool.rules.toml_file import parse_toml, read_toml
from expertpool.words import Language

BUILT_IN = ("national", "neimenggu", "baotou-2025")
"""Packs that come with the program, the highest authority first."""


@dataclass(frozen=True)
class ApplicantPack:
    """The rules of one file in the file's order, and the header that says whose they are and when they bind."""

    header: Header
    rules: tuple[ApplicantRule, ...]

    @property
    def name(self) -> str:
        """The pack's name."""
        return self.header.name

    def title_in(self, language: Language) -> str:
        """The title in the reader's language."""
        return self.header.title if language is Language.ZH else self.header.title_en or self.header.title

    def in_force(self, on: date) -> bool:
        """Whether the pack binds on this day."""
        return covers(self.header.in_force_from, self.header.in_force_until, on) is not False


def load_pack(name: str) -> ApplicantPack:
    """The built-in pack of that name, or the pack in the file of that path. Raises Refusal for anything else."""
    if name in BUILT_IN:
        return _built_in(name)
    path = Path(name)
    if path.suffix == ".toml" or path.exists():
        return read_pack(read_toml(path), str(path))
    raise Refusal("rules.pack_missing", name=name, known=list_words(BUILT_IN))


@cache
def _built_in(name: str) -> ApplicantPack:
    file = files(__package__).joinpath("packs", f"{name}.toml")
    return read_pack(parse_toml(file.read_text(encoding="utf-8"), str(file)), str(file))


def read_pack(content: Mapping[str, Any], file: str) -> ApplicantPack:
    """The pack these tables state; every rule is read, and each of its examples must come out as stated."""
    spot = Spot(file)
    refuse_unknown(content, ("pack", "rule"), spot)
    stated = dict(expect_table(content.get("pack", {}), spot.at("pack")))
    stated.setdefault("name", Path(file).stem)
    stated.setdefault("title", stated["name"])
    header = read_record(Header, stated, spot.at("pack"))
    rules = content.get("rule", [])
    if not isinstance(rules, list) or not rules:
        raise spot.at("rule").refuse("rules.pack_empty")
    read = tuple(_rule(table, header.name, Spot(file, rule=f"rule {at}")) for at, table in enumerate(rules, start=1))
    seen: set[RuleId] = set()
    for rule in read:
        if rule.id in seen:
            raise Spot(file, rule=rule.id).at("id").refuse("rules.id_twice")
        seen.add(rule.id)
    return ApplicantPack(header, read)


_REQUIRED = ("id", "clause", "says", "says_en", "strength", "source", "check", "example")


def _rule(table: Any, pack: str, spot: Spot) -> ApplicantRule:
    table = expect_table(table, spot)
    if isinstance(table.get("id"), str) and table["id"].strip():
        spot = Spot(spot.file, rule=table["id"])
    refuse_unknown(table, (*_REQUIRED, "when"), spot)
    for key in _REQUIRED:
        if key not in table:
            raise spot.at(key).refuse("rules.example_missing" if key == "example" else "rules.key_missing")
    check = _check(table["check"], spot.at("check"))
    rule = ApplicantRule(
        id=RuleId(_text(table, "id", spot)),
        clause=_text(table, "clause", spot),
        says=_text(table, "says", spot),
        says_en=_text(table, "says_en", spot),
        strength=_word(Strength, table, "strength", spot),
        source=_word(Source, table, "source", spot),
        check=check,
        when=read_record(When, table.get("when", {}), spot.at("when")),
        examples=_examples(table["example"], check, spot.at("example")),
        pack=pack,
    )
    _prove(rule, spot)
    return rule


def _text(table: Mapping[str, Any], key: str, spot: Spot) -> str:
    return str(read_value(frozenset({str}), table[key], spot.at(key)))


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
    check = read_record(kind, table, spot)
    for parameter in kind.positive:
        value = getattr(check, parameter)
        if isinstance(value, int) and value < 1:
            raise spot.at(parameter).refuse("rules.want_positive", found=shown(table[parameter]))
    return check


def _examples(value: Any, check: Kind[Any], spot: Spot) -> tuple[Example, ...]:
    if not isinstance(value, list) or not value:
        raise spot.refuse("rules.example_missing")
    return tuple(_example(table, check, spot.at(str(at))) for at, table in enumerate(value, start=1))


def _example(value: Any, check: Kind[Any], spot: Spot) -> Example:
    table = expect_table(value, spot)
    refuse_unknown(table, ("name", "facts", "holds", "applicant", "settings"), spot)
    for key in ("name", "facts", "holds"):
        if key not in table:
            raise spot.at(key).refuse("rules.key_missing")
    stated = expect_table(table.get("settings", {}), spot.at("settings"))
    place = spot.at("settings")
    return Example(
        name=_text(table, "name", spot),
        facts=read_record(check.facts, table["facts"], spot.at("facts")),
        state=_state(table["holds"], spot.at("holds")),
        traits=read_record(Traits, table["applicant"], spot.at("applicant")) if "applicant" in table else None,
        settings={name: setting_of([check], name, number, place) for name, number in stated.items()},
    )


_STATES = {True: State.HOLDS, False: State.BROKEN}
_NAMED_STATES = (State.UNKNOWN, State.NOT_APPLICABLE)


def _state(value: Any, spot: Spot) -> State:
    if isinstance(value, bool):
        return _STATES[value]
    if isinstance(value, str) and value in {state.value for state in _NAMED_STATES}:
        return State(value)
    raise spot.refuse("rules.want_holds", found=shown(value), states=list_words(_NAMED_STATES))


def _prove(rule: ApplicantRule, spot: Spot) -> None:
    for at, example in enumerate(rule.examples, start=1):
        came_out = rule.comes_out(example)
        if came_out is not example.state:
            place = spot.at("example").at(str(at))
            raise place.refuse("rules.example_wrong", name=example.name, stated=example.state, came_out=came_out)
