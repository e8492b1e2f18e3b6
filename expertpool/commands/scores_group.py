"""``expertpool scores open``, ``enrol``, ``revoke``, ``bundles``, ``form``: a group, its readers, and their packets."""

from __future__ import annotations

import secrets
from pathlib import Path

import click
from sqlmodel import Session

from expertpool.actions.enrol_reader import enrol_reader, revoke_reader
from expertpool.commands.circumstances import now, operator
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.commands.fault_words import faults
from expertpool.commands.score_beginning import Beginning
from expertpool.db import open_session
from expertpool.desk.keys import ReaderPublic, read_public
from expertpool.documents.assignment_file import AssignmentFile, read_assignment
from expertpool.documents.head_file import trust_in
from expertpool.documents.scoresheet_workbook import scoresheet_bytes
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.queries.review import GroupSeen, group_of, keys_of
from expertpool.reviewing.bundle import Task, seal_bundle
from expertpool.reviewing.group_plan import read_group_plan
from expertpool.reviewing.packet_files import packet_file
from expertpool.reviewing.review_folder import GROUP, ReviewFolder
from expertpool.whole_file import write_whole

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
_by = click.option("--by", help="pool.import.by")
_expert = click.option("--expert", required=True, help="scores.help.expert")


@click.command("open", cls=WordedCommand, help="scores.help.open")
@click.argument("plan", type=FILE)
@click.option("--assignment", required=True, type=FILE, help="scores.help.assignment")
@click.option("--packets", required=True, type=FOLDER, help="scores.help.packets")
@click.option("--trust", required=True, type=click.Path(path_type=Path), help="scores.help.trust")
@click.option("--review", required=True, type=FOLDER, help="scores.help.review")
@_by
def open_group(*, plan: Path, assignment: Path, packets: Path, trust: Path, review: Path, by: str | None) -> int:
    """Open a group; opening it again with the same papers only lays group.json down again."""
    console = current()
    read, assigned = read_group_plan(plan), read_assignment(assignment)
    begun = Beginning.of(read, assigned, packets, trust_in(trust))
    begun.shelve(console.settings)
    with open_session(console.settings) as session:
        record = begun.open(session, at=now(), actor=operator(by))
        session.commit()
    ReviewFolder(review).put(review / GROUP, record)
    counts = {"packets": len(begun.digests), "readers": sum(bool(_tasks(assigned, one)) for one in assigned.experts)}
    console.line(console.say("scores.opened", group=read.group, **counts))
    console.line(console.say("scores.opened_next", group=read.group))
    return console.finish({"ok": True, "group": read.group, **counts, "rubric": read.rubric.hash.hex()})


def _tasks(assigned: AssignmentFile, expert: str) -> list[str]:
    return [name for name, experts in assigned.packets.items() if expert in experts]


@click.command("enrol", cls=WordedCommand, help="scores.help.enrol")
@click.argument("group")
@click.argument("public", type=FILE)
@_expert
@click.option("--print", "expected", help="scores.help.print")
@_by
def enrol(*, group: str, public: Path, expert: str, expected: str | None, by: str | None) -> int:
    """Pin a reader's public key for a group."""
    console = current()
    with faults(public):
        keys = read_public(public.read_bytes())
    if expected and expected.strip().lower() != keys.print:
        where = Where(file=str(public))
        raise Refusal("scores.print_other", where=where, exit_code=ExitCode.FORGED, found=keys.print)
    with open_session(console.settings) as session:
        seen = group_of(session, group)
        code = _code(seen, expert)
        _pin(session, seen, code, keys, by=operator(by))
        session.commit()
    console.line(console.say("scores.enrolled", expert=expert, group=group, print=keys.print))
    return console.finish({"ok": True, "group": group, "reader": code, "print": keys.print})


def _pin(session: Session, seen: GroupSeen, code: str, keys: ReaderPublic, *, by: str) -> None:
    enrol_reader(session, seen, code, key=keys.sign, seal=keys.seal, at=now(), actor=by)


