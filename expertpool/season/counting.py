"""Counting a term: the first day is not counted, and every day on the way says whether it counts and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from expertpool.months import months_on
from expertpool.season.working_days import Tables, Why, next_worked, why

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Step:
    """One day of a count: ``number`` is its place among those that count, None for one that does not."""

    day: date
    why: Why
    number: int | None


@dataclass(frozen=True)
class Term:
    """A counted term from its starting day, which is not counted, to its last day."""

    start: date
    end: date
    steps: tuple[Step, ...]


def working_days_after(start: date, count: int, tables: Tables) -> Term:
    """The term of ``count`` working days after ``start`` (民法典 第二百零一条: the starting day does not count)."""
    steps: list[Step] = []
    day, number = start, 0
    while number < count:
        day += ONE_DAY
        reason = why(day, tables)
        counts = reason in (Why.WEEKDAY, Why.MADE_UP)
        number += counts
        steps.append(Step(day, reason, number if counts else None))
    return Term(start, day, tuple(steps))


def latest_start(end: date, count: int, tables: Tables) -> date:
    """The last worked day on which something may begin so that ``count`` working days end by ``end``."""
    day = end
    while True:
        if why(day, tables) in (Why.WEEKDAY, Why.MADE_UP) and working_days_after(day, count, tables).end <= end:
            return day
        day -= ONE_DAY


def months_after(start: date, months: int, tables: Tables) -> date:
    """The end of a term of months: the same day number, the month's last day where there is none.

    A last day that is not worked moves to the next one that is (民法典 第二百零二、二百零三条).
    """
    return next_worked(months_on(start, months), tables)


def days_before(end: date, days: int) -> date:
    """The last day for what is due ``days`` calendar days before ``end``, which is not counted (一周前: 7)."""
    return end - timedelta(days=days)
