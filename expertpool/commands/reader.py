"""``expertpool reader``: what an expert does on a machine of their own, with or without a network."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from blind.scoresheet.box import Closing, left_out
from blind.scoresheet.sheet import Sheet
from expertpool.commands.circumstances import now
from expertpool.commands.console import Console, WordedCommand, WordedGroup, current
from expertpool.commands.fault_words import faults
from expertpool.commands.party_edge import passphrase, passphrase_option
from expertpool.desk.group_desk import GroupDesk, desks
from expertpool.desk.keys import KEY_FILE, LEAST_PASSPHRASE, PUBLIC_FILE, new_keys, open_keys, read_public
from expertpool.documents.scoresheet_workbook import FilledSheet, Marks, read_scoresheet, scoresheet_bytes
from expertpool.errors import ExitCode, Refusal, Where
from expertpool.party.handed_in import content_of
from expertpool.party.memory import Memory
from expertpool.party.sealing_keys import sealing_keys
from expertpool.party.trust_store import TrustStore
from expertpool.reviewing.bundle import PDF, Task, open_bundle
from expertpool.reviewing.closed_round import closing_in
from expertpool.reviewing.review_folder import ReviewFolder
from expertpool.reviewing.sheet_faults import sheet_problems
from expertpool.reviewing.submission import submission
from expertpool.whole_file import make_folders, write_whole

FOLDER, GROUPS = "reader", "groups"
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_group = click.option("--group", help="reader.help.group")
_out = click.option("--out", required=True, type=click.Path(path_type=Path), help="reader.help.out")

reader = WordedGroup("reader", help="reader.help", no_args_is_help=True)
keys = WordedGroup("keys", help="reader.help.keys", no_args_is_help=True)
reader.add_command(keys)


def _home(console: Console) -> Path:
    return console.settings.home / FOLDER


@contextmanager
def _desk(console: Console, group: str | None, passphrase_file: Path | None) -> Iterator[GroupDesk]:
    """The desk of the group named, or of the only one, while no other program works there."""
    home = _home(console)
    with faults(home), Memory(home).locked():
        opened = open_keys(home, lambda: passphrase(console, passphrase_file))
        found = {one.task.group: one for one in desks(home / GROUPS, opened)}
        if group is None and len(found) > 1:
            raise Refusal("reader.which_group", groups="、".join(found))
        name = group or next(iter(found), None)
        if name not in found:
            raise Refusal("reader.no_task", where=Where(file=str(home)))
        yield found[name]


@keys.command("new", cls=WordedCommand, help="reader.help.keys.new")
@passphrase_option
def new(*, passphrase_file: Path | None) -> int:
    """Make the reader's keys."""
    console = current()
    home = _home(console)
    if (home / KEY_FILE).exists():
        raise Refusal("reader.keys_there", where=Where(file=str(home / KEY_FILE)))
    typed = passphrase(console, passphrase_file, new=True, least=LEAST_PASSPHRASE)
    new_keys(home, typed, fresh=secrets.token_bytes)
    public = home / PUBLIC_FILE
    shown = read_public(public.read_bytes()).print
    console.line(console.say("reader.keys_made", path=str(public), print=shown))
    return console.finish({"ok": True, "public": str(public), "print": shown})


@reader.command("trust", cls=WordedCommand, help="reader.help.trust")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--fingerprint", help="party.help.trust.fingerprint")
def trust(*, file: Path, fingerprint: str | None) -> int:
    """Accept the trust file; the first time with the fingerprint from paper."""
    console = current()
    known = TrustStore(_home(console)).accept(content_of(file), fingerprint=fingerprint, file=str(file))
    console.line(console.say("reader.trusted", fingerprint=known.fingerprint))
    return console.finish({"ok": True, "fingerprint": known.fingerprint})


@reader.command("open", cls=WordedCommand, help="reader.help.open")
@click.argument("bundle", type=FILE)
@_out
@passphrase_option
def open_(*, bundle: Path, out: Path, passphrase_file: Path | None) -> int:
    """Open an offline packet: the files to read, and one scoresheet for all of them."""
    console = current()
    home = _home(console)
    with faults(bundle), Memory(home).locked():
        held = open_keys(home, lambda: passphrase(console, passphrase_file))
        task, files = open_bundle(bundle.read_bytes(), held.seal_secret)
        if dict(task.trustees) != sealing_keys(TrustStore(home).trust()):
            raise Refusal("reader.other_trustees", where=Where(file=str(bundle)), exit_code=ExitCode.FORGED)
        desk = GroupDesk(home / GROUPS / _folder_name(task), held)
        desk.keep_task(task, fresh=secrets.token_bytes)
        make_folders(out)
        for name, content in files.items():
            write_whole(out / f"{name}{PDF}", content, private=True)
        sheet = _sheet_to(console, desk, out, desk.draft())
    console.line(console.say("reader.opened", title=task.title, packets=len(files), out=str(out), sheet=sheet.name))
    return console.finish({"ok": True, "group": task.group, "packets": sorted(files), "sheet": str(sheet)})


