"""The filed plan's part about scores: method, parameters, line and rounding, from a TOML file."""

from __future__ import annotations

import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any

from blind.combining.advice import Plan
from blind.combining.line import Line
from blind.combining.methods import combine
from blind.combining.rounding import ROUNDINGS
from blind.errors import Malformed
from expertpool.errors import Refusal, Where
from expertpool.reviewing.sheet_file import hundredths, taken

KEYS = {"method", "line", "places", "parameters", "unit", "rounding"}
OF_GROUP = {"group", "title", "sheet", "extra"}
"""What the same file says when it is the whole plan of a review group."""
POINTS = {"tolerance"}
"""Parameters given in points; the others are numbers of scores."""


def read_plan(path: Path) -> Plan:
    """The plan in a file: ``method``, one of ``line`` (points as text) and ``places``, and if wanted ``[parameters]``,
    ``unit`` (points as text) and ``rounding``."""
    file = str(path)
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refusal("scores.sheet_not_toml", where=Where(file=file), why=str(error)) from None
    unknown = sorted(table.keys() - KEYS - OF_GROUP)
    if unknown:
        raise Refusal("scores.sheet_unknown_key", where=Where(file=file, field=unknown[0]), key=unknown[0])
    try:
        return checked(table, file)
    except Malformed as error:
        raise Refusal("scores.plan_cannot_be", where=Where(file=file), why=error.code) from None


def checked(table: dict[str, Any], file: str) -> Plan:
    """The plan, once its method exists and takes its parameters."""
    given = taken({"parameters": {}, **table}, "parameters", dict, file)
    parameters = {
        name: hundredths(value, file, name) if name in POINTS else taken(given, name, int, file)
        for name, value in given.items()
    }
    method, rounding = taken(table, "method", str, file), table.get("rounding", "half-up")
    combine(method, [], parameters=parameters)
    unit = hundredths(table.get("unit", "0.01"), file, "unit")
    if rounding not in ROUNDINGS or unit == 0:
        raise Refusal("scores.plan_cannot_be", where=Where(file=file, field="rounding"), why="unknown-rounding")
    mark = hundredths(table["line"], file, "line") if "line" in table else None
    line = Line(mark=mark, places=table.get("places"))
    return Plan(method=method, line=line, parameters=parameters, unit=Fraction(unit), rounding=rounding)
