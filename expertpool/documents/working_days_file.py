"""The file in which an office states a year's working days: holidays off, Saturdays and Sundays worked."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

from expertpool.errors import Refusal, Where
from expertpool.season.working_days import SATURDAY, YearTable

FIELDS = {"year": int, "source": str, "off": list, "worked": list}


def read_working_days(path: Path) -> YearTable:
    """The table in a TOML file with ``year``, ``source``, ``off`` and ``worked``. Refuses what it cannot be."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise Refusal("common.file_missing", path=str(path)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise Refusal("season.days_unreadable", where=Where(file=str(path)), detail=str(wrong)) from None
    for name, kind in FIELDS.items():
        if not isinstance(found.get(name), kind) or isinstance(found.get(name), bool):
            raise Refusal("season.days_field", where=Where(file=str(path), field=name), field=name)
    unknown = sorted(found.keys() - FIELDS.keys())
    if unknown:
        raise Refusal("season.days_unknown_field", where=Where(file=str(path)), fields="、".join(unknown))
    if not found["source"].strip():
        raise Refusal("season.days_field", where=Where(file=str(path), field="source"), field="source")
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
