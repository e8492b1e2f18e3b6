"""The file in which an office states the fixed days of a year's notice, and the template to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from expertpool.documents.stated_table import StatedTable
from expertpool.documents.toml_text import quoted
from expertpool.errors import Refusal, Where
from expertpool.season.deadlines import known_dates, season_dates
from expertpool.season.own_dates import OwnDates, fixed_days
from expertpool.words import Language, say

FILE = StatedTable(
    fields={"year": int, "source": str, "like": str, "days": dict},
    unreadable="season.dates_unreadable",
    field="season.dates_field",
    unknown="season.dates_unknown_field",
)


def read_season_dates(path: Path) -> OwnDates:
    """The dates of a TOML file with ``year``, ``source``, ``like`` and the table ``days``.

    Every fixed day of the dates it is like has to be there, in that year, and no other. Raises Refusal.
    """
    found = FILE.read(path)
    if found["like"] not in known_dates():
        raise Refusal(
            "season.dates_unknown",
            where=Where(file=str(path), field="like"),
            name=found["like"],
            known="、".join(known_dates()),
        )
    days = _days(found["days"], found["year"], path)
    _refuse_others(days, fixed_days(found["like"]), path)
    return OwnDates(year=found["year"], source=found["source"].strip(), like=found["like"], days=days)


def _days(given: Mapping[str, Any], year: int, path: Path) -> dict[str, date]:
    for name, value in given.items():
        where = Where(file=str(path), field=name)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise Refusal("season.dates_no_day", where=where, name=name, found=str(value)[:40])
        if value.year != year:
            raise Refusal("season.dates_other_year", where=where, name=name, found=str(value), year=year)
    return dict(given)


def _refuse_others(days: Mapping[str, date], wanted: Mapping[str, date], path: Path) -> None:
    missing, strange = [name for name in wanted if name not in days], sorted(days.keys() - wanted.keys())
    if missing:
        raise Refusal("season.dates_missing", where=Where(file=str(path), field="days"), names="、".join(missing))
    if strange:
        raise Refusal("season.dates_strange", where=Where(file=str(path), field="days"), names="、".join(strange))


def season_dates_template(name: str, year: int, language: Language) -> str:
    """A file for a year to fill in: each fixed day with what it is for, and when it was; nothing guessed."""
    base = season_dates(name)
    lines = [
        *(f"# {line}" for line in say("season.template.head", language, title=base.title[language]).splitlines()),
        f"year = {year}",
        'source = ""',
        f"like = {quoted(name)}",
        "",
        "[days]",
    ]
    for one in base.deadlines:
        if "on" in one.how:
            lines.append(f"# {one.says[language]}（{one.how['on']}，{one.clause}）")
            lines.append(f"{one.id} = ")
    return "\n".join(lines) + "\n"
