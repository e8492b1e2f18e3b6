"""``expertpool oversight integrity`` and ``complaints``: the integrity file with its days, complaints by committee."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from expertpool.commands.console import Console, WordedCommand, current
from expertpool.db import open_session
from expertpool.documents.oversight_workbook import list_bytes
from expertpool.queries.integrity_file import IntegrityEntry, integrity_entries
from expertpool.queries.season_complaints import ComplaintLine, season_complaints
from expertpool.whole_file import write_whole

YEAR = click.IntRange(1990, 2200)
ENTRY = ("expert", "employer", "happened_on", "recorded_on", "what", "recorded_by", "lifted", "seated_since")
COMPLAINT = ("committee", "number", "kind", "received_on", "late", "finding", "answered_on")


@click.command("integrity", cls=WordedCommand, help="oversight.help.integrity")
@click.option("--year", type=YEAR, help="oversight.help.recorded_in")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="oversight.help.out")
def integrity(*, year: int | None, out: Path | None) -> int:
    """Every entry in the experts' integrity file: when, what, whether it stands, and who was seated all the same."""
    console = current()
    with open_session(console.settings, reading=True) as session:
        entries = integrity_entries(session, year=year)
    rows = [_entry(console, one) for one in entries]
    standing = sum(one.stands for one in entries)
    title = console.say("oversight.integrity", count=len(entries), standing=standing)
    _show(console, title=title, sheet="integrity", columns=ENTRY, rows=rows, out=out)
    told = [
        {
            "expert_no": one.expert_no,
            "name": one.name,
            "employer": one.employer,
            "happened_on": one.happened_on.isoformat(),
            "recorded_at": one.recorded_at.isoformat(),
            "recorded_by": one.recorded_by,
            "what": one.what,
            "stands": one.stands,
            "lifted_at": one.lifted_at.isoformat() if one.lifted_at else None,
            "lifted_by": one.lifted_by,
            "lifted_because": one.lifted_because,
            "seated_since": list(one.seated_since),
        }
        for one in entries
    ]
    return console.finish({"ok": True, "entries": told, "standing": standing})


@click.command("complaints", cls=WordedCommand, help="oversight.help.complaints")
@click.option("--year", type=YEAR, required=True, help="oversight.help.year")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="oversight.help.out")
def complaints(*, year: int, out: Path | None) -> int:
    """The complaints of a season by committee, those with the most first; texts stay where they were registered."""
    console = current()
    with open_session(console.settings, reading=True) as session:
        lines = season_complaints(session, year)
    counts = Counter(one.committee for one in lines)
    ordered = sorted(lines, key=lambda one: (-counts[one.committee], one.committee, one.number))
    unanswered = sum(one.answered_on is None for one in lines)
    title = console.say("oversight.complaints", year=year, count=len(lines), unanswered=unanswered)
    listed = [_complaint(console, one) for one in ordered]
    _show(console, title=title, sheet="complaints", columns=COMPLAINT, rows=listed, out=out)
    told = [
        {
            "committee": one.committee,
            "complaint": one.number,
            "kind": one.kind,
            "about_a_person": one.about_a_person,
            "received_on": one.received_on.isoformat(),
            "late": one.late,
            "finding": one.finding,
            "answered_on": one.answered_on.isoformat() if one.answered_on else None,
        }
        for one in ordered
    ]
    by = dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
    return console.finish({"ok": True, "year": year, "complaints": told, "committees": by, "unanswered": unanswered})


def _show(
    console: Console, *, title: str, sheet: str, columns: tuple[str, ...], rows: list[list[str]], out: Path | None
) -> None:
    console.table(title=title, heads=[console.say(f"oversight.column.{column}") for column in columns], rows=rows)
    if out is not None:
        write_whole(out, list_bytes(sheet, columns, rows, console.language), private=True)
        console.line(console.say("oversight.written", path=str(out)))


def _entry(console: Console, one: IntegrityEntry) -> list[str]:
    lifted = console.say("oversight.stands")
    if one.lifted_at is not None:
        lifted = console.say(
            "oversight.lifted", day=str(one.lifted_at.date()), by=one.lifted_by, why=one.lifted_because
        )
    days = [str(one.happened_on), str(one.recorded_at.date())]
    told = [one.what, one.recorded_by, lifted, "、".join(one.seated_since)]
    return [f"{one.expert_no} {one.name}", one.employer, *days, *told]


def _complaint(console: Console, one: ComplaintLine) -> list[str]:
    finding = console.say(f"results.finding.{one.finding}") if one.finding else console.say("oversight.open")
    late = console.say("oversight.late") if one.late else ""
    day = str(one.answered_on) if one.answered_on else ""
    kind = console.say(f"oversight.kind.{one.kind}")
    return [one.committee, str(one.number), kind, str(one.received_on), late, finding, day]
