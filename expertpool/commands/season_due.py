"""``expertpool season due``: what is due, late or stuck for each committee, with the days that were counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import click

from expertpool.commands.circumstances import now
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.commands.filing_edge import COMMITTEE, about_dict, roles_said, the_committee
from expertpool.commands.season import counted_days, counted_words
from expertpool.commands.typed_day import DAY
from expertpool.db import open_session
from expertpool.filings.loading import kind_named
from expertpool.queries.season_filings import FilingLine, Standing, season_filings

QUIET = (Standing.DONE, Standing.DROPPED)


@click.command("due", cls=WordedCommand, help="season.help.due")
@click.option("--on", type=DAY, help="season.help.on")
@click.option("--year", type=click.IntRange(1990, 2200), help="filing.help.year")
@COMMITTEE
@click.option("--all", "everything", is_flag=True, help="season.help.all")
def due(*, on: datetime | None, year: int | None, committee: str | None, everything: bool) -> int:
    """The filings of a season, the most pressing first."""
    console = current()
    day = on.date() if on else now().date()
    wanted = year or day.year
    with open_session(console.settings, reading=True) as session:
        owner = the_committee(session, committee, wanted)
        lines = season_filings(session, wanted, on=day)
    lines = tuple(one for one in lines if owner is None or one.committee == owner.name)
    counts = {standing.value: sum(one.standing is standing for one in lines) for standing in Standing}
    shown = [one for one in lines if everything or one.standing not in QUIET]
    _tell(console, shown, year=wanted, day=str(day))
    console.line(console.say("season.due_counts", **counts))
    told = {"year": wanted, "on": str(day), "counts": counts}
    return console.finish({"ok": True, **told, "filings": [_as_dict(console, one) for one in shown]})


def _tell(console: Console, shown: Sequence[FilingLine], *, year: int, day: str) -> None:
    console.table(
        title=console.say("season.due_title", year=year, day=day),
        heads=[
            console.say(f"season.due_head.{head}")
            for head in ("standing", "day", "committee", "what", "state", "waits", "clause")
        ],
        rows=[_row(console, one) for one in shown],
    )
    for one in shown:
        if one.term is not None:
            console.line(f"{one.title[console.language]} {counted_words(console, one.term)}")


def _row(console: Console, one: FilingLine) -> list[str]:
    number = f"{one.number}. " if one.number is not None else ""
    about = " · ".join(part for part in (one.committee, one.subject) if part) or "-"
    what = f"{number}{one.title[console.language]}"
    standing = console.say(f"season.standing.{one.standing}")
    return [
        standing,
        _day(console, one),
        about,
        what,
        _state(console, one),
        roles_said(console, one.waits_for),
        console.clause(one.clause),
    ]


def _day(console: Console, one: FilingLine) -> str:
    if one.unknown_day_title is not None:
        return console.say("season.waits", day=one.unknown_day_title[console.language])
    earlier = console.say("season.earlier") if one.bound_by else ""
    return f"{one.due}{earlier}" if one.due else "-"


def _state(console: Console, one: FilingLine) -> str:
    state = one.state_title[console.language] if one.number is not None else console.say("season.not_opened")
    if one.sent_back:
        state += console.say("season.sent_back", reason=one.sent_back)
    if one.needs:
        names = "、".join(kind_named(name).titles[console.language] for name in one.needs)
        state += console.say("season.needs_first", names=names)
    if one.late_steps:
        state += console.say("season.late_steps", steps="、".join(map(str, one.late_steps)))
    return state


def _as_dict(console: Console, one: FilingLine) -> dict[str, Any]:
    kind = kind_named(one.kind)
    return {
        **about_dict(console, kind, kind.states[one.state], one),
        "standing": one.standing.value,
        "due": str(one.due) if one.due else None,
        "bound_by": one.bound_by or None,
        "counted": counted_days(one.term) if one.term else None,
        "unknown_day": one.unknown_day or None,
        "sent_back": one.sent_back or None,
        "needs": list(one.needs),
        "late_steps": list(one.late_steps),
        "since": str(one.since) if one.since else None,
    }
