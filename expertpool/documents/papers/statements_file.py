"""The office's own statements for papers, as a TOML file: what no record of the program can know."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from expertpool.rules.table import Spot, expect_table, read_record, read_value, refuse_unknown
from expertpool.rules.toml_file import read_toml

PRIVATE = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{15}|1[3-9]\d{9})(?!\d)")
"""A number of an identity card, old or new, or of a mobile telephone."""


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody on a list that is handed in or posted: a name without identity card or telephone."""

    name: str
    unit: str
    specialty: str | None = None
    level: str | None = None
    result: str | None = None


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a review plan says that no record says (2025 notice, 六(二)2)."""

    applied: str | None = None
    time: str | None = None
    place: str | None = None
    procedure: str | None = None
    measures: str | None = None


@dataclass(frozen=True, kw_only=True)
class Filing:
    """What the filing of a committee says beside its facts (2025 notice, 六(一)1)."""

    scope: str | None = None
    changes: str | None = None
    pool_cleaning: str | None = None


@dataclass(frozen=True, kw_only=True)
class Posting:
    """Where and when a list is posted: the applicants' roster, before it is handed in (2025 notice, 五3)."""

    posted: date | None = None
    working_days: int = 5
    place: str | None = None
    contact: str | None = None


@dataclass(frozen=True, kw_only=True)
class Publicity(Posting):
    """How the results are posted (2025 notice, 六(二); order 40, article 26), and what became of complaints."""

    complaints: str | None = None


@dataclass(frozen=True, kw_only=True)
class Approval:
    """What the report for approval says (2025 notice, 六(二)4)."""

    review_start: date | None = None
    review_end: date | None = None
    applied: int | None = None
    reviewed: int | None = None
    passed: int | None = None


RECORDS: Mapping[str, Any] = {
    "plan": Plan,
    "filing": Filing,
    "roster_publicity": Posting,
    "publicity": Publicity,
    "approval": Approval,
}
"""What is stated in a table of its own, by the table's name."""


@dataclass(frozen=True, kw_only=True)
class Statements:
    """Everything stated; empty where the office gave no file. ``posts``: a post in the committee by expert number."""

    office: str | None = None
    organiser: str | None = None
    authority: str | None = None
    made_on: date | None = None
    posts: Mapping[str, str] = field(default_factory=dict)
    plan: Plan = field(default_factory=Plan)
    filing: Filing = field(default_factory=Filing)
    roster_publicity: Posting = field(default_factory=Posting)
    publicity: Publicity = field(default_factory=Publicity)
    approval: Approval = field(default_factory=Approval)
    applicants: tuple[Person, ...] = ()
    passed: tuple[Person, ...] = ()


def read_statements(path: Path) -> Statements:
    """The file's statements. Raises Refusal for an unknown key, an unfit value and a private number on a list."""
    return parse_statements(read_toml(path), str(path))


def parse_statements(content: Mapping[str, Any], file: str) -> Statements:
    """The same from tables already parsed; ``file`` is what a refusal names."""
    spot = Spot(file)
    refuse_unknown(content, [one.name for one in fields(Statements)], spot)
    stated = {name: _read(name, value, spot.at(name)) for name, value in content.items()}
    return Statements(**stated)


def _read(name: str, value: Any, spot: Spot) -> Any:
    if name in RECORDS:
        return read_record(RECORDS[name], value, spot)
    if name in ("applicants", "passed"):
        return _people(value, spot)
    if name == "posts":
        table = expect_table(value, spot)
        return {number: read_value(frozenset({str}), post, spot.at(number)) for number, post in table.items()}
    return read_value(frozenset({date if name == "made_on" else str}), value, spot)


def _people(value: Any, spot: Spot) -> tuple[Person, ...]:
    if not isinstance(value, list):
        raise spot.refuse("papers.want_people")
    return tuple(_person(one, spot.at(str(at))) for at, one in enumerate(value, start=1))


def _person(value: Any, spot: Spot) -> Person:
    person = read_record(Person, value, spot)
    for name in (one.name for one in fields(Person)):
        if PRIVATE.search(getattr(person, name) or ""):
            raise spot.at(name).refuse("papers.private_number")
    return person
