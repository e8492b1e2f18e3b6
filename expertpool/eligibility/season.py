"""A season's days as rules about applicants need them, from the notice's dates and the tables of working days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from expertpool.eligibility.facts import SeasonFacts
from expertpool.season.deadlines import SeasonDates
from expertpool.season.working_days import Tables, is_worked


def season_facts(dates: SeasonDates, tables: Tables, *, cutoffs: Mapping[str, date] | None = None) -> SeasonFacts:
    """The season of these dates; ``cutoffs`` are series' own."""
    fixed = {one.id: one.how["on"] for one in dates.deadlines if "on" in one.how}
    years = [year for year in (dates.year - 1, dates.year, dates.year + 1) if year in tables]
    worked = {year: frozenset(_worked(year, tables)) for year in years}
    return SeasonFacts(year=dates.year, days=fixed, cutoffs=cutoffs or {}, worked=worked)


def _worked(year: int, tables: Tables) -> list[date]:
    first = date(year, 1, 1)
    days = (first + timedelta(days=at) for at in range((date(year + 1, 1, 1) - first).days))
    return [day for day in days if is_worked(day, tables)]
