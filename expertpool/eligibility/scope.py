"""Which titles are reviewed blind in which year: the notice's own list, and the plan for the year after."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from expertpool.eligibility.series import plain_series
from expertpool.rules.facts import Level
from expertpool.rules.rule import Source, Strength


@dataclass(frozen=True)
class Entry:
    """What one line of a list asks for; None and nothing mean that it does not ask."""

    series: tuple[str, ...] = ()
    specialties: tuple[str, ...] = ()
    senior: bool | None = None
    self_reviewing: bool | None = None
    socialised: bool | None = None


@dataclass(frozen=True)
class Listed:
    """One list with the years it speaks of, both included."""

    id: str
    clause: str
    strength: Strength
    source: Source
    from_year: int
    until_year: int | None
    entries: tuple[Entry, ...]

    def speaks(self, year: int) -> bool:
        """Whether the list says anything about this year."""
        return self.from_year <= year and (self.until_year is None or year <= self.until_year)


@dataclass(frozen=True)
class BlindScope:
    """Whether a title is reviewed blind. ``required`` None: not known, because ``missing`` is not stated, or because
    no list ``speaks`` of that year. ``strength`` and ``clause`` are those of the list that asks for it."""

    required: bool | None
    speaks: bool = True
    listed: str = ""
    clause: str = ""
    strength: Strength | None = None
    missing: str = ""


@cache
def lists() -> tuple[Listed, ...]:
    """The lists that come with the program."""
    text = files(__package__).joinpath("tables", "blind.toml").read_text(encoding="utf-8")
    return tuple(_listed(table) for table in tomllib.loads(text)["scope"])


def _listed(table: dict[str, Any]) -> Listed:
    entries = tuple(_entry(entry) for entry in table["entry"])
    return Listed(
        table["id"],
        table["clause"],
        Strength(table["strength"]),
        Source(table["source"]),
        table["from_year"],
        table.get("until_year"),
        entries,
    )


def _entry(table: dict[str, Any]) -> Entry:
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
    return Entry(**values)


def blind_scope(
    series: str | None,
    specialty: str | None,
    level: Level | None,
    year: int,
    *,
    self_reviewing: bool | None = None,
    socialised: bool | None = None,
    only: str | None = None,
) -> BlindScope:
    """Whether this title must be reviewed blind in this year. ``self_reviewing``: the committee is a self-reviewing
    unit's; ``socialised``: health titles for people outside a unit that reviews (社会化). ``only``: one list's id."""
    speaking = [one for one in lists() if one.speaks(year) and only in (None, one.id)]
    if not speaking:
        return BlindScope(None, speaks=False)
    stated = {
        "series": None if series is None else plain_series(series),
        "specialty": None if specialty is None else plain_series(specialty),
        "senior": None if level is None else level.senior,
        "self_reviewing": self_reviewing,
        "socialised": socialised,
    }
    missing = ""
    for one in speaking:
        for entry in one.entries:
            answers = _answers(entry, stated)
            if all(answers.values()):
                return BlindScope(True, listed=one.id, clause=one.clause, strength=one.strength)
            if False not in answers.values():
                missing = missing or next(name for name, answer in answers.items() if answer is None)
    if missing:
        return BlindScope(None, missing="level" if missing == "senior" else missing)
    return BlindScope(False)


def _answers(entry: Entry, stated: dict[str, Any]) -> dict[str, bool | None]:
    """For everything an entry asks for whether it fits, None where it is not known."""
    asked: dict[str, bool | None] = {}
    if entry.series:
        asked["series"] = None if stated["series"] is None else stated["series"] in entry.series
    if entry.specialties:
        asked["specialty"] = None if stated["specialty"] is None else stated["specialty"] in entry.specialties
    for name in ("senior", "self_reviewing", "socialised"):
        wanted = getattr(entry, name)
        if wanted is not None:
            asked[name] = None if stated[name] is None else stated[name] is wanted
    return asked
