"""``expertpool season``: what is due when, how a term is counted, and which days are worked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from expertpool.actions.enter_season_dates import enter_season_dates
from expertpool.actions.enter_working_days import enter_working_days
from expertpool.commands.circumstances import now, operator
from expertpool.commands.console import Console, WordedCommand, WordedGroup, current
from expertpool.commands.typed_day import DAY
from expertpool.db import open_session
from expertpool.documents.season_dates_file import read_season_dates, season_dates_template
from expertpool.documents.working_days_file import read_working_days
from expertpool.queries.season_dates import dates_named
from expertpool.queries.working_days import working_day_tables
from expertpool.season.counting import Term, working_days_after
from expertpool.season.deadlines import ANCHORS, Due, due, known_dates
from expertpool.season.working_days import Tables, is_worked
from expertpool.whole_file import write_whole

NEWEST = known_dates()[-1]
F = TypeVar("F", bound=Callable[..., Any])

season = WordedGroup(
    "season",
    lazy={
        "due": "expertpool.commands.season_due:due",
        "committee": "expertpool.commands.season_committee:committee_season",
        "committees": "expertpool.commands.season_committees:committees",
        "draw": "expertpool.commands.season_draw:season_draw",
        "proof": "expertpool.commands.season_draw:season_proof",
        "replace": "expertpool.commands.season_replace:season_replace",
        "forecast": "expertpool.commands.season_forecast:season_forecast",
    },
    help="season.help",
    no_args_is_help=True,
)


def anchored(command: F) -> F:
    """The options that give a committee's own days."""
    for anchor in reversed(ANCHORS):
        name = "--" + anchor.replace("_", "-")
        command = click.option(name, anchor, type=DAY, help=f"season.help.{anchor}")(command)
    return command


@season.command("dates", cls=WordedCommand, help="season.help.dates")
@click.option("--of", "name", default=NEWEST, help="season.help.of")
@click.option("--joint", is_flag=True, help="season.help.joint")
@click.option("--enter", type=click.Path(path_type=Path), help="season.help.enter_dates")
@click.option("--template", type=click.Path(dir_okay=False, path_type=Path), help="season.help.template")
@click.option("--year", type=click.IntRange(1990, 2200), help="season.help.template_year")
@click.option("--by", help="season.help.by")
@click.option("--ics", type=click.Path(dir_okay=False, path_type=Path), help="season.help.ics")
@anchored
def dates(
    *,
    name: str,
    joint: bool,
    enter: Path | None,
    template: Path | None,
    year: int | None,
    by: str | None,
    ics: Path | None,
    **anchors: datetime | None,
) -> int:
    """Every deadline of the season for a committee's own days, with the days that were counted."""
    console = current()
    if template is not None:
        write_whole(template, season_dates_template(name, year or now().year, console.language).encode())
        console.line(console.say("season.template.written", path=str(template)))
        return console.finish({"ok": True, "template": str(template)})
    if enter is not None:
        name = _entered(console, enter, by)
    with open_session(console.settings, reading=True) as session:
        chosen = dates_named(session, name)
    days = {anchor: day.date() for anchor, day in anchors.items() if day is not None}
    facts = frozenset({"joint_or_entrusted"} if joint else ())
    listed = due(chosen, days, _tables(console), facts=facts)
    console.table(
        title=chosen.title[console.language],
        heads=[console.say(f"season.head.{head}") for head in ("day", "what", "who", "clause")],
        rows=[[_shown(console, one), one.deadline.says[console.language], *_whose(console, one)] for one in listed],
    )
    for one in listed:
        if one.term is not None:
            console.line(f"{one.deadline.says[console.language]} {counted_words(console, one.term)}")
    if ics is not None:
        from expertpool.documents.season_calendar import season_calendar  # noqa: PLC0415  # only when asked for

        write_whole(ics, season_calendar(chosen, listed, made_at=now(), language=console.language))
        console.line(console.say("season.ics.written", path=str(ics)))
    return console.finish({"ok": True, "season": name, "deadlines": [_as_dict(console, one) for one in listed]})


