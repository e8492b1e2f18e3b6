"""``expertpool results complain`` and ``answer``: complaints by kind, with who looks into them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click
from sqlmodel import Session

from expertpool.actions.register_complaint import answer_complaint, register_complaint
from expertpool.commands.circumstances import now, operator
from expertpool.commands.console import WordedCommand, current
from expertpool.commands.typed_day import DAY
from expertpool.db import open_session
from expertpool.models import Complaint, ComplaintKind, Finding, Publicity, Ranking
from expertpool.queries.meetings import meeting_of
from expertpool.queries.results import complaint_by, published
from expertpool.rules.toml_file import read_text

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
HANDLERS = {ComplaintKind.REVIEWING: ("organiser",), ComplaintKind.AUTHENTICITY: ("city-hrss", "employer")}
"""2025 notice, 六(二)3: who looks into a complaint of this kind."""


@click.command("complain", cls=WordedCommand, help="results.help.complain")
@click.argument("number", type=click.IntRange(min=1), metavar="MEETING")
@click.option(
    "--kind", required=True, type=click.Choice([one.value for one in ComplaintKind]), help="results.help.kind"
)
@click.option("--line", type=click.IntRange(min=1), help="results.help.line")
@click.option("--what", "text_file", required=True, type=FILE, help="results.help.what")
@click.option("--received", type=DAY, help="results.help.received")
@click.option("--by", help="pool.import.by")
def complain(
    *, number: int, kind: str, line: int | None, text_file: Path, received: datetime | None, by: str | None
) -> int:
    """Register a complaint about the posted list."""
    console, chosen = current(), ComplaintKind(kind)
    day = received.date() if received else now().date()
    with open_session(console.settings) as session:
        posted = published(session, number)
        made = register_complaint(
            session,
            posted,
            scope=meeting_of(session, number).scope,
            kind=chosen,
            line=line,
            what=read_text(text_file),
            received_on=day,
            at=now(),
            actor=operator(by),
        )
        complaint, late = made.id, day > posted.ends_on
        session.commit()
    handlers = HANDLERS[chosen]
    named = "、".join(console.say(f"results.handler.{one}") for one in handlers)
    console.line(console.say("results.registered", complaint=complaint, handlers=named))
    if late:
        console.note(console.say("results.late"))
    told = {"complaint": complaint, "kind": kind, "handlers": list(handlers), "line": line, "late": late}
    return console.finish({"ok": True, **told, "received_on": str(day)})


@click.command("answer", cls=WordedCommand, help="results.help.answer")
@click.argument("complaint", type=click.IntRange(min=1))
@click.option(
    "--finding", required=True, type=click.Choice([one.value for one in Finding]), help="results.help.finding"
)
@click.option("--text", "text_file", required=True, type=FILE, help="results.help.text")
@click.option("--day", type=DAY, help="results.help.day")
@click.option("--by", help="pool.import.by")
def answer(*, complaint: int, finding: str, text_file: Path, day: datetime | None, by: str | None) -> int:
    """Enter what a complaint came to."""
    console = current()
    on = day.date() if day else now().date()
    with open_session(console.settings) as session:
        found = complaint_by(session, complaint)
        answer_complaint(
            session,
            found,
            scope=_scope(session, found),
            finding=Finding(finding),
            answer=read_text(text_file),
            answered_on=on,
            at=now(),
            actor=operator(by),
        )
        line = found.line
        session.commit()
    console.line(
        console.say("results.answered", complaint=complaint, finding=console.say(f"results.finding.{finding}"))
    )
    if finding == Finding.UPHELD:
        key = "results.off_the_roster" if line is not None else "results.whole_review"
        console.note(console.say(key, line=line))
    return console.finish({"ok": True, "complaint": complaint, "finding": finding, "line": line, "day": str(on)})


def _scope(session: Session, complaint: Complaint) -> str:
    """The scope of the meeting that the complaint is about."""
    posted = session.get_one(Publicity, complaint.publicity_id)
    return meeting_of(session, session.get_one(Ranking, posted.ranking_id).meeting_id).scope