def _folder_name(task: Task) -> str:
    """A folder for the group, whatever its id is made of."""
    return task.group.encode().hex()[:120]


def _sheet_to(console: Console, desk: GroupDesk, out: Path, filled: Mapping[str, Marks]) -> Path:
    task, given = desk.task, desk.recognised()
    packets = [name for name in sorted(task.packets) if name not in given]
    path = out / f"{console.say('reader.sheet.file')}-{task.group}.xlsx"
    if not path.exists():
        data = scoresheet_bytes(task.rubric, packets, group=task.group, language=console.language, filled=filled)
        write_whole(path, data, private=True)
    return path


def _read(console: Console, desk: GroupDesk, sheet: Path) -> FilledSheet:
    """The filled sheet; what was written is kept as a draft at once, faults or not."""
    task = desk.task
    filled = read_scoresheet(sheet, task.rubric, packets=sorted(task.packets), group=task.group)
    filled.leave_out(desk.recognised())
    number = desk.keep_draft({**desk.draft(), **filled.packets}, fresh=secrets.token_bytes)
    if number is not None:
        console.line(console.say("reader.draft_kept", number=number))
    return filled


def _faults(console: Console, desk: GroupDesk, filled: FilledSheet) -> list[dict[str, Any]]:
    found = sheet_problems(filled, desk.task.rubric)
    listed = [
        {"code": one.code, "cell": one.where.cell, "row": one.where.row, "message": one.message(console.language)}
        for one in found
    ]
    for one in listed:
        console.line(f"  {one['cell'] or '—'} {one['message']}")
    return listed


@reader.command("check", cls=WordedCommand, help="reader.help.check")
@click.argument("sheet", type=FILE)
@_group
@passphrase_option
def check(*, sheet: Path, group: str | None, passphrase_file: Path | None) -> int:
    """Every problem of a filled sheet by its cell; what was written is kept as a draft."""
    console = current()
    with _desk(console, group, passphrase_file) as desk:
        filled = _read(console, desk, sheet)
        found = _faults(console, desk, filled)
        begun = sum(marks.begun for marks in filled.packets.values())
    console.line(console.say("reader.faulty" if found else "reader.sound", count=len(found), begun=begun))
    counts = {"begun": begun, "packets": len(desk.task.packets)}
    return console.finish({"ok": not found, **counts, "problems": found}, _bad(found))


def _bad(found: list[dict[str, Any]]) -> ExitCode:
    return ExitCode.BAD_INPUT if found else ExitCode.DONE


@reader.command("seal", cls=WordedCommand, help="reader.help.seal")
@click.argument("sheet", type=FILE)
@_out
@_group
@passphrase_option
def seal(*, sheet: Path, out: Path, group: str | None, passphrase_file: Path | None) -> int:
    """Seal every complete packet to the trustees, sign it, and write one file for the office."""
    console = current()
    with _desk(console, group, passphrase_file) as desk:
        filled = _read(console, desk, sheet)
        found = _faults(console, desk, filled)
        if found:
            console.line(console.say("reader.faulty", count=len(found), begun=0))
            return console.finish({"ok": False, "problems": found}, ExitCode.BAD_INPUT)
        begun = {name: marks for name, marks in filled.packets.items() if marks.begun}
        made = [desk.seal(name, marks, at=now(), fresh=secrets.token_bytes) for name, marks in sorted(begun.items())]
        everything = [one.document for one in desk.sent()]
        recognised = list(desk.recognised().values())
        left = len(desk.task.packets) - len(begun) - len(recognised)
        write_whole(out, submission([*everything, *recognised]), private=True)
    for one, fresh in made:
        if fresh:
            console.line(console.say("reader.sealed", packet=one.packet, receipt=one.receipt.short))
    console.line(console.say("reader.sealed_all", sealed=len(made), left=left, out=str(out)))
    receipts = [
        {"packet": one.packet, "version": one.version, "receipt": one.receipt.commitment.hex()} for one, _ in made
    ]
    return console.finish({"ok": True, "receipts": receipts, "left": left, "out": str(out)})


@reader.command("drafts", cls=WordedCommand, help="reader.help.drafts")
@click.option("--restore", type=click.IntRange(min=1), help="reader.help.restore")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="reader.help.out")
@_group
@passphrase_option
def drafts(*, restore: int | None, out: Path | None, group: str | None, passphrase_file: Path | None) -> int:
    """List the drafts kept here, or write one out as a scoresheet again."""
    console = current()
    with _desk(console, group, passphrase_file) as desk:
        numbers = desk.drafts()
        written = None
        if restore is not None:
            filled = desk.draft(restore)
            make_folders(out or Path())
            written = _sheet_to(console, desk, out or Path(), filled)
    console.line(console.say("reader.drafts", count=len(numbers), newest=numbers[-1] if numbers else 0))
    if written:
        console.line(console.say("reader.restored", number=restore, path=str(written)))
    return console.finish({"ok": True, "drafts": numbers, "out": str(written) if written else None})


