"""``expertpool retention``: what is kept how long, what is due, and its deletion in two steps by two people."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from expertpool.actions.apply_retention import apply_retention
from expertpool.commands.circumstances import now, operator
from expertpool.commands.console import Console, WordedGroup, current
from expertpool.db import open_session
from expertpool.errors import Refusal
from expertpool.retention.due import Due, everything_due, list_of, require_same
from expertpool.retention.list_file import read_list, write_list

retention = WordedGroup("retention", help="retention.help", no_args_is_help=True)


@retention.command("show", help="retention.help.show")
@click.option("--list", "out", type=click.Path(dir_okay=False, path_type=Path), help="retention.help.list")
def show(*, out: Path | None) -> int:
    """Every class with its period, where the period comes from, and how much is due; nothing is deleted."""
    console, at = current(), now()
    with open_session(console.settings, reading=True) as session:
        found = everything_due(session, console.settings, at=at)
    heads = [console.say(f"retention.head.{name}") for name in ("class", "months", "clause", "due")]
    console.table(title=console.say("retention.title"), heads=heads, rows=[_line(console, one) for one in found])
    if out is not None:
        write_list(out, list_of(found), at=at)
        console.line(console.say("retention.listed", path=str(out)))
    told = [one.as_dict() | {"due": one.count, "source": one.period.source} for one in found]
    return console.finish({"ok": True, "at": at.isoformat(timespec="seconds"), "classes": told})


def _line(console: Console, one: Due) -> list[str]:
    source = "stated" if one.period.stated else one.period.source
    clause = f"{console.clause(one.period.clause)}（{console.say(f'retention.source.{source}')}）"
    return [console.say(f"retention.class.{one.period.id}"), str(one.period.months), clause, str(one.count)]


@retention.command("apply", help="retention.help.apply")
@click.argument("listed", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--approved-by", required=True, help="retention.help.approved_by")
@click.option("--by", default=None, help="pool.import.by")
def apply(*, listed: Path, approved_by: str, by: str | None) -> int:
    """Delete exactly what the list names; what has become due since waits for another list."""
    console, at = current(), now()
    content, made = read_list(listed)
    with open_session(console.settings) as session:
        found = [one for one in everything_due(session, console.settings, at=made) if one.count]
        require_same(content, found)
        if not found:
            raise Refusal("retention.nothing_due")
        entries = [_entered(session, one, approved_by=approved_by, at=at, actor=operator(by)) for one in found]
        session.commit()
    gone = _removed(console.settings.home, [place for one in found for place in one.places])
    for one in found:
        name = console.say(f"retention.class.{one.period.id}")
        console.line(console.say("retention.deleted", name=name, count=one.count))
    console.line(console.say("retention.backups"))
    deleted = {one.period.id: one.count for one in found}
    return console.finish({"ok": True, "deleted": deleted, "folders": gone, "entries": entries})


def _entered(session: Any, one: Due, *, approved_by: str, at: datetime, actor: str) -> int:
    period = one.period
    rule = {"class": period.id, "months": period.months, "clause": period.clause, "folders": len(one.places)}
    given: dict[str, Any] = {"approved_by": approved_by, "at": at, "actor": actor, "digest": one.digest}
    return apply_retention(session, rule=rule, rows=one.rows, entries=one.entries, **given).seq


def _removed(home: Path, places: Sequence[str]) -> int:
    """Folders go after the commit; one that a crash leaves is due again and named again."""
    for place in places:
        shutil.rmtree(home / place)
        if place.endswith("/dossiers"):
            (home / place).mkdir(mode=0o700)
    return len(places)
