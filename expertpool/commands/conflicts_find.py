"""``expertpool conflicts find``: search lists and dossiers, take over a person's answers, leave workbook and file."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from expertpool.commands.circumstances import now, operator
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.commands.typed_day import DAY
from expertpool.conflicts.finding import Conflict
from expertpool.documents.conflicts_file import Conflicts
from expertpool.errors import ExitCode, Refusal

FILE, WORKBOOK = "conflicts.json", "conflicts.xlsx"
_SHOWN = 12


@click.command("find", cls=WordedCommand, help="conflicts.help.find")
@click.option("--applicants", required=True, type=click.Path(path_type=Path), help="conflicts.help.applicants")
@click.option("--dossiers", required=True, type=click.Path(path_type=Path), help="conflicts.help.dossiers")
@click.option("--experts", required=True, type=click.Path(path_type=Path), help="conflicts.help.experts")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="conflicts.help.out")
@click.option("--affiliates", type=click.Path(path_type=Path), help="conflicts.help.affiliates")
@click.option("--declared", type=click.Path(path_type=Path), help="conflicts.help.declared")
@click.option("--answers", type=click.Path(path_type=Path), help="conflicts.help.answers")
@click.option("--on", type=DAY, help="conflicts.help.on")
@click.option("--by", help="conflicts.help.by")
def find(
    *,
    applicants: Path,
    dossiers: Path,
    experts: Path,
    out: Path,
    affiliates: Path | None,
    declared: Path | None,
    answers: Path | None,
    on: datetime | None,
    by: str | None,
) -> int:
    """Find, keep earlier answers, take new ones, write, enter, tell."""
    from expertpool.commands.conflicts_edge import CACHE, applicants_of, experts_of, texts_of  # noqa: PLC0415  # its import is slow
    from expertpool.conflicts.search import Question  # noqa: PLC0415  # its dictionaries are slow to load
    from expertpool.documents.conflicts_file import answered, conflicts_bytes, read_conflicts, write_conflicts  # noqa: PLC0415  # its import is slow
    from expertpool.documents.conflicts_lists import declared_conflicts, read_affiliates  # noqa: PLC0415  # its import is slow
    from expertpool.documents.conflicts_workbook import conflicts_workbook, with_answers  # noqa: PLC0415  # its import is slow
    from expertpool.whole_file import make_folders, write_whole  # noqa: PLC0415  # its import is slow

    console = current()
    if out.exists() and not out.is_dir():
        raise Refusal("conflicts.out_file", out=str(out))
    people, rivals = applicants_of(applicants), experts_of(experts)
    units = read_affiliates(affiliates) if affiliates else {}
    stated = (
        declared_conflicts(declared, {one.key for one in people}, {one.expert_no for one in rivals}) if declared else ()
    )
    make_folders(out)
    texts, unread = texts_of(console, dossiers, people, out / CACHE)
    day = on.date() if on else now().date()
    with console.progress(console.say("conflicts.progress.search")) as progress:
        found = (*Question(people, texts, rivals, day, units).found(progress), *stated)
    older = read_conflicts(out / FILE).findings if (out / FILE).exists() else ()
    findings = answered(found, older)
    if answers:
        findings = with_answers(findings, answers, by=operator(by))
    whole = Conflicts(tuple(one.key for one in people), findings, unread, day)
    given = {"applicants": applicants, "experts": experts, "affiliates": affiliates, "declared": declared}
    files = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in given.items() if path}
    content = conflicts_bytes(whole, files)
    names = {one.expert_no: (one.name, one.employer) for one in rivals}
    write_whole(out / WORKBOOK, conflicts_workbook(findings, names, console.language), private=True)
    _enter(console, whole, older, content, by=operator(by))
    write_conflicts(out / FILE, content)
    return _tell(console, whole, out)


def _enter(console: Console, whole: Conflicts, older: Sequence[Conflict], content: bytes, *, by: str) -> None:
    """One entry for the list, and one for new decisions, in one transaction."""
    from expertpool.actions.list_conflicts import list_conflicts  # noqa: PLC0415  # the database is slow to import
    from expertpool.db import open_session  # noqa: PLC0415  # its import is slow

    known = {one.id for one in older if one.answer is not None}
    news = [one for one in whole.findings if one.answer is not None and one.id not in known]
    with open_session(console.settings) as session:
        list_conflicts(
            session,
            digest=hashlib.sha256(content).hexdigest(),
            counts=dict(Counter(str(one.standing) for one in whole.findings)),
            decided={one.id: {"recuse": bool(one.answer), "reason": one.reason, "by": one.by} for one in news},
            at=now(),
            actor=by,
        )
        session.commit()


def _tell(console: Console, whole: Conflicts, out: Path) -> int:
    counts = Counter(one.standing.value for one in whole.findings)
    console.line(
        console.say(
            "conflicts.done",
            applications=len(whole.keys),
            sure=counts["sure"],
            homonyms=counts["homonym"],
            asked=counts["asked"],
            seen=counts["seen"],
            pairs=len(whole.limits),
        )
    )
    for key, what in whole.unread[:_SHOWN]:
        console.note(console.say("conflicts.unread", key=key, what=what))
    if len(whole.unread) > _SHOWN:
        console.note(console.say("conflicts.unread_more", count=len(whole.unread) - _SHOWN))
    if whole.open:
        console.line(console.say("conflicts.open", count=len(whole.open), out=str(out / WORKBOOK)))
    console.line(console.say("conflicts.files", out=str(out)))
    content = {
        "ok": not whole.open and not whole.unread,
        "out": str(out),
        "counts": dict(counts),
        "open": len(whole.open),
        "pairs": len(whole.limits),
        "unread": [list(one) for one in whole.unread],
    }
    return console.finish(content, ExitCode.HELD_BACK if whole.open or whole.unread else ExitCode.DONE)
