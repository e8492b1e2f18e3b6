"""What the office states beside a roster of applicants: settings, series' own cut-offs, waivers, tables of places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from expertpool.eligibility.facts import ApplicationKey
from expertpool.eligibility.quota import Places
from expertpool.eligibility.series import plain_series
from expertpool.eligibility.waiver import ApplicantWaiver
from expertpool.ids import RuleId
from expertpool.rules.table import Spot, expect_table, read_value, refuse_unknown, shown
from expertpool.rules.toml_file import read_toml


@dataclass(frozen=True)
class OfficeSettings:
    """``stated``: open settings as the file has them; ``cutoffs``: a series' own last day for evidence."""

    stated: Mapping[str, Any] = field(default_factory=dict)
    cutoffs: Mapping[str, date] = field(default_factory=dict)


def read_settings(path: Path) -> OfficeSettings:
    """A file with ``[settings]`` and ``[cutoff]``. Raises Refusal for anything else."""
    content, spot = read_toml(path), Spot(str(path))
    refuse_unknown(content, ("settings", "cutoff"), spot)
    stated = expect_table(content.get("settings", {}), spot.at("settings"))
    cutoffs = expect_table(content.get("cutoff", {}), spot.at("cutoff"))
    read = {name: read_value(frozenset({date}), day, spot.at("cutoff").at(name)) for name, day in cutoffs.items()}
    return OfficeSettings(stated, {plain_series(name): day for name, day in read.items()})


_WAIVER = ("rule", "applicant", "reason", "approver")


def read_waivers(path: Path) -> tuple[ApplicantWaiver, ...]:
    """A file of ``[[waiver]]`` tables: rule, applicant, reason, approver, and a time with its zone (at)."""
    content, spot = read_toml(path), Spot(str(path))
    refuse_unknown(content, ("waiver",), spot)
    tables = content.get("waiver", [])
    if not isinstance(tables, list):
        raise spot.at("waiver").refuse("applicants.want_waivers", found=shown(tables))
    return tuple(_waiver(table, spot.at("waiver").at(str(at))) for at, table in enumerate(tables, start=1))


def _waiver(value: Any, spot: Spot) -> ApplicantWaiver:
    table = expect_table(value, spot)
    refuse_unknown(table, (*_WAIVER, "at"), spot)
    for part in (*_WAIVER, "at"):
        if table.get(part, "") == "":
            rule = str(table.get("rule", "")) or "?"
            refusal = spot.refuse("eligibility.waiver_incomplete", part=part)
            refusal.params["rule"] = rule
            raise refusal
    words = {key: str(read_value(frozenset({str}), table[key], spot.at(key))) for key in _WAIVER}
    return ApplicantWaiver(
        rule=RuleId(words["rule"]),
        applicant=ApplicationKey(words["applicant"]),
        reason=words["reason"],
        approver=words["approver"],
        at=_moment(table["at"], spot.at("at")),
    )


def _moment(value: Any, spot: Spot) -> datetime:
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        at = None
    if not isinstance(at, datetime):
        raise spot.refuse("committee.want_moment", found=shown(value))
    return at


def read_places(path: Path) -> dict[str, tuple[Places, ...]]:
    """Tables of places by name: ``[directed]`` and below it ``"unit" = 3``, or ``{ places = 3, agreement = "…" }``."""
    content, spot = read_toml(path), Spot(str(path))
    return {name: _places(expect_table(table, spot.at(name)), spot.at(name)) for name, table in content.items()}


def _places(table: Mapping[str, Any], spot: Spot) -> tuple[Places, ...]:
    return tuple(_row(unit, value, spot.at(unit)) for unit, value in table.items())


def _row(unit: str, value: Any, spot: Spot) -> Places:
    if not isinstance(value, dict):
        return Places(unit, read_value(frozenset({int}), value, spot))
    refuse_unknown(value, ("places", "agreement"), spot)
    if "places" not in value:
        raise spot.at("places").refuse("rules.key_missing")
    agreement = read_value(frozenset({str}), value["agreement"], spot.at("agreement")) if "agreement" in value else ""
    return Places(unit, read_value(frozenset({int}), value["places"], spot.at("places")), str(agreement))
