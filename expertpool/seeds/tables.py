"""The tables the fictional city is made from: fields, units, names and crafts, as read from TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from expertpool.rules.facts import EmployerKind


@dataclass(frozen=True)
class Unit:
    """An employer; ``weight`` says how many experts it sends, ``region`` where it is."""

    name: str
    kind: EmployerKind
    weight: int
    region: str


@dataclass(frozen=True)
class Field:
    """One specialty of a series: how many experts, shares of women and of private-enterprise experts in percent."""

    series: str
    name: str
    experts: int
    women: int
    private: int
    trades: tuple[str, ...]


@cache
def table(name: str) -> Mapping[str, Any]:
    """One TOML table of the city by its file name."""
    text = files(__package__).joinpath("city", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def fields() -> tuple[Field, ...]:
    """All specialties, series by series."""
    return tuple(
        Field(series=series["name"], **{**specialty, "trades": tuple(specialty["trades"])})
        for series in table("fields")["series"]
        for specialty in series["specialties"]
    )


def units(series: str) -> tuple[Unit, ...]:
    """The public employers that send experts of one series."""
    return tuple(
        Unit(name=name, kind=EmployerKind(kind), weight=weight, region=region_of(name))
        for group in table("units")["group"]
        if series in group["series"]
        for name, kind, weight in group["units"]
    )


def region_of(name: str) -> str:
    """Where a unit is, by the place its name begins with; the city itself where it names none."""
    places = [*table("units")["districts"], *table("units")["elsewhere"]]
    return next((place for place in places if name.startswith(place.rstrip("区县旗市"))), "云岭市")


def affiliates() -> Mapping[str, frozenset[str]]:
    """Units that count as one with another: the unit, and its affiliates."""
    return {entry["unit"]: frozenset(entry["affiliates"]) for entry in table("units")["affiliate"]}
