"""The record of a season: its days, cap and figures, and the dual proof of its bound; checked without a solver."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from solver.season.kinds import kinds_of
from solver.season.proof import replayed
from solver.season.season import Season

if TYPE_CHECKING:
    from solver.season.lottery import Part, SeasonLottery

FORMAT, FORMER = "expertpool-season-record/2", "expertpool-season-record/1"
"""The second writes days as dates; the first wrote them as numbers (1 for the first day of year 1)."""


def record_of(lottery: SeasonLottery, *, folders: Mapping[str, str]) -> dict[str, Any]:
    """Plain values of a season drawn by lottery; long numbers are texts. ``folders`` by committee's name."""
    season, reached = lottery.season, lottery.reached
    return {
        "format": FORMAT,
        "cap": season.cap,
        "committees": placed(season, folders),
        "tickets": lottery.tickets,
        "table_seed": lottery.table_seed.hex(),
        "bound": str(reached.bound),
        "least": str(reached.least),
        "gap": str(reached.gap),
        "within": str(reached.within),
        "shut_out": len(reached.shut_out),
        "parts": [_part(part) for part in lottery.parts],
    }


def read_figures(record: Mapping[str, Any]) -> tuple[Fraction, Fraction, Fraction]:
    """The bound, what the tickets reach of it, and the gap between the two, of a season drawn by lottery."""
    bound, least, gap = (Fraction(record[name]) for name in ("bound", "least", "gap"))
    return bound, least, gap


def placed(season: Season, folders: Mapping[str, str]) -> list[dict[str, str]]:
    """Every committee with its folder, and the days it sits: the first and the last."""
    return [
        {
            "name": one.name,
            "folder": folders[one.name],
            "first": date.fromordinal(one.first).isoformat(),
            "last": date.fromordinal(one.last).isoformat(),
        }
        for one in season.committees
    ]


def day_number(told: str | int) -> int:
    """A day of a record of either format as the number that the solver compares."""
    return told if isinstance(told, int) else date.fromisoformat(told).toordinal()


def in_former_format(record: Mapping[str, Any]) -> dict[str, Any]:
    """The same record as it was written when days were numbers, for seasons whose digest on record is of that."""
    days = [{**one, "first": day_number(one["first"]), "last": day_number(one["last"])} for one in record["committees"]]
    return {**record, "committees": days} | ({"format": FORMER} if "format" in record else {})


def _part(part: Part) -> dict[str, Any]:
    names = [one.name for one in part.season.committees]
    kinds = part.target.kinds
    return {
        "committees": names,
        "wide": {name: sorted(row.label for row in rows) for name, rows in zip(names, kinds.wide, strict=True)},
        "levels": [
            {
                "value": str(step.value),
                "weights": [[name, label, str(weight)] for (name, label), weight in sorted(step.weights.items())],
                "worth": {str(kind): str(points) for kind, points in sorted(step.worth.items())},
            }
            for step in part.target.levels
        ],
    }


def proven_values(record: Mapping[str, Any], season: Season) -> dict[str, Fraction] | None:
    """Everybody's leximin panels a year, an upper bound level by level, by the record's proof; None where it fails.

    ``season``: the question, however it was come by (from the certificates, say). No solver is used.
    """
    found: dict[str, Fraction] = {}
    by_names = {tuple(one.name for one in part.committees): part for part in map(season.part, season.parts)}
    if sorted(tuple(told["committees"]) for told in record["parts"]) != sorted(by_names):
        return None
    for told in record["parts"]:
        part = by_names[tuple(told["committees"])]
        labels = {at: frozenset(told["wide"][one.name]) for at, one in enumerate(part.committees)}
        steps = [
            (
                {(name, label): int(weight) for name, label, weight in step["weights"]},
                {int(kind): int(points) for kind, points in step["worth"].items()},
            )
            for step in told["levels"]
        ]
        kinds = kinds_of(part, wide=labels)
        levels = replayed(kinds, steps)
        if levels is None or [str(level.value) for level in levels] != [step["value"] for step in told["levels"]]:
            return None
        for level in levels:
            for index in level.kinds:
                found.update(dict.fromkeys(kinds.kinds[index].members, level.value))
    return found
