"""A committee from a plain form: its fields become the text of a committee file, and that text alone is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from expertpool.documents.committee_file import parse_committee
from expertpool.documents.toml_text import quoted, waiver_text
from expertpool.errors import Refusal, Where
from expertpool.rules.facts import CommitteeFacts
from expertpool.rules.toml_file import parse_toml
from expertpool.rules.waiver import Waiver
from web.open_conditions import RECORD, SETTING, read_days, read_numbers, typed_conditions

FILE = "committee.toml"
ROWS = 8
"""Lines for specialties; a committee of more is written as a file."""

LONGEST = 500
WANTED = ("name", "year", "series", "level", "basis", "seats", "meeting")


@dataclass(frozen=True)
class Draft:
    """The committee a form states, and the text of its file."""

    committee: CommitteeFacts
    text: str


def draft(typed: Mapping[str, str], waivers: Sequence[Waiver] = ()) -> Draft:
    """The committee, with exceptions that were granted elsewhere.

    Raises Refusal that names the field, for a field left empty, too long, or unfit.
    """
    given = {name: value.strip() for name, value in typed.items()}
    for name, value in given.items():
        if len(value) > (10 * LONGEST if name in MANY else LONGEST):
            raise Refusal("page_committees.too_long", where=Where(field=name), most=LONGEST)
    if lacking := lacking_of(given):
        raise Refusal("page_committees.wanted", where=Where(field=lacking[0]))
    text = "\n".join(_lines(given)) + "\n"
    plain = parse_committee(parse_toml(text, FILE), FILE)
    text += "".join(_open_tables(given, plain.meeting)) + "".join(map(waiver_text, waivers))
    return Draft(parse_committee(parse_toml(text, FILE), FILE), text)


def lacking_of(typed: Mapping[str, str]) -> list[str]:
    """The fields that must be filled in and are not."""
    return [name for name in WANTED if not typed.get(name, "").strip()]


def _open_tables(given: Mapping[str, str], on: date) -> Iterator[str]:
    """What the rules in force on the meeting's day leave to the office, as far as the form states it."""
    numbers = {name: _number(str(value)) for name, value in read_numbers(given, on).items()}
    days = {name: day.isoformat() for name, day in read_days(given, on).items()}
    for table, lines in (("settings", numbers), ("records", days)):
        if lines:
            yield f"\n[{table}]\n" + "".join(f"{name} = {value}\n" for name, value in lines.items())


def _lines(given: Mapping[str, str]) -> Iterator[str]:
    for name, write in _WRITTEN.items():
        if given.get(name):
            yield f"{name} = {write(given[name])}"
    listed = list(_specialties(given))
    if listed:
        yield ""
        yield "[specialties]"
        yield from listed


def _specialties(given: Mapping[str, str]) -> Iterator[str]:
    named: list[str] = []
    for row in range(1, ROWS + 1):
        name = given.get(f"specialty-{row}", "")
        ends = {key: given.get(f"{field}-{row}", "") for key, field in (("at_least", "least"), ("at_most", "most"))}
        if not name and any(ends.values()):
            raise Refusal("page_committees.nameless", where=Where(field=f"specialty-{row}"))
        if not name:
            continue
        if name in named:
            raise Refusal("page_committees.twice", where=Where(field=f"specialty-{row}"), name=name)
        named.append(name)
        stated = ", ".join(f"{key} = {_end(value, row, key)}" for key, value in ends.items() if value)
        yield f"{quoted(name)} = {{ {stated} }}" if stated else f"{quoted(name)} = {{}}"


def _end(value: str, row: int, key: str) -> str:
    if not _whole(value):
        field = f"{'least' if key == 'at_least' else 'most'}-{row}"
        raise Refusal("page_committees.no_number", where=Where(field=field), found=value[:20])
    return str(int(value))


