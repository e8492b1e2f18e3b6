"""Who is handed the papers of an application: the authority of its trade, or the city's HRSS bureau."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from expertpool.eligibility.facts import Receiver, Track
from expertpool.eligibility.series import plain_series
from expertpool.rules.facts import Level


@dataclass(frozen=True)
class Route:
    """One line of the table of routes; what it leaves empty it does not ask for."""

    clause: str
    series: str = ""
    specialties: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    track: str = ""
    bureau: str = ""


@dataclass(frozen=True)
class Way:
    """Where the papers go; ``receiver`` is None while ``missing``, a fact's name, is not stated."""

    receiver: Receiver | None
    clause: str = ""
    bureau: str = ""
    missing: str = ""


@cache
def routes() -> tuple[Route, ...]:
    """The table of routes, in its order."""
    text = files(__package__).joinpath("tables", "routes.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)["route"]
    return tuple(_route(one) for one in tables)


def _route(table: dict[str, Any]) -> Route:
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
    return Route(**values)


def route(series: str | None, specialty: str | None, level: Level | None, *, track: Track | None) -> Way:
    """The way of one application. What is not known leaves the way open only where it would change it."""
    missing = ""
    for one in routes():
        answers = _answers(one, series, specialty, level, track)
        if all(answers.values()):
            return Way(Receiver.INDUSTRY, one.clause, one.bureau)
        if False not in answers.values():
            missing = missing or next(name for name, answer in answers.items() if answer is None)
    return Way(None, missing=missing) if missing else Way(Receiver.CITY_HRSS)


def _answers(
    one: Route, series: str | None, specialty: str | None, level: Level | None, track: Track | None
) -> dict[str, bool | None]:
    """For everything the route asks for whether it fits, None where it is not known."""
    asked: dict[str, bool | None] = {}
    if one.series:
        asked["series"] = None if series is None else plain_series(series) == one.series
    if one.specialties:
        asked["specialty"] = None if specialty is None else plain_series(specialty) in one.specialties
    if one.levels:
        asked["level"] = None if level is None else level.value in one.levels
    if one.track:
        asked["track"] = None if track is None else track.value == one.track
    return asked
