"""``expertpool ballot print``: ballots on paper, a sheet and a workbook for each of two counters."""

from __future__ import annotations

import secrets
from pathlib import Path

import click

from blind.ballot.paper import mark_of
from expertpool.commands.console import WordedCommand, current
from expertpool.db import open_session
from expertpool.documents.ballot_sheets import BallotSheets, ballot_pdf
from expertpool.documents.count_workbook import count_bytes
from expertpool.queries.meetings import MeetingSeen, frozen_meeting
from expertpool.reviewing.meeting_papers import count_paper
from expertpool.whole_file import make_folders, write_whole

COUNTERS = (1, 2)


@click.command("print", cls=WordedCommand, help="ballot.help.print")
@click.option("--meeting", required=True, type=click.IntRange(min=1), help="ballot.help.meeting")
@click.option("--one-candidate/--one-list", default=None, help="ballot.help.one_candidate")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="ballot.help.print.out")
def print_(*, meeting: int, one_candidate: bool | None, out: Path) -> int:
    """Print as many ballots as members may vote; no two can be told apart."""
    console = current()
    with open_session(console.settings, reading=True) as session:
        seen = frozen_meeting(session, meeting)
    recused = any(seen.recused_for(name) for name in seen.codenames)
    if one_candidate is None:
        one_candidate = recused
    elif recused and not one_candidate:
        console.note(console.say("ballot.list_shows_recused"))
    mark = mark_of(seen.scope, secrets.token_bytes)
    sheets = sheets_of(seen, one_candidate=one_candidate)
    name, level = seen.committee.name, seen.assurance
    printed = BallotSheets(committee=name, held_on=seen.held_on, mark=mark, assurance=level, sheets=sheets)
    make_folders(out)
    write_whole(out / "ballots.pdf", ballot_pdf(printed, console.language))
    present = len(seen.attending)
    for counter in COUNTERS:
        write_whole(out / f"count-{counter}.pdf", count_paper(seen, console.language, counter=counter))
        write_whole(out / f"count-{counter}.xlsx", count_bytes(seen.codenames, console.language, present=present))
    copies = sum(number for _, number in sheets)
    console.line(console.say("ballot.printed", copies=copies, mark=mark, out=str(out)))
    console.line(console.say("ballot.printed.how"))
    told = {"copies": copies, "mark": mark, "one_candidate": one_candidate, "out": str(out)}
    return console.finish({"ok": True, **told})


def sheets_of(seen: MeetingSeen, *, one_candidate: bool) -> list[tuple[tuple[str, ...], int]]:
    """What to print: one list of all candidates for everybody present, or for each candidate one for each voter."""
    present = len(seen.attending)
    if not one_candidate:
        return [(seen.codenames, present)]
    return [((name,), present - len(seen.recused_for(name))) for name in seen.codenames]
