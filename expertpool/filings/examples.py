"""Examples of a kind: whole courses with days, roles and papers, each step with what must come of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from expertpool.errors import Refusal
from expertpool.filings.filing import Act, Around, Filing, Paper
from expertpool.filings.form import form_named
from expertpool.filings.kind import FilingKind, Role
from expertpool.filings.moving import move
from expertpool.rules.table import Spot, expect_table, one_word, read_value, read_with, refuse_unknown
from expertpool.season.deadlines import season_dates
from expertpool.season.working_days import shipped_tables

_EXAMPLE = ("name", "dates", "days", "asked", "others", "unowed", "step")
_STEP = ("does", "who", "on", "papers", "reason", "values", "form", "to", "refused", "missing", "late")
_DAY = frozenset({date})


def prove(kind: FilingKind, examples: list[Any], spot: Spot) -> None:
    """Refuse the kind where an example comes out otherwise, or where a transition is tried by none."""
    tried: set[tuple[str, str]] = set()
    for at, table in enumerate(examples, start=1):
        tried |= _course(kind, table, spot.at("example").at(str(at)))
    wanted = {(state, one.id) for one in kind.transitions.values() for state in one.origins}
    for state, name in sorted(wanted - tried):
        raise Spot(spot.file, rule=name).at("example").refuse("filing.untried", transition=name, state=state)


def _course(kind: FilingKind, table: Any, spot: Spot) -> set[tuple[str, str]]:
    """Walk one example; what it tried with success, as state and transition."""
    table = expect_table(table, spot)
    refuse_unknown(table, _EXAMPLE, spot)
    days, asked = (_days(table.get(key, {}), spot.at(key)) for key in ("days", "asked"))
    others = {name: frozenset([state]) for name, state in expect_table(table.get("others", {}), spot).items()}
    dates = season_dates(str(table.get("dates", "baotou-2025")))
    unowed = frozenset(read_value(frozenset({tuple[str, ...]}), table.get("unowed", []), spot.at("unowed")))
    around = Around(dates=dates, tables=shipped_tables(), days=days, others=others, unowed=unowed)
    steps = table.get("step", [])
    if not isinstance(steps, list) or not steps:
        raise spot.at("step").refuse("rules.key_missing")
    first = min(read_value(_DAY, expect_table(step, spot).get("on", ""), spot.at("step")) for step in steps)
    filing = Filing(kind=kind, opened_on=first, asked=asked)
    tried = set()
    for at, step in enumerate(steps, start=1):
        here = spot.at(f"step {at}")
        before = filing
        filing = _step(filing, step, around, here)
        if filing is not before:
            tried.add((before.state.id, filing.steps[-1].transition))
    return tried


def _step(filing: Filing, table: Any, around: Around, spot: Spot) -> Filing:
    table = expect_table(table, spot)
    refuse_unknown(table, _STEP, spot)
    roles = table.get("who", "")
    for role in roles if isinstance(roles, list) else [roles]:
        act = _act(table, role, around, spot)
        stated = f"refused {table['refused']}" if "refused" in table else str(table.get("to"))
        outcome, after, missing = _outcome(filing, act, around)
        late = after.steps[-1].late if after.steps and after is not filing else False
        if (outcome, missing, late) != (stated, tuple(table.get("missing", missing)), table.get("late", False)):
            came_out = f"{outcome} {'、'.join(missing)}{' late' if late else ''}"
            raise spot.refuse("filing.example_wrong", stated=stated, came_out=came_out.strip())
    return after


def _outcome(filing: Filing, act: Act, around: Around) -> tuple[str, Filing, tuple[str, ...]]:
    try:
        after = move(filing, act, around)
    except Refusal as refusal:
        return f"refused {refusal.code.removeprefix('filing.')}", filing, getattr(refusal, "missing", ())
    return after.state.id, after, ()


def _act(table: Mapping[str, Any], role: Any, around: Around, spot: Spot) -> Act:
    day = read_value(_DAY, table.get("on", ""), spot.at("on"))
    papers = read_value(frozenset({tuple[str, ...]}), table.get("papers", []), spot.at("papers"))
    return Act(
        transition=str(table.get("does")),
        role=read_with(one_word(Role), role, spot.at("who")),
        by=str(role),
        on=day,
        entered=day,
        papers=tuple(Paper(paper=name, digest="00", name=name) for name in papers),
        reason=str(table.get("reason", "")),
        values=_days(table.get("values", {}), spot.at("values")),
        form=_form(table.get("form"), around),
    )


def _form(name: Any, around: Around) -> dict[str, str] | None:
    if name is None:
        return None
    meeting = around.days.get("meeting", date.min).isoformat()
    return {one.id: meeting if one.a_day else "x" for one in form_named(str(name)).contents}


def _days(table: Any, spot: Spot) -> dict[str, date]:
    return {key: read_value(_DAY, value, spot.at(key)) for key, value in expect_table(table, spot).items()}
