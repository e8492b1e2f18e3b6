"""Which days are worked: the State Council's yearly table of holidays and made-up days, and what the office adds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from chinese_calendar.constants import holidays, workdays

from expertpool.errors import Refusal

SATURDAY = 5


class Why(StrEnum):
    """What makes a day worked or free."""

    WEEKDAY = "weekday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MADE_UP = "made-up"


@dataclass(frozen=True, kw_only=True)
class YearTable:
    """One year's days that differ from the plain week: ``off`` free days, ``worked`` Saturdays and Sundays.

    ``source``: where it was taken from, in words.
    """

    year: int
    off: frozenset[date]
    worked: frozenset[date]
    source: str

    def __post_init__(self) -> None:
        foreign = sorted(day for day in self.off | self.worked if day.year != self.year)
        if foreign:
            raise Refusal("season.day_of_another_year", day=str(foreign[0]), year=self.year)
        both = sorted(self.off & self.worked)
        if both:
            raise Refusal("season.day_both", day=str(both[0]))


Tables = Mapping[int, YearTable]
"""The tables in force, by year."""


@cache
def shipped_tables() -> Tables:
    """The years whose table comes with the package ``chinesecalendar``."""
    years = sorted({day.year for day in holidays})
    return {
        year: YearTable(
            year=year,
            off=frozenset(day for day in holidays if day.year == year),
            worked=frozenset(day for day in workdays if day.year == year),
            source="chinesecalendar",
        )
        for year in years
    }


def why(day: date, tables: Tables) -> Why:
    """Whether a day is worked, and why. Refuses a year without a table: nobody guesses holidays."""
    table = tables.get(day.year)
    if table is None:
        raise Refusal("season.year_without_days", year=day.year)
    if day in table.off:
        return Why.HOLIDAY
    if day.weekday() < SATURDAY:
        return Why.WEEKDAY
    return Why.MADE_UP if day in table.worked else Why.WEEKEND


def is_worked(day: date, tables: Tables) -> bool:
    """Whether a day is a working day (工作日)."""
    return why(day, tables) in (Why.WEEKDAY, Why.MADE_UP)


def next_worked(day: date, tables: Tables) -> date:
    """The day itself where it is worked, else the first worked one after it."""
    while not is_worked(day, tables):
        day += timedelta(days=1)
    return day
