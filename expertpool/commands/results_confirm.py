"""``expertpool results check``, ``confirm`` and ``integrity``: the posted list, the roster, the experts' statements."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import click

from blind.encoding import canonical, strict_parse
from expertpool.actions.confirm_results import confirm_results, confirmable
from expertpool.commands.circumstances import now, operator
from expertpool.commands.console import WordedCommand, current
from expertpool.db import open_session
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.models import Publicity
from expertpool.queries.meetings import frozen_meeting
from expertpool.queries.results import newest_ranking, published, results_in
from expertpool.results.integrity import statements
from expertpool.results.opened_names import opened_names
from expertpool.results.papers import (
    ROSTER_NAME,
    integrity_bytes,
    integrity_row,
    read_posted,
    roster_bytes,
    roster_rows,
)
from expertpool.results.public_list import differing
from expertpool.whole_file import make_folders, write_whole

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
MEETING = click.argument("number", type=click.IntRange(min=1), metavar="MEETING")


@click.command("check", cls=WordedCommand, help="results.help.check")
@MEETING
@click.argument("posted", type=FILE)
def check(*, number: int, posted: Path) -> int:
    """Hold a posted copy of the list against the one on record; exit code 5 where a line differs."""
    console = current()
    with open_session(console.settings, reading=True) as session:
        kept = strict_parse(published(session, number).list_text.encode())
    wrong = differing(kept, read_posted(posted))
    if wrong:
        console.line(console.say("results.list_edited", lines="、".join(map(str, wrong))))
        return console.finish({"ok": False, "lines": wrong}, ExitCode.FORGED)
    console.line(console.say("results.list_sound", lines=len(kept["rows"])))
    return console.finish({"ok": True, "lines": []})


@click.command("confirm", cls=WordedCommand, help="results.help.confirm")
@MEETING
@click.option("--posted", required=True, type=FILE, help="results.help.posted_list")
@click.option("--names", required=True, type=FILE, help="results.help.names")
@click.option("--applicants", required=True, type=FILE, help="results.help.applicants")
@click.option("--out", required=True, type=FOLDER, help="results.help.out")
@click.option("--by", help="pool.import.by")
def confirm(*, number: int, posted: Path, names: Path, applicants: Path, out: Path, by: str | None) -> int:
    """Confirm once the period is over and nothing is open; write the roster."""
    console = current()
    with open_session(console.settings) as session:
        seen = frozen_meeting(session, number)
        kept = published(session, number)
        day = kept.confirmed_on or now().date()
        left_out = confirmable(session, kept, on=day)
        _refuse_edited(kept, posted)
        held = {one.codename: one for one in results_in(session, newest_ranking(session, number))}
        passing = [name for at, name in enumerate(kept.codenames, start=1) if at not in left_out]
        people = opened_names(session, names, applicants, wanted=passing).people
        rows = roster_rows(
            [(name, people[name], held[name]) for name in passing],
            held_on=seen.held_on,
            posted=(kept.posted_on, kept.ends_on),
        )
        digest = hashlib.sha256(canonical(rows)).hexdigest()
        confirm_results(session, kept, scope=seen.scope, on=day, roster=digest, at=now(), actor=operator(by))
        session.commit()
    make_folders(out)
    target = out / f"{ROSTER_NAME}.xlsx"
    write_whole(target, roster_bytes(rows), private=True)
    console.line(console.say("results.confirmed", passed=len(rows), day=str(day)))
    if left_out:
        console.note(console.say("results.left_out", lines="、".join(map(str, left_out))))
    console.line(console.say("results.roster_written", path=str(target)))
    told: dict[str, Any] = {"meeting": number, "confirmed_on": str(day), "passed": len(rows)}
    return console.finish({"ok": True, **told, "left_out": list(left_out), "roster": str(target), "digest": digest})


def _refuse_edited(kept: Publicity, posted: Path) -> None:
    wrong = differing(strict_parse(kept.list_text.encode()), read_posted(posted))
    if wrong:
        lines = "、".join(map(str, wrong))
        raise Refusal("results.list_edited", where=Where(file=str(posted)), exit_code=ExitCode.FORGED, lines=lines)


@click.command("integrity", cls=WordedCommand, help="results.help.integrity")
@MEETING
@click.option("--out", required=True, type=FOLDER, help="results.help.out")
def integrity(*, number: int, out: Path) -> int:
    """Write every expert's pledge and conduct."""
    console = current()
    with open_session(console.settings, reading=True) as session:
        listed = statements(session, frozen_meeting(session, number))
    make_folders(out)
    target = out / "integrity.xlsx"
    write_whole(target, integrity_bytes([integrity_row(one, console.say) for one in listed], console.say), private=True)
    without = [one["expert_no"] for one in listed if one["pledged_on"] is None]
    console.line(console.say("results.integrity_written", experts=len(listed), path=str(target)))
    if without:
        console.note(console.say("results.without_pledge", experts="、".join(without)))
    return console.finish({"ok": True, "experts": listed, "without_pledge": without, "out": str(target)})
