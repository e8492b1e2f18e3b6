"""The places of a review (名额), from a TOML file: over all, by group, by unit; and what the committee decided."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from expertpool.errors import Refusal, Where
from expertpool.results.standing import Places
from expertpool.rules.toml_file import read_toml

KEYS = {"total", "groups", "units", "line", "decided"}
LINES = {"binding": True, "advice": False}


def read_places(path: Path | None) -> Places:
    """The places in a file; without one there is no limit, and the plan's line binds. Raises Refusal with the field."""
    if path is None:
        return Places()
    table, file = read_toml(path), str(path)
    unknown = sorted(table.keys() - KEYS)
    if unknown:
        raise Refusal("results.places_key", where=Where(file=file, field=unknown[0]), key=unknown[0])
    line = table.get("line", "binding")
    if line not in LINES:
        raise Refusal("results.places_line", where=Where(file=file, field="line"), found=str(line)[:40])
    return Places(
        total=None if "total" not in table else _number(table["total"], file, "total"),
        groups=_numbers(table, "groups", file),
        units=_numbers(table, "units", file),
        line_binds=LINES[line],
        decided=_decided(table.get("decided", []), file),
    )


def places_dict(places: Places) -> dict[str, Any]:
    """The places as plain values, to be kept."""
    return {
        "total": places.total,
        "groups": dict(sorted(places.groups.items())),
        "units": dict(sorted(places.units.items())),
        "line": "binding" if places.line_binds else "advice",
        "decided": dict(sorted(places.decided.items())),
    }


def _number(value: Any, file: str, field: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise Refusal("results.places_number", where=Where(file=file, field=field), found=str(value)[:40])
    return value


def _numbers(table: Mapping[str, Any], field: str, file: str) -> dict[str, int]:
    held = table.get(field, {})
    if not isinstance(held, dict):
        raise Refusal("results.places_number", where=Where(file=file, field=field), found=str(held)[:40])
    return {name: _number(value, file, f"{field}.{name}") for name, value in held.items()}


def _decided(listed: Any, file: str) -> dict[str, str]:
    """``[[decided]]`` tables of ``candidate`` and ``reason``."""
    found: dict[str, str] = {}
    for one in listed if isinstance(listed, list) else [{}]:
        given = (
            one if isinstance(one, dict) and one.keys() == {"candidate", "reason"} else {"candidate": "", "reason": ""}
        )
        name, reason = (str(given[key]).strip() for key in ("candidate", "reason"))
        if not name or not reason or name in found:
            raise Refusal("results.places_decided", where=Where(file=file, field="decided"))
        found[name] = reason
    return found