def _whole(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 6


def _number(text: str) -> str:
    """A whole number as such; anything else as text, for the reader of the file to refuse."""
    return str(int(text)) if _whole(text) else quoted(text)


def _units(text: str) -> str:
    return "[" + ", ".join(quoted(line.strip()) for line in text.splitlines() if line.strip()) + "]"


def _listed(text: str) -> str:
    """Numbers of experts, by line or separated in any usual way."""
    return "[" + ", ".join(quoted(one) for one in re.split(r"[\s,，、;；]+", text) if one) + "]"


def _neighbours(text: str) -> str:
    """Lines such as ``冶金：材料、化工`` as a table."""
    found: dict[str, list[str]] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        name, colon, others = line.replace(":", "：", 1).partition("：")
        near = [one.strip() for one in re.split(r"[,，、;；]", others) if one.strip()]
        if not (name.strip() and colon and near):
            raise Refusal("page_committee.not_near", where=Where(field="neighbours"), found=line[:40])
        found.setdefault(name.strip(), []).extend(near)
    return "{ " + ", ".join(f"{quoted(name)} = {_strings(near)}" for name, near in found.items()) + " }"


def _strings(names: Iterable[str]) -> str:
    return "[" + ", ".join(map(quoted, names)) + "]"


def _yes_or_no(text: str) -> str:
    return text if text in {"true", "false"} else quoted(text)


_WRITTEN: Mapping[str, Callable[[str], str]] = {
    "name": quoted,
    "year": _number,
    "series": quoted,
    "level": quoted,
    "basis": quoted,
    "seats": _number,
    "meeting": quoted,
    "self_reviewing_unit": quoted,
    "affiliates": _units,
    "enterprise_related": _yes_or_no,
    "private_enterprise_at_least": _number,
    "max_per_employer": _number,
    "previous_panel": _listed,
    "keep": _listed,
    "recused": _listed,
    "applying": _listed,
    "supervising_units": _units,
    "neighbours": _neighbours,
    "reserves": _number,
    "filed_from": quoted,
    "filed_until": quoted,
    "pool_cleaned": quoted,
}
MANY = ("affiliates", "supervising_units", "neighbours", "previous_panel", "keep", "recused", "applying")
"""Fields that hold several values."""


def typed_of(committee: CommitteeFacts) -> dict[str, str] | None:
    """What would have to be typed for this committee; None for one that states more than the form has fields for."""
    typed = {name: _shown(getattr(committee, _ATTRIBUTES.get(name, name))) for name in _WRITTEN}
    if not committee.reserves:
        del typed["reserves"]
    if len(committee.specialties) > ROWS:
        return None
    for row, (name, seats) in enumerate(committee.specialties.items(), start=1):
        typed[f"specialty-{row}"] = name
        typed[f"least-{row}"] = str(seats.at_least) if seats.at_least else ""
        typed[f"most-{row}"] = "" if seats.at_most is None else str(seats.at_most)
    typed |= typed_conditions(committee)
    try:
        same = draft(typed, committee.waivers).committee == committee
    except Refusal:
        return None
    return {name: value for name, value in typed.items() if value} if same else None


_ATTRIBUTES = {"pool_cleaned": "pool_cleaned_on"}


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, frozenset | tuple):
        listed = [str(one) for one in value]
        return "\n".join(sorted(listed) if isinstance(value, frozenset) else listed)
    if isinstance(value, Mapping):
        return "\n".join(f"{name}：{'、'.join(sorted(near))}" for name, near in value.items())
    if isinstance(value, date):
        return value.isoformat()
    return str(getattr(value, "value", value))


_OTHERS = ("specialty-", "least-", "most-", SETTING, RECORD)


def field_of(refusal: Refusal) -> str:
    """The field that a refusal is about: what it names itself, or the key of the file it stands for."""
    named = (refusal.where.field if refusal.where else None) or ""
    key = str(refusal.params.get("entry", "")) or named
    if key.startswith("specialties"):
        return "specialty-1"
    return key if key in _WRITTEN or key.startswith(_OTHERS) else ""
