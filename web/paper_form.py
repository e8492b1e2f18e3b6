"""What the office states for its papers, as a plain form: its fields become the text of a statements file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from expertpool.documents.papers.statements_file import RECORDS, Person, Statements, parse_statements
from expertpool.documents.toml_text import quoted
from expertpool.errors import Refusal, Where
from expertpool.rules.toml_file import parse_toml

FILE = "statements.toml"
TOP = ("office", "organiser", "authority", "made_on")
PEOPLE = ("applicants", "passed")
PERSON = tuple(one.name for one in fields(Person))
DAYS = ("made_on", "roster_publicity-posted", "publicity-posted", "approval-review_start", "approval-review_end")
NUMBERS = (
    "roster_publicity-working_days",
    "publicity-working_days",
    "approval-applied",
    "approval-reviewed",
    "approval-passed",
)
LONG = ("plan-procedure", "plan-measures", "filing-scope", "filing-changes", "filing-pool_cleaning")
LONGEST = 4000
MOST_PEOPLE = 500


def named_fields() -> tuple[str, ...]:
    """Every single field, in the order of the file: ``group-name`` for those in a group."""
    grouped = [f"{group}-{one.name}" for group, record in RECORDS.items() for one in fields(record)]
    return (*TOP, *grouped)


def statements_text(typed: Mapping[str, str]) -> str:
    """The file that a form states. Raises Refusal at the field of whatever is unfit."""
    given = {name: typed.get(name, "").strip() for name in named_fields()}
    for name, value in given.items():
        if len(value) > LONGEST:
            raise Refusal("page_committees.too_long", where=Where(field=name), most=LONGEST)
    lines = [f"{name} = {_value(name, given[name])}" for name in TOP if given[name]]
    lines += _posts(typed.get("posts", ""))
    for group, record in RECORDS.items():
        stated = [one.name for one in fields(record) if given[f"{group}-{one.name}"]]
        lines += ["", f"[{group}]"] if stated else []
        lines += [f"{name} = {_value(f'{group}-{name}', given[f'{group}-{name}'])}" for name in stated]
    for name in PEOPLE:
        lines += _people(name, typed.get(name, ""))
    text = "\n".join(lines) + "\n"
    parse_statements(parse_toml(text, FILE), FILE)
    return text


def read_text(text: str) -> Statements:
    """The statements that a text states. Raises Refusal."""
    return parse_statements(parse_toml(text, FILE), FILE)


def typed_of(stated: Statements) -> dict[str, str]:
    """What would have to be typed for these statements."""
    typed = {name: _shown(getattr(stated, name)) for name in TOP}
    for group, record in RECORDS.items():
        held = getattr(stated, group)
        typed |= {f"{group}-{one.name}": _shown(getattr(held, one.name)) for one in fields(record)}
    for name in PEOPLE:
        listed = getattr(stated, name)
        typed[name] = "\n".join("，".join(_shown(getattr(one, part)) for part in PERSON).rstrip("，") for one in listed)
    typed["posts"] = "\n".join(f"{number} {post}" for number, post in stated.posts.items())
    return {name: value for name, value in typed.items() if value}


def _value(name: str, text: str) -> str:
    if name in DAYS:
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise Refusal("page_filings.no_day", where=Where(field=name), found=text[:40]) from None
    if name in NUMBERS:
        if not (text.isascii() and text.isdigit() and len(text) <= 6):
            raise Refusal("page_committees.no_number", where=Where(field=name), found=text[:20])
        return str(int(text))
    return quoted(text)


def _posts(text: str) -> list[str]:
    lines = [line.split(None, 1) for line in text.splitlines() if line.strip()]
    wrong = next((parts for parts in lines if len(parts) != 2), None)
    if wrong:
        raise Refusal("page_papers.post_shape", where=Where(field="posts"), found=" ".join(wrong)[:40])
    stated = ", ".join(f"{quoted(number)} = {quoted(post.strip())}" for number, post in lines)
    return [f"posts = {{ {stated} }}"] if stated else []


def _people(name: str, text: str) -> Iterator[str]:
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_PEOPLE:
        raise Refusal("page_papers.too_many_people", where=Where(field=name), most=MOST_PEOPLE)
    for place, line in enumerate(lines, start=1):
        parts = [part.strip() for part in re.split(r"[，,\t]", line)]
        if not 2 <= len(parts) <= len(PERSON) or not all(parts[:2]):
            raise Refusal("page_papers.person_shape", where=Where(field=name), line=place)
        yield ""
        yield f"[[{name}]]"
        yield from (f"{part} = {quoted(value)}" for part, value in zip(PERSON, parts, strict=False) if value)


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