def _code(seen: GroupSeen, expert: str) -> str:
    if expert not in seen.codes:
        raise Refusal("scores.no_reader", expert=expert, group=seen.id)
    return seen.codes[expert]


@click.command("revoke", cls=WordedCommand, help="scores.help.revoke")
@click.argument("group")
@_expert
@_by
def revoke(*, group: str, expert: str, by: str | None) -> int:
    """Revoke a reader's key."""
    console = current()
    with open_session(console.settings) as session:
        seen = group_of(session, group)
        key = revoke_reader(session, seen, _code(seen, expert), at=now(), actor=operator(by))
        session.commit()
    console.line(console.say("scores.revoked", expert=expert, group=group))
    return console.finish({"ok": True, "group": group, "key": key.key_id})


@click.command("bundles", cls=WordedCommand, help="scores.help.bundles")
@click.argument("group")
@click.option("--packets", required=True, type=FOLDER, help="scores.help.packets")
@click.option("--review", required=True, type=FOLDER, help="scores.help.review")
def bundles(*, group: str, packets: Path, review: Path) -> int:
    """Write the offline packet of every enrolled reader; one that lies there stays."""
    console, folder = current(), ReviewFolder(review)
    with open_session(console.settings, reading=True) as session:
        seen = group_of(session, group)
        keys = {one.reader: one.seal for one in keys_of(session, group) if one.seal and one.revoked_at is None}
    tasks = {code: task_of(seen, code) for code in sorted(seen.readers)}
    wanted = {code: task for code, task in tasks.items() if task.packets}
    written, there, waiting = [], 0, 0
    with console.progress(console.say("scores.bundling")) as progress:
        for at, (code, task) in enumerate(wanted.items(), start=1):
            target = folder.bundle(code, task.mark)
            if keys.get(code) is None:
                waiting += 1
            elif target.exists():
                there += 1
            else:
                _bundle(folder, target, task, packets, bytes.fromhex(keys[code] or ""))
                written.append(target)
            progress(at, len(wanted))
    console.line(console.say("scores.bundled", written=len(written), there=there, waiting=waiting))
    files = [str(path) for path in written]
    return console.finish({"ok": True, "group": group, "bundles": files, "there": there, "waiting": waiting})


def _bundle(folder: ReviewFolder, target: Path, task: Task, packets: Path, public: bytes) -> None:
    files = {name: packet_file(packets, name, digest) for name, digest in task.packets.items()}
    folder.put(target, seal_bundle(task, files, public, fresh=secrets.token_bytes))


def task_of(seen: GroupSeen, code: str) -> Task:
    """What one reader is to do in all rounds that are not closed."""
    names = [
        one.codename
        for one in seen.tasks
        if one.reader == code and not one.withdrawn and one.round not in seen.closings
    ]
    return Task(
        group=seen.id,
        title=seen.title,
        reader=code,
        rubric=seen.rubric,
        trustees=seen.trustees,
        packets={name: seen.packets[name] for name in names},
    )


@click.command("form", cls=WordedCommand, help="scores.help.form")
@click.argument("group")
@_expert
@click.option("--out", required=True, type=click.Path(path_type=Path), help="scores.help.form_out")
def form(*, group: str, expert: str, out: Path) -> int:
    """Write one reader's empty scoresheet, to be printed and filled in on paper."""
    console = current()
    with open_session(console.settings, reading=True) as session:
        seen = group_of(session, group)
    task = task_of(seen, _code(seen, expert))
    write_whole(out, scoresheet_bytes(task.rubric, sorted(task.packets), group=group, language=console.language))
    _told(console, out)
    return console.finish({"ok": True, "out": str(out), "packets": sorted(task.packets)})


def _told(console: Console, out: Path) -> None:
    console.line(console.say("scores.written", out=str(out)))
