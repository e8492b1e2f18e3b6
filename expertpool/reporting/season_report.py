"""The season's compliance report: one line a committee, with the reports it rests on by their hashes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from blind.report import Report
from expertpool.rules.finding import State

KIND = "season-compliance"
ORDER = (State.BROKEN, State.UNKNOWN, State.WAIVED, State.HOLDS, State.NOT_APPLICABLE)


def season_report(year: int, reports: Sequence[Report], *, issued: str, number: int) -> dict[str, Any]:
    """The report as plain values: committees in the order of how much is broken, then of how much is unknown."""
    lines = sorted((_line(one) for one in reports), key=_gravity)
    totals = {state.value: sum(line["states"][state.value] for line in lines) for state in State}
    return {
        "year": year,
        "issued": issued,
        "number": number,
        "committees": lines,
        "states": totals,
        "assurance": min((line["assurance"] for line in lines if line["assurance"]), default=None),
        "without_panel": sum(line["assurance"] is None for line in lines),
    }


def _line(report: Report) -> dict[str, Any]:
    content = report.content
    broken = [line for line in content["lines"] if line["state"] == State.BROKEN.value]
    late = [one for one in content["deadlines"] if one["state"] == "missed"]
    return {
        "committee": content["committee"],
        "report": report.hash.hex(),
        "assurance": content["assurance"],
        "states": content["states"],
        "broken": [{name: line[name] for name in ("rule", "clause", "stage", "says", "found")} for line in broken],
        "missed": [one["id"] for one in late],
        "attempts": len(content["draws"]),
    }


def _gravity(line: dict[str, Any]) -> tuple[Any, ...]:
    return (-line["states"][State.BROKEN.value], -line["states"][State.UNKNOWN.value], line["committee"])
