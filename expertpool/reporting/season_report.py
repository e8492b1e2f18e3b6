"""The season's compliance report: one line a committee, with the reports it rests on by their hashes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from expertpool.documents.report_tables import forced_in
from expertpool.rules.finding import State

KIND = "season-compliance"
TURNOVER = ("seated", "replaced")
ORDER = (State.BROKEN, State.UNKNOWN, State.WAIVED, State.HOLDS, State.NOT_APPLICABLE)


def season_report(year: int, contents: Iterable[tuple[Mapping[str, Any], str | None]]) -> dict[str, Any]:
    """The report as plain values: committees in the order of how much is broken, then of how much is unknown.

    ``contents``: what each committee's report says, with its hash where it was issued.
    """
    lines = sorted((_line(content, known) for content, known in contents), key=_gravity)
    totals = {state.value: sum(line["states"][state.value] for line in lines) for state in State}
    return {
        "year": year,
        "committees": lines,
        "states": totals,
        "assurance": min((line["assurance"] for line in lines if line["assurance"]), default=None),
        "without_panel": sum(line["assurance"] is None for line in lines),
        "replacements": {name: sum(line["replacements"][name] for line in lines) for name in TURNOVER},
        "forced": sum(line["forced"] or 0 for line in lines),
        "forced_unknown": sum(line["forced"] is None and line["assurance"] is not None for line in lines),
    }


def _line(content: Mapping[str, Any], known: str | None) -> dict[str, Any]:
    broken = [line for line in content["lines"] if line["state"] == State.BROKEN.value]
    late = [one for one in content["deadlines"] if one["state"] == "missed"]
    return {
        "committee": content["committee"],
        "report": known,
        "assurance": content["assurance"],
        "states": content["states"],
        "broken": [{name: line[name] for name in ("rule", "clause", "stage", "says", "found")} for line in broken],
        "replacements": {name: content["replacements"][name] for name in (*TURNOVER, "share")},
        "forced": forced_in(content),
        "missed": [one["id"] for one in late],
        "missed_deadlines": [{name: one[name] for name in ("id", "clause", "says", "day", "done")} for one in late],
        "attempts": len(content["draws"]),
    }


def _gravity(line: dict[str, Any]) -> tuple[Any, ...]:
    return (-line["states"][State.BROKEN.value], -line["states"][State.UNKNOWN.value], line["committee"])