def _entered(console: Console, file: Path, by: str | None) -> str:
    """Keep the office's own dates; their name."""
    own = read_season_dates(file)
    with open_session(console.settings) as session:
        enter_season_dates(session, own, at=now(), actor=operator(by))
        session.commit()
    console.line(console.say("season.dates_entered", year=own.year, count=len(own.days), source=own.source))
    return str(own.year)


@season.command("count", cls=WordedCommand, help="season.help.count")
@click.argument("start", type=DAY)
@click.option("--working-days", "count", type=click.IntRange(1, 400), default=5, help="season.help.working_days")
def count_days(*, start: datetime, count: int) -> int:
    """When a term of working days ends, day by day."""
    console = current()
    term = working_days_after(start.date(), count, _tables(console))
    console.line(console.say("season.count", start=str(term.start), count=count, end=str(term.end)))
    console.line(counted_words(console, term))
    return console.finish({"ok": True, "start": str(term.start), "end": str(term.end), "days": counted_days(term)})


@season.command("days", cls=WordedCommand, help="season.help.days")
@click.argument("year", type=click.IntRange(1990, 2200), required=False)
@click.option("--enter", type=click.Path(path_type=Path), help="season.help.enter")
@click.option("--by", help="season.help.by")
def days_of(*, year: int | None, enter: Path | None, by: str | None) -> int:
    """Show a year's holidays and made-up days, or enter the office's own table."""
    console = current()
    if enter is not None:
        table = read_working_days(enter)
        with open_session(console.settings) as session:
            enter_working_days(session, table, at=now(), actor=operator(by))
            session.commit()
        console.line(console.say("season.entered", year=table.year, off=len(table.off), worked=len(table.worked)))
        year = table.year
    tables = _tables(console)
    wanted = year or now().year
    is_worked(date(wanted, 1, 1), tables)
    shown = tables[wanted]
    off, worked = (sorted(map(str, days)) for days in (shown.off, shown.worked))
    console.line(console.say("season.table", year=wanted, source=shown.source))
    console.line(console.say("season.off", days="、".join(off)))
    console.line(console.say("season.worked", days="、".join(worked)))
    return console.finish({"ok": True, "year": wanted, "source": shown.source, "off": off, "worked": worked})


def _tables(console: Console) -> Tables:
    with open_session(console.settings, reading=True) as session:
        return working_day_tables(session)


def _shown(console: Console, one: Due) -> str:
    if one.day is None:
        return console.say("season.waits", day=console.say(f"season.anchor.{one.waits_for}"))
    return str(one.day) + (console.say("season.earlier") if one.bound_by else "")


def _whose(console: Console, one: Due) -> list[str]:
    return [console.say(f"season.who.{one.deadline.who}"), console.clause(one.deadline.clause)]


def counted_words(console: Console, term: Term) -> str:
    """The days of a count, each with its number or the reason why it does not count."""
    shown = [
        f"{step.day:%m-%d}({step.number})"
        if step.number
        else f"{step.day:%m-%d}[{console.say(f'season.why.{step.why}')}]"
        for step in term.steps
    ]
    return console.say("season.counted", start=str(term.start), days=" ".join(shown))


def counted_days(term: Term) -> list[dict[str, Any]]:
    """The same as plain values."""
    return [{"day": str(step.day), "why": str(step.why), "number": step.number} for step in term.steps]


def _as_dict(console: Console, one: Due) -> dict[str, Any]:
    deadline = one.deadline
    named = {"id": deadline.id, "clause": deadline.clause, "who": deadline.who, "says": deadline.says[console.language]}
    found = {"day": str(one.day) if one.day else None, "waits_for": one.waits_for or None}
    return {**named, **found, "bound_by": one.bound_by or None, "counted": counted_days(one.term) if one.term else None}