@reader.command("recognise", cls=WordedCommand, help="reader.help.recognise")
@click.argument("packet")
@_out
@_group
@passphrase_option
def recognise(*, packet: str, out: Path, group: str | None, passphrase_file: Path | None) -> int:
    """Give a packet back whose applicant the reader recognised: no reason asked, no penalty."""
    console = current()
    with _desk(console, group, passphrase_file) as desk:
        if packet not in desk.task.packets:
            raise Refusal("reader.no_packet", packet=packet[:40])
        write_whole(out, submission([desk.recognise(packet, fresh=secrets.token_bytes)]), private=True)
    console.line(console.say("reader.recognised", packet=packet, out=str(out)))
    return console.finish({"ok": True, "packet": packet, "out": str(out)})


@reader.command("receipts", cls=WordedCommand, help="reader.help.receipts")
@click.argument("review", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@_group
@passphrase_option
def receipts(*, review: Path | None, group: str | None, passphrase_file: Path | None) -> int:
    """List the receipts kept here; with a review's folder, name every sheet that its closing leaves out."""
    console = current()
    with _desk(console, group, passphrase_file) as desk:
        held = desk.last_receipts()
        missing, late, rounds = [], 0, 0
        if review is not None:
            trust = TrustStore(_home(console)).trust()
            folder = ReviewFolder(review)
            closings = [closing_in(folder, number, trust) for number in folder.rounds()]
            rounds = len(closings)
            if not closings:
                raise Refusal("scores.nothing_closed", group=desk.task.group)
            record = _all_of([one for one, _, _ in closings], desk.task)
            until = max(placed.entry.time for _, placed, _ in closings)
            out = {one.document for one in left_out(record, [one.receipt for one in held])}
            # A ledger's times are whole seconds: a sheet sealed in the closing's own second came before it.
            before = {one.receipt.document for one in held if one.at.replace(microsecond=0) <= until}
            missing = [one for one in held if one.receipt.document in out & before]
            late = len(out - before)
    for one in held:
        lost = one in missing
        console.line(
            console.say(
                "reader.receipt_lost" if lost else "reader.receipt", packet=one.packet, receipt=one.receipt.short
            )
        )
    if review is not None:
        console.line(console.say("reader.left_out" if missing else "reader.all_in", count=len(missing), late=late))
    listed = [{"packet": one.packet, "version": one.version, "receipt": one.receipt.commitment.hex()} for one in held]
    facts = {"receipts": listed, "left_out": [one.packet for one in missing], "later": late, "rounds": rounds}
    return console.finish({"ok": not missing, **facts}, ExitCode.FORGED if missing else ExitCode.DONE)


def _all_of(records: list[Closing], task: Task) -> Closing:
    """What all closed rounds of the reader's group count. Refuses the papers of another group."""
    if any((one.group, one.rubric) != (task.group, task.rubric.hash) for one in records):
        raise Refusal("reader.other_review", exit_code=ExitCode.FORGED, group=task.group)
    sheets = sorted({sheet for one in records for sheet in one.sheets})
    return Closing(group=task.group, rubric=task.rubric.hash, sheets=tuple(sheets), missing=0)


@reader.command("compare", cls=WordedCommand, help="reader.help.compare")
@click.argument("opened", type=FILE)
@_group
@passphrase_option
def compare(*, opened: Path, group: str | None, passphrase_file: Path | None) -> int:
    """Hold the sheets that the trustees opened against what was sealed here."""
    console = current()
    sheets = _opened(opened)
    with _desk(console, group, passphrase_file) as desk:
        own = {one.packet: desk.own_sheet(one.receipt.document) for one in desk.last_receipts()}
        names = {digest: name for name, digest in desk.task.packets.items()}
    shown = {names.get(one.place.packet, one.place.packet.hex()[:12]): one for one in sheets}
    same = sorted(name for name, one in shown.items() if (kept := own.get(name)) and kept.commitment == one.commitment)
    other = sorted(shown.keys() - set(same))
    missing = sorted(own.keys() - shown.keys())
    right = not other and not missing
    console.line(
        console.say("reader.same" if right else "reader.differs", count=len(same), other=len(other) + len(missing))
    )
    facts = {"same": same, "changed": other, "missing": missing}
    return console.finish({"ok": right, **facts}, ExitCode.DONE if right else ExitCode.FORGED)


def _opened(path: Path) -> list[Sheet]:
    try:
        with faults(path):
            return [Sheet.parse(one.encode()) for one in json.loads(path.read_text(encoding="utf-8"))["sheets"]]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Refusal("reader.not_opened_sheets", where=Where(file=str(path))) from None
