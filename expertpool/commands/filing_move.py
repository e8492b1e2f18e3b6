"""``expertpool filing move``: one act on a filing, with its papers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from expertpool.actions.move_filing import move_filing
from expertpool.commands.circumstances import now, operator
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.commands.filing import tell_filing
from expertpool.commands.filing_edge import AS, BY, SET, as_dict, pairs, papers_folder, stated_days
from expertpool.commands.typed_day import DAY
from expertpool.db import open_session
from expertpool.documents.filed_papers import keep_paper, read_paper
from expertpool.documents.plan_form import read_form_file
from expertpool.filings.filing import Act, Paper
from expertpool.filings.form import form_named
from expertpool.filings.kind import FORM_PAPER, FilingKind, Role
from expertpool.filings.moving import move
from expertpool.queries.filings import around_filing, filing_seen

Brought = Sequence[tuple[Paper, bytes]]


@click.command("move", cls=WordedCommand, help="filing.help.move")
@click.argument("number", type=click.IntRange(min=1))
@click.argument("act")
@AS
@click.option("--paper", "papers", multiple=True, metavar="ID=FILE", help="filing.help.paper")
@click.option("--reason", default="", help="filing.help.reason")
@SET
@click.option("--on", type=DAY, help="filing.help.on")
@BY
def move_one(
    *,
    number: int,
    act: str,
    role: str,
    papers: tuple[str, ...],
    reason: str,
    stated: tuple[str, ...],
    on: datetime | None,
    by: str | None,
) -> int:
    """Carry out one act. Papers are put into the office's folder once the act is known to be possible."""
    console, moment = current(), now()
    files = [(name, Path(path)) for name, path in pairs("--paper", papers)]
    brought = [read_paper(name, path) for name, path in files]
    days = stated_days(stated)
    with open_session(console.settings) as session:
        seen = filing_seen(session, number)
        given = Act(
            transition=act,
            role=Role(role),
            by=operator(by),
            on=on.date() if on else moment.date(),
            entered=moment.date(),
            papers=_once([paper for paper, _ in brought]),
            reason=reason,
            values=days,
            form=_form(seen.filing.kind, act, files),
        )
        move(seen.filing, given, around_filing(session, seen))
        _keep(console, brought)
        after, moved = move_filing(session, number, given, at=moment)
        session.commit()
    if not moved:
        console.line(console.say("filing.moved_already", number=number))
    tell_filing(console, after)
    return console.finish({"ok": True, "moved": moved, "filing": as_dict(console, after)})


def _once(papers: Sequence[Paper]) -> tuple[Paper, ...]:
    """One file named twice as the same paper counts once."""
    return tuple({(paper.paper, paper.digest): paper for paper in papers}.values())


def _form(kind: FilingKind, act: str, files: Sequence[tuple[str, Path]]) -> dict[str, str] | None:
    """The contents of the form among the papers, where this act wants one."""
    wanted = kind.transitions[act].form if act in kind.transitions else ""
    brought = [path for name, path in files if name == FORM_PAPER]
    return read_form_file(brought[0], form_named(wanted)) if wanted and brought else None


def _keep(console: Console, brought: Brought) -> None:
    for paper, content in brought:
        keep_paper(papers_folder(console), paper, content)
