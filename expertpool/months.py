"""Months by the calendar: the same day number so many months on or back."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TypeVar

Day = TypeVar("Day", bound=date)
"""A date, or a moment, which keeps its time and its zone."""


def months_on(day: Day, months: int) -> Day:
    """The same day number ``months`` later, or earlier where negative; the month's last day where it has no such day.

    Raises ValueError where the calendar does not reach so far.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return day.replace(year=year, month=month, day=min(day.day, monthrange(year, month)[1]))
