"""By when an act is due, or from when it may be done: a kind's day rules worked out for one filing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from expertpool.filings.kind import DayRule, FilingKind
from expertpool.rules.period import years_later
from expertpool.season.deadlines import Deadline, Due, SeasonDates, day_due
from expertpool.season.working_days import Tables


def day_of(rule: DayRule, kind: FilingKind, *, dates: SeasonDates, days: Mapping[str, date], tables: Tables) -> Due:
    """The rule's day with the days that were counted; its ``day`` is None while what it hangs on is not known.

    ``days``: the committee's own days and the filing's. Refuses a year without a table of working days.
    """
    if rule.deadline:
        return day_due(dates.named(rule.deadline), dates, days, tables)
    how = {
        name: value
        for name in ("before", "after", "ends_by", "days", "working_days", "months")
        if (value := getattr(rule, name)) not in ("", None)
    }
    made = Deadline(kind.id, kind.clause, "", kind.says, how)
    if rule.value or rule.years is not None:
        return _plain(rule, made, days)
    return day_due(made, dates, days, tables)


def _plain(rule: DayRule, made: Deadline, days: Mapping[str, date]) -> Due:
    """A recorded day, or the same day some years later: neither moves to a working day."""
    start = days.get(rule.anchor)
    if start is None:
        return Due(made, None, waits_for=rule.anchor)
    return Due(made, years_later(start, rule.years) if rule.years is not None else start)


def due_in(kind: FilingKind, state: str, *, dates: SeasonDates, days: Mapping[str, date], tables: Tables) -> Due | None:
    """What is due next in a state: the earliest day of the acts that lead out of it; None where none has one.

    A day that is not known yet comes before all others: nobody can say that it is not the earliest.
    """
    rules = [one.by for one in kind.leaving(state) if one.by is not None]
    found = [day_of(rule, kind, dates=dates, days=days, tables=tables) for rule in rules]
    return min(found, key=lambda one: one.day or date.min, default=None)
