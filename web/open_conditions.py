"""What the rules in force leave to an office, as fields of a form: open numbers and days of acts, in words."""

from __future__ import annotations

import typing
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from expertpool.errors import Refusal, Where
from expertpool.rules.facts import CommitteeFacts
from expertpool.rules.kinds.recorded_before import record_words
from expertpool.rules.open_number import OWN_ENTRIES, OpenNumber, setting_words
from expertpool.rules.rule import Rule
from expertpool.rules.sentence import Sentence
from expertpool.rules.share import Share
from expertpool.rules.stack import PacksInForce, load_packs
from expertpool.rules.table import Unfit, day, share_or_whole
from expertpool.words import Language, speaker

SETTING, RECORD = "setting-", "record-"
"""Beginnings of the fields' names; a pack's own name follows."""

OWN_FIELDS = frozenset({*OWN_ENTRIES, "pool_cleaned"})
"""Open numbers and days that the form has asked for in its other parts."""

MOST = 1_000_000
DAYS = 64
"""For so many days what is asked is held: a day is whatever somebody types."""


@dataclass(frozen=True, kw_only=True)
class Condition:
    """A field: its name, its label, the bounds in words, and the rules that wait for it, each with its clause."""

    field: str
    label: str
    bounds: str
    rules: tuple[tuple[str, str], ...]
    dated: bool = False


@dataclass(frozen=True)
class Bounds:
    """What an open number may be: a share as well where ``share``; ``least`` as a whole number."""

    share: bool
    least: int

    def read(self, typed: str, field: str) -> Share:
        """The number that was typed. Refuses, at its field, what is no number or lies outside."""
        plain = typed.isascii() and typed.isdigit() and len(typed) <= 7
        try:
            value = share_or_whole(int(typed) if plain else typed)
        except Unfit:
            raise self._refusal(field, typed) from None
        outside = isinstance(value, int) and not self.least <= value <= MOST
        if outside or (isinstance(value, Fraction) and not self.share):
            raise self._refusal(field, typed)
        return value

    def _refusal(self, field: str, typed: str) -> Refusal:
        code = "page_committee.not_share" if self.share else "page_committee.not_whole"
        return Refusal(code, where=Where(field=field), found=typed[:20], least=self.least, most=MOST)


@lru_cache(maxsize=DAYS)
def _in_force(on: date) -> PacksInForce:
    return load_packs(None, on=on)


@lru_cache(maxsize=DAYS)
def bounds_on(on: date) -> Mapping[str, Bounds]:
    """The open numbers of the packs in force on a day that have a field here, by name."""
    found: dict[str, Bounds] = {}
    for name, rules in _in_force(on).open_numbers.items():
        if name not in OWN_FIELDS:
            asked = [_asked(rule, parameter) for rule in rules for parameter in _waiting(rule, name)]
            found[name] = Bounds(all(one.share for one in asked), max(one.least for one in asked))
    return found


def _waiting(rule: Rule, setting: str) -> Iterable[str]:
    stated = vars(rule.check).items()
    return [name for name, value in stated if isinstance(value, OpenNumber) and value.setting == setting]


def _asked(rule: Rule, parameter: str) -> Bounds:
    kinds = typing.get_args(typing.get_type_hints(type(rule.check))[parameter])
    floor = getattr(rule.check, "never_below", 0)
    return Bounds(Fraction in kinds, max(1, floor))


def records_on(on: date) -> frozenset[str]:
    """Acts of which the packs in force on a day ask for the date, and that have a field here."""
    return frozenset(_in_force(on).records) - OWN_FIELDS


def numbers_asked(on: date, language: Language) -> tuple[Condition, ...]:
    """A field for every open number."""
    say = speaker(language)
    waiting = _in_force(on).open_numbers
    return tuple(
        Condition(
            field=SETTING + name,
            label=_said(setting_words(name), language),
            bounds=say(f"page_committee.bounds.{'share' if bounds.share else 'whole'}", least=bounds.least),
            rules=_ruled(waiting[name], language),
        )
        for name, bounds in bounds_on(on).items()
    )


def days_asked(on: date, language: Language) -> tuple[Condition, ...]:
    """A field for the day of every act."""
    say = speaker(language)
    asking = _in_force(on).records
    return tuple(
        Condition(
            field=RECORD + name,
            label=_said(record_words(name), language),
            bounds=say("page_committee.bounds.day"),
            rules=_ruled((asking[name],), language),
            dated=True,
        )
        for name in sorted(records_on(on))
    )


def _ruled(rules: Iterable[Rule], language: Language) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((rule.says_in(language), rule.clause_in(language)) for rule in rules))


def _said(words: Sentence | str, language: Language) -> str:
    return words if isinstance(words, str) else words.text(language)


def read_numbers(typed: Mapping[str, str], on: date) -> dict[str, Share]:
    """The open numbers that a form states. Raises Refusal, at the field."""
    known = bounds_on(on)
    return {name: known[name].read(value, SETTING + name) for name, value in _stated(typed, SETTING, known)}


def read_days(typed: Mapping[str, str], on: date) -> dict[str, date]:
    """The days of acts that a form states. Raises Refusal, at the field."""
    return {name: _day(value, RECORD + name) for name, value in _stated(typed, RECORD, records_on(on))}


def _stated(typed: Mapping[str, str], kind: str, known: Iterable[str]) -> list[tuple[str, str]]:
    return [(name, typed[kind + name]) for name in sorted(known) if typed.get(kind + name)]


def _day(typed: str, field: str) -> date:
    try:
        return day(typed)
    except Unfit:
        raise Refusal("page_committee.not_day", where=Where(field=field), found=typed[:20]) from None


def typed_conditions(committee: CommitteeFacts) -> dict[str, str]:
    """What would have to be typed for the open numbers and days of a committee."""
    numbers = {SETTING + name: str(value) for name, value in committee.settings.items()}
    return numbers | {RECORD + name: value.isoformat() for name, value in committee.records.items()}


def meeting_typed(typed: Mapping[str, str]) -> date | None:
    """The meeting's day as far as it was typed: the rules of that day are those that ask."""
    try:
        return day(typed.get("meeting", ""))
    except Unfit:
        return None
