"""The dates of a year's notice in force: the office's own where it entered some, else those of the program."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from expertpool.errors import Refusal
from expertpool.models import SeasonNotice
from expertpool.season.deadlines import SeasonDates, dates_of_year, season_dates
from expertpool.season.own_dates import OwnDates


def dates_in_force(session: Session, year: int) -> SeasonDates:
    """A year's dates. Refuses a year for which nobody entered any and none come with the program."""
    row = session.get(SeasonNotice, year)
    if row is None:
        return dates_of_year(year)
    days = {name: date.fromisoformat(day) for name, day in row.days.items()}
    return OwnDates(year=row.year, source=row.source, like=row.like, days=days).season()


def dates_or_none(session: Session, year: int) -> SeasonDates | None:
    """The same, or None."""
    try:
        return dates_in_force(session, year)
    except Refusal:
        return None


def dates_named(session: Session, name: str) -> SeasonDates:
    """The dates of a year, given as its number, or of a name that comes with the program. Refuses others."""
    return dates_in_force(session, int(name)) if name.isdecimal() and len(name) == 4 else season_dates(name)
