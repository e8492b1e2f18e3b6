"""The tables of working days in force: those that come with the program, and the office's own in place of them."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, select

from expertpool.models import CalendarYear
from expertpool.season.working_days import Tables, YearTable, shipped_tables


def working_day_tables(session: Session) -> Tables:
    """Every year's table, by year."""
    own = {row.year: _table(row) for row in session.exec(select(CalendarYear))}
    return {**shipped_tables(), **own}


def _table(row: CalendarYear) -> YearTable:
    off, worked = (frozenset(map(date.fromisoformat, days)) for days in (row.off, row.worked))
    return YearTable(year=row.year, off=off, worked=worked, source=row.source)
