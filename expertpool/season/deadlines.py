"""What is due when: the days and terms of a year's notice, worked out for one committee's own days."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from expertpool.errors import Refusal
from expertpool.rules.toml_file import shipped_names
from expertpool.season.counting import Term, days_before, latest_start, months_after, working_days_after
from expertpool.season.working_days import Tables
from expertpool.words import Language
from expertpool.words.worded import in_each, keys_of

ANCHORS = ("draw", "roster_posted", "meeting", "review_end", "result_posted")
"""A committee's own days that terms hang on."""

_HOW = {"on": {"on"}, "ends_by": {"ends_by", "working_days"}, "before": {"before", "days"}}
_AFTER = ({"after", "working_days"}, {"after", "months"}, {"after", "months", "not_after"})
_TEXTS = {"id", "clause", "says", "who"}


@dataclass(frozen=True)
class Deadline:
    """One day or term of a notice. ``how``: the fields that fix its day, as the file of dates has them."""

    id: str
    clause: str
    who: str
    says: Mapping[Language, str]
    how: Mapping[str, Any]
    when: str = ""


@dataclass(frozen=True)
class SeasonDates:
    """The days of one year's notice, in the order of the file."""

    name: str
    year: int
    title: Mapping[Language, str]
    deadlines: tuple[Deadline, ...]

    def fixed(self, deadline_id: str) -> date:
        """The day of a deadline that the notice itself fixes."""
        day: date = self.named(deadline_id).how["on"]
        return day

    def named(self, deadline_id: str) -> Deadline:
        """The deadline with this id."""
        return next(one for one in self.deadlines if one.id == deadline_id)

    def moved(self, days: Mapping[str, date]) -> SeasonDates:
        """The same dates with some fixed days replaced, as a postponement moves them for one committee."""
        shifted = (replace(one, how={"on": days[one.id]}) if one.id in days else one for one in self.deadlines)
        return replace(self, deadlines=tuple(shifted))


@dataclass(frozen=True)
class Due:
    """A deadline with its day. ``day`` is None while the day it hangs on, ``waits_for``, is not known.

    ``term``: the days that were counted, where working days were.
    """

    deadline: Deadline
    day: date | None
    waits_for: str = ""
    term: Term | None = field(default=None, compare=False)
    bound_by: str = ""


@cache
def season_dates(name: str) -> SeasonDates:
    """The dates that come under this name. Refuses an unknown one."""
    file = files(__package__).joinpath("dates", f"{name}.toml")
    if "/" in name or not file.is_file():
        raise Refusal("season.dates_unknown", name=name, known="、".join(known_dates()))
    return read_dates(name, tomllib.loads(file.read_text(encoding="utf-8")))


def known_dates() -> list[str]:
    """The names under which dates come with the program."""
    return shipped_names("expertpool.season", "dates")


def dates_of_year(year: int) -> SeasonDates:
    """The dates of a year's notice. Refuses a year for which none come with the program."""
    found = [dates for dates in map(season_dates, known_dates()) if dates.year == year]
    if not found:
        raise Refusal("season.dates_unknown", name=str(year), known="、".join(known_dates()))
    return found[-1]


def read_dates(name: str, table: Mapping[str, Any]) -> SeasonDates:
    """A file of dates, checked: every deadline has its clause and words, and one way to fix its day."""
    read = tuple(_deadline(entry) for entry in table["deadline"])
    fixed = {one.id for one in read if "on" in one.how}
    for one in read:
        anchor = one.how.get("before") or one.how.get("after")
        if anchor and anchor not in ANCHORS:
            raise ValueError(f"{one.id} hangs on the unknown day {anchor}")
        for key in ("ends_by", "not_after"):
            if key in one.how and one.how[key] not in fixed:
                raise ValueError(f"{one.id} names {one.how[key]}, which has no fixed day")
    return SeasonDates(name, int(table["year"]), in_each(table, "title"), read)


def _deadline(entry: Mapping[str, Any]) -> Deadline:
    how = {key: value for key, value in entry.items() if key not in _TEXTS | {*keys_of("says"), "when"}}
    shapes = [*_HOW.values(), *_AFTER]
    if not entry.keys() >= _TEXTS or set(how) not in shapes:
        raise ValueError(f"{entry.get('id')}: a deadline has {sorted(_TEXTS)} and one of {shapes}")
    return Deadline(entry["id"], entry["clause"], entry["who"], in_each(entry, "says"), how, str(entry.get("when", "")))


def due(
    dates: SeasonDates, days: Mapping[str, date], tables: Tables, *, facts: frozenset[str] = frozenset()
) -> list[Due]:
    """Every deadline with its day, by day; those whose own day is unknown last.

    ``days``: a committee's own days, by ``ANCHORS``. ``facts``: what holds of the committee, such as
    ``joint_or_entrusted``; deadlines for other committees are left out. Refuses a year without a table of days.
    """
    listed = [day_due(one, dates, days, tables) for one in dates.deadlines if not one.when or one.when in facts]
    return sorted(listed, key=lambda entry: (entry.day is None, entry.day or date.max))


def day_due(deadline: Deadline, dates: SeasonDates, days: Mapping[str, date], tables: Tables) -> Due:
    """One deadline with its day, for a committee's own days. Refuses a year without a table of days."""
    how = deadline.how
    if "on" in how:
        return Due(deadline, how["on"])
    if "ends_by" in how:
        start = latest_start(dates.fixed(how["ends_by"]), how["working_days"], tables)
        return Due(deadline, start, term=working_days_after(start, how["working_days"], tables))
    anchor = how.get("before") or how["after"]
    if anchor not in days:
        return Due(deadline, None, waits_for=anchor)
    if "before" in how:
        return Due(deadline, days_before(days[anchor], how["days"]))
    if "working_days" in how:
        term = working_days_after(days[anchor], how["working_days"], tables)
        return Due(deadline, term.end, term=term)
    return _earlier(deadline, months_after(days[anchor], how["months"], tables), dates)


def _earlier(deadline: Deadline, day: date, dates: SeasonDates) -> Due:
    """Where a term and a fixed day both command, the earlier one binds."""
    limit = deadline.how.get("not_after")
    if limit is None or day <= dates.fixed(limit):
        return Due(deadline, day)
    return Due(deadline, dates.fixed(limit), bound_by=limit)
