"""The file in which an office states a year's working days: holidays off, Saturdays and Sundays worked."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from expertpool.documents.stated_table import StatedTable
from expertpool.errors import Refusal, Where
from expertpool.season.working_days import SATURDAY, YearTable

FILE = StatedTable(
    fields={"year": int, "source": str, "off": list, "worked": list},
    unreadable="season.days_unreadable",
    field="season.days_field",
    unknown="season.days_unknown_field",
)


def read_working_days(path: Path) -> YearTable:
    """The table in a TOML file with ``year``, ``source``, ``off`` and ``worked``. Refuses what it cannot be."""
    found = FILE.read(path)
    off, worked = (_days(found[name], path, name) for name in ("off", "worked"))
    plain = sorted(day for day in worked if day.weekday() < SATURDAY)
    if plain:
        raise Refusal("season.day_worked_anyway", where=Where(file=str(path), field="worked"), day=str(plain[0]))
    return YearTable(year=found["year"], off=off, worked=worked, source=found["source"].strip())


def _days(values: list[Any], path: Path, name: str) -> frozenset[date]:
    for value in values:
        if not isinstance(value, date) or isinstance(value, datetime):
            raise Refusal("season.day_no_date", where=Where(file=str(path), field=name), found=str(value)[:40])
    if len(set(values)) < len(values):
        twice = next(day for day in values if values.count(day) > 1)
        raise Refusal("season.day_twice", where=Where(file=str(path), field=name), day=str(twice))
    return frozenset(values)
