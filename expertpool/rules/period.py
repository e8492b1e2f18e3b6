"""Periods with both days included: whether they cover a day, and how long they may run."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def covers(start: date | None, end: date | None, day: date) -> bool | None:
    """Whether ``day`` lies in the period; None when a missing end leaves it open."""
    if (start is not None and day < start) or (end is not None and day > end):
        return False
    return None if start is None or end is None else True


def years_later(day: date, years: int) -> date:
    """The same day of the month so many years later, or the month's last day where it has no such day."""
    year = min(day.year + years, date.max.year)
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def at_most_years(start: date | None, end: date | None, years: int) -> bool | None:
    """Whether the period ends no later than ``years`` after its start (day one not counted, Civil Code 201-202)."""
    if start is None or end is None:
        return None
    return end <= years_later(start, years)
