"""The filed plan of a review group: its form, and how scores become results, read from TOML and frozen as one text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from blind.combining.advice import Plan
from blind.combining.line import Line
from blind.scoresheet.rubric import Rubric
from expertpool.errors import Refusal, Where
from expertpool.reviewing.plan_file import read_plan
from expertpool.reviewing.sheet_file import hundredths, read_sheet, shipped, taken

GROUP = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
EXTRA = {"wide_apart", "wide_share", "near_the_line"}
FORMAT = "expertpool-score-plan/1"


@dataclass(frozen=True)
class Extra:
    """Which packets get one more reader: scores wider apart than ``points`` (hundredths) or than ``share`` of the
    spread between packets; ``near``: the so many least certain near the line. None: this rule is not in the plan.
    """

    points: int | None = None
    share: Fraction | None = None
    near: int | None = None


@dataclass(frozen=True, kw_only=True)
class GroupPlan:
    """A group's plan as it was read."""

    group: str
    title: str
    rubric: Rubric
    plan: Plan
    extra: Extra

    def frozen(self) -> dict[str, Any]:
        """The plan as plain values, without floats: what is kept and entered in the ledger."""
        plan, extra = self.plan, self.extra
        share = None if extra.share is None else str(extra.share)
        return {
            "extra": {"near": extra.near, "points": extra.points, "share": share},
            "format": FORMAT,
            "line": {"mark": plan.line.mark, "places": plan.line.places},
            "method": plan.method,
            "parameters": dict(plan.parameters),
            "rounding": plan.rounding,
            "unit": str(plan.unit),
        }


def read_group_plan(path: Path) -> GroupPlan:
    """The plan in a file: what ``read_plan`` reads, with ``group``, ``title``, ``sheet`` and if wanted ``[extra]``.

    ``sheet`` is the code of a form that comes with the program, or a TOML file beside the plan.
    """
    file, plan = str(path), read_plan(path)
    table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    group = taken(table, "group", str, file)
    if not GROUP.fullmatch(group):
        raise Refusal("scores.group_id_bad", where=Where(file=file, field="group"), found=group[:70])
    return GroupPlan(
        group=group,
        title=taken(table, "title", str, file),
        rubric=_sheet(taken(table, "sheet", str, file), path),
        plan=plan,
        extra=_extra(table.get("extra", {}), file),
    )


def thawed(frozen: Mapping[str, Any]) -> tuple[Plan, Extra]:
    """The plan that was frozen, ready to be used."""
    line, extra = frozen["line"], frozen["extra"]
    plan = Plan(
        method=frozen["method"],
        line=Line(mark=line["mark"], places=line["places"]),
        parameters=frozen["parameters"],
        unit=Fraction(frozen["unit"]),
        rounding=frozen["rounding"],
    )
    share = None if extra["share"] is None else Fraction(extra["share"])
    return plan, Extra(points=extra["points"], share=share, near=extra["near"])


def _sheet(named: str, path: Path) -> Rubric:
    known = shipped()
    if named in known:
        return known[named]
    beside = path.parent / named
    if not beside.is_file():
        listed = "、".join(known)
        raise Refusal("scores.no_sheet", where=Where(file=str(path), field="sheet"), found=named[:80], known=listed)
    return read_sheet(beside)


def _extra(table: Any, file: str) -> Extra:
    if not isinstance(table, dict) or table.keys() - EXTRA:
        unknown = sorted(table.keys() - EXTRA)[0] if isinstance(table, dict) else "extra"
        raise Refusal("scores.sheet_unknown_key", where=Where(file=file, field="extra"), key=unknown)
    if {"wide_apart", "wide_share"} <= table.keys():
        raise Refusal("scores.plan_cannot_be", where=Where(file=file, field="extra"), why="not-a-threshold")
    points = hundredths(table["wide_apart"], file, "wide_apart") if "wide_apart" in table else None
    near = taken(table, "near_the_line", int, file) if "near_the_line" in table else None
    return Extra(points=points, share=_share(table, file), near=near)


def _share(table: Mapping[str, Any], file: str) -> Fraction | None:
    if "wide_share" not in table:
        return None
    try:
        return Fraction(taken(table, "wide_share", str, file))
    except (ValueError, ZeroDivisionError):
        where = Where(file=file, field="wide_share")
        raise Refusal("scores.plan_cannot_be", where=where, why="not-a-share") from None
