"""The committee file: one committee and its meeting, as the office writes them down in TOML."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

from expertpool.errors import Refusal
from expertpool.ids import ExpertId, RuleId
from expertpool.rules.facts import Basis, CommitteeFacts, Level, SeatRange
from expertpool.rules.share import Share
from expertpool.rules.table import (
    Spot,
    Unfit,
    day,
    expect_table,
    one_word,
    read_record,
    read_with,
    refuse_unknown,
    share_or_whole,
    shown,
    text,
    texts,
    whole,
    yes_or_no,
)
from expertpool.rules.toml_file import parse_toml, read_text
from expertpool.rules.waiver import Waiver

REQUIRED = ("name", "year", "series", "level", "seats", "meeting")
REPLACEMENTS = ("queue", "same-order")


def read_committee(path: Path) -> CommitteeFacts:
    """The committee this file states.

    Raises Refusal for a file that cannot be read, an unknown or missing key, a value that is not what its key takes,
    and statements that contradict each other. Demands that no panel can meet are not refused: a draw explains those.
    """
    content = read_text(path)
    try:
        return parse_committee(parse_toml(content, str(path)), str(path))
    except Refusal as refusal:
        raise _with_row(refusal, content) from None


def parse_committee(content: Mapping[str, Any], file: str) -> CommitteeFacts:
    """The same from tables already parsed; ``file`` is what a refusal names."""
    spot = Spot(file)
    refuse_unknown(content, (*_SIMPLE, *_TABLES), spot)
    for key in REQUIRED:
        if key not in content:
            raise spot.at(key).refuse("committee.key_missing")
    stated = {key: read_with(_SIMPLE[key], content[key], spot.at(key)) for key in _SIMPLE if key in content}
    tables = {key: read(content[key], spot.at(key)) for key, read in _TABLES.items() if key in content}
    facts = {_FIELDS.get(key, key): value for key, value in (stated | tables).items()}
    settings = dict(facts.get("settings", {}))
    for key in ("private_enterprise_at_least", "max_per_employer"):
        if key in settings:
            facts.setdefault(key, settings.pop(key))
    records = dict(facts.get("records", {}))
    if CLEANED in records:
        facts.setdefault(_FIELDS[CLEANED], records.pop(CLEANED))
    if facts.get("reserves", 0) > 0:
        facts.setdefault("replacement", "same-order")
    committee = CommitteeFacts(**{**facts, "settings": settings, "records": records})
    _refuse_contradictions(committee, spot)
    return committee


CLEANED = "pool_cleaned"
"""A day of its own in the file; under ``[records]`` it means the same."""

_FIELDS = {CLEANED: "pool_cleaned_on", "waiver": "waivers"}


def _year(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1950 <= value <= 2200:
        raise Unfit("committee.want_year")
    return value


def _seats(value: Any) -> int:
    if whole(value) < 1:
        raise Unfit("rules.want_positive")
    return whole(value)


def _cap(value: Any) -> Share:
    if not share_or_whole(value):
        raise Unfit("committee.want_cap")
    return share_or_whole(value)


def _one_expert(value: str) -> ExpertId:
    return ExpertId(unicodedata.normalize("NFKC", value).strip())


def _experts(value: Any) -> tuple[ExpertId, ...]:
    numbers = tuple(map(_one_expert, texts(value)))
    twice = sorted({number for number in numbers if numbers.count(number) > 1})
    if twice:
        raise Unfit("committee.listed_twice", experts=", ".join(twice))
    return numbers


def _expert_set(value: Any) -> frozenset[ExpertId]:
    return frozenset(_experts(value))


def _units(value: Any) -> frozenset[str]:
    return frozenset(texts(value))


def _replacement(value: Any) -> str:
    if value not in REPLACEMENTS:
        raise Unfit("rules.want_one_of", words=", ".join(REPLACEMENTS))
    return str(value)


_SIMPLE: Mapping[str, Callable[[Any], Any]] = {
    "name": text,
    "year": _year,
    "series": text,
    "level": one_word(Level),
    "basis": one_word(Basis),
    "seats": _seats,
    "meeting": day,
    "self_reviewing_unit": text,
    "affiliates": _units,
    "enterprise_related": yes_or_no,
    "private_enterprise_at_least": share_or_whole,
    "max_per_employer": _cap,
    "previous_panel": _expert_set,
    "keep": _experts,
    "reserves": whole,
    "replacement": _replacement,
    "filed_from": day,
    "filed_until": day,
    "pool_cleaned": day,
    "recused": _expert_set,
    "applying": _expert_set,
    "supervising_units": _units,
}


def _specialties(value: Any, spot: Spot) -> dict[str, SeatRange]:
    ranges = {}
    for name, seats in _named(value, spot):
        place = spot.at(name)
        if not isinstance(seats, dict):
            raise place.refuse("committee.want_seats", found=shown(seats))
        stated = ranges[name] = read_record(SeatRange, seats, place)
        if stated.at_most is not None and stated.at_least > stated.at_most:
            low, high = stated.at_least, stated.at_most
            raise place.refuse("committee.seats_upside_down", specialty=name, low=low, high=high)
    return ranges


def _neighbours(value: Any, spot: Spot) -> dict[str, frozenset[str]]:
    return {name: frozenset(read_with(texts, near, spot.at(name))) for name, near in _named(value, spot)}


def _settings(value: Any, spot: Spot) -> dict[str, Fraction | int]:
    return {name: read_with(share_or_whole, number, spot.at(name)) for name, number in _named(value, spot)}


def _records(value: Any, spot: Spot) -> dict[str, Any]:
    return {name: read_with(day, recorded, spot.at(name)) for name, recorded in _named(value, spot)}


def _waivers(value: Any, spot: Spot) -> tuple[Waiver, ...]:
    if not isinstance(value, list):
        raise spot.refuse("committee.want_waivers", found=shown(value))
    return tuple(_waiver(table, spot.at(str(at))) for at, table in enumerate(value, start=1))


def _waiver(value: Any, spot: Spot) -> Waiver:
    table = expect_table(value, spot)
    refuse_unknown(table, ("rule", "expert", "reason", "approver", "at"), spot)
    named = dataclasses.replace(spot, rule=str(table.get("rule", "")) or None)
    for part in ("rule", "reason", "approver", "at"):
        if table.get(part, "") == "":
            raise named.refuse("rules.waiver_incomplete", part=part)
    words = {
        key: read_with(text, table[key], spot.at(key))
        for key in ("rule", "expert", "reason", "approver")
        if key in table
    }
    at = read_with(_moment, table["at"], spot.at("at"))
    if at.utcoffset() is None:
        raise named.refuse("rules.waiver_without_zone", at=at.isoformat())
    expert = _one_expert(words["expert"]) if "expert" in words else None
    return Waiver(RuleId(words["rule"]), words["reason"], words["approver"], at, expert)


def _moment(value: Any) -> datetime:
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) else _already(value)
    except ValueError:
        raise Unfit("committee.want_moment") from None


def _already(value: Any) -> datetime:
    if not isinstance(value, datetime):
        raise ValueError
    return value


def _named(value: Any, spot: Spot) -> list[tuple[str, Any]]:
    named = [(name.strip(), part) for name, part in expect_table(value, spot).items()]
    for at, (name, _) in enumerate(named):
        if not name or name in [earlier for earlier, _ in named[:at]]:
            raise spot.refuse("committee.named_twice", name=name)
    return named


_TABLES: Mapping[str, Callable[[Any, Spot], Any]] = {
    "specialties": _specialties,
    "neighbours": _neighbours,
    "settings": _settings,
    "records": _records,
    "waiver": _waivers,
}


def _refuse_contradictions(committee: CommitteeFacts, spot: Spot) -> None:
    if committee.affiliates and not committee.self_reviewing:
        raise spot.at("affiliates").refuse("committee.affiliates_of_nobody")
    if len(committee.keep) > committee.seats:
        raise spot.at("keep").refuse("committee.keep_too_long", kept=len(committee.keep), seats=committee.seats)
    both = sorted(set(committee.keep) & set(committee.recused))
    if both:
        raise spot.at("keep").refuse("committee.kept_and_recused", experts=", ".join(both))
    if committee.filed_from and committee.filed_until and committee.filed_until < committee.filed_from:
        raise spot.at("filed_until").refuse("committee.filed_backwards", found=committee.filed_until)
    if committee.reserves and committee.replacement != "same-order":
        raise spot.at("reserves").refuse("committee.reserves_need_order", reserves=committee.reserves)
    if abs(committee.meeting.year - committee.year) > 1:
        raise spot.at("year").refuse("committee.year_far", year=committee.year, meeting=committee.meeting)


def _with_row(refusal: Refusal, content: str) -> Refusal:
    """The refusal with the row in which its key is stated, where that can be seen."""
    keys = str(refusal.params.get("entry", "")).split(".")
    if refusal.where and refusal.where.row is None:
        for key in reversed(keys):
            stated = (
                re.compile(rf"\s*\[*\s*[\"']?{re.escape(key)}[\"']?\s*[]=]") if key and not key.isdecimal() else None
            )
            rows = [row for row, line in enumerate(content.splitlines(), start=1) if stated and stated.match(line)]
            if rows:
                refusal.where = dataclasses.replace(refusal.where, row=rows[0])
                break
    return refusal
