"""``expertpool results publish``: the list for everybody, and the days on which it hangs."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from expertpool.actions.publish_results import publish_results
from expertpool.commands.circumstances import now, operator
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.commands.typed_day import DAY
from expertpool.db import open_session
from expertpool.errors import Refusal
from expertpool.queries.meetings import frozen_meeting
from expertpool.queries.results import newest_ranking, results_in
from expertpool.queries.working_days import working_day_tables
from expertpool.results.opened_names import opened_names
from expertpool.results.papers import list_bytes
from expertpool.results.public_list import list_text, public_rows
from expertpool.results.standing import Standing
from expertpool.season.counting import Term, working_days_after
from expertpool.whole_file import make_folders, write_whole

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
LEAST = 5
"""人社部令第40号 第二十六条: at least five working days."""

LIST_BOOK, LIST_TEXT = "公示名单.xlsx", "public-list.json"


@click.command("publish", cls=WordedCommand, help="results.help.publish")
@click.argument("number", type=click.IntRange(min=1), metavar="MEETING")
@click.option("--names", required=True, type=FILE, help="results.help.names")
@click.option("--applicants", required=True, type=FILE, help="results.help.applicants")
@click.option("--posted", type=DAY, help="results.help.posted")
@click.option("--working-days", "count", type=click.IntRange(LEAST, 60), default=LEAST, help="results.help.days")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="results.help.out")
@click.option("--by", help="pool.import.by")
def publish(
    *, number: int, names: Path, applicants: Path, posted: datetime | None, count: int, out: Path, by: str | None
) -> int:
    """Join names to those who passed, count the period, enter it, write the list."""
    console = current()
    day = posted.date() if posted else now().date()
    with open_session(console.settings) as session:
        seen = frozen_meeting(session, number)
        ranking = newest_ranking(session, number)
        found = results_in(session, ranking)
        _refuse_unsettled([one.codename for one in found if one.standing in (Standing.TIED, Standing.WAITING)])
        passed = [one.codename for one in found if one.standing == Standing.IN]
        people = opened_names(session, names, applicants, wanted=passed).people
        rows = public_rows([people[name] for name in passed])
        term = working_days_after(day, count, working_day_tables(session))
        facts = {
            "committee": seen.committee.name,
            "posted_on": str(term.start),
            "ends_on": str(term.end),
            "meeting": str(seen.held_on),
        }
        text = list_text(rows, facts)
        made = publish_results(
            session,
            ranking,
            scope=seen.scope,
            term=term,
            list_text=text,
            codenames=passed,
            at=now(),
            actor=operator(by),
        )
        posting = made.id
        session.commit()
    make_folders(out)
    write_whole(out / LIST_TEXT, text.encode())
    write_whole(out / LIST_BOOK, list_bytes(rows))
    _tell(console, term, lines=len(rows), count=count, out=out)
    days = [{"day": str(one.day), "why": str(one.why), "number": one.number} for one in term.steps]
    told = {"publicity": posting, "posted_on": str(term.start), "ends_on": str(term.end), "days": days}
    return console.finish({"ok": True, "meeting": number, **told, "list": rows, "out": str(out)})


def _refuse_unsettled(names: list[str]) -> None:
    if names:
        raise Refusal("results.unsettled", candidates="、".join(names))


def _tell(console: Console, term: Term, *, lines: int, count: int, out: Path) -> None:
    console.line(console.say("results.published", lines=lines, start=str(term.start), end=str(term.end), count=count))
    console.line(console.say("season.counted", start=str(term.start), days=days_shown(console, term)))
    if term.start < now().date():
        console.note(console.say("results.entered_later", day=str(term.start)))
    console.line(console.say("results.written", out=str(out)))


def days_shown(console: Console, term: Term) -> str:
    """Every day of the period, with its number or the reason why it does not count."""
    return " ".join(
        f"{step.day:%m-%d}({step.number})"
        if step.number
        else f"{step.day:%m-%d}[{console.say(f'season.why.{step.why}')}]"
        for step in term.steps
    )
