"""``expertpool scores submit``, ``enter``, ``status``: sheets come in; nobody is told anything but how many are due."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from blind.dsse import Envelope
from blind.encoding import canonical, strict_parse, tagged_hash
from blind.keys.ed25519 import Ed25519Signer
from blind.scoresheet.sealed import SealedSheet, seal_sheet
from blind.scoresheet.sheet import Place, Sheet
from expertpool.actions.enrol_reader import enrol_reader
from expertpool.actions.take_sheets import Answer, take_sheets
from expertpool.commands.circumstances import now, operator
from expertpool.commands.console import Console, WordedCommand, current
from expertpool.commands.fault_words import fault_words, faults
from expertpool.db import open_session
from expertpool.documents.scoresheet_workbook import FilledSheet, Marks, read_scoresheet
from expertpool.errors import ExitCode, Refusal
from expertpool.key_file import create_key, read_key
from expertpool.models import Custody
from expertpool.queries.review import GroupSeen, box_of, group_of, groups
from expertpool.reviewing.sheet_faults import sheet_problems
from expertpool.reviewing.submission import read_submission
from expertpool.settings import Settings

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_by = click.option("--by", help="pool.import.by")


@click.command("submit", cls=WordedCommand, help="scores.help.submit")
@click.argument("files", nargs=-1, required=True, type=FILE)
@_by
def submit(*, files: tuple[Path, ...], by: str | None) -> int:
    """Take in what readers handed in; the same file twice changes nothing."""
    console, found = current(), defaultdict(list)
    for path in files:
        with faults(path):
            for document in read_submission(path.read_bytes()):
                found[_group(document)].append((path, document))
    told, refused = [], 0
    for group, documents in sorted(found.items()):
        with open_session(console.settings) as session:
            answers = take_sheets(session, group, [one for _, one in documents], at=now(), actor=operator(by))
            session.commit()
        for (path, _), answer in zip(documents, answers, strict=True):
            told.append(_told(console, path, answer))
            refused += answer.error is not None
    new = sum(one["ok"] and not one["again"] for one in told)
    console.line(console.say("scores.submitted", taken=new, again=len(told) - new - refused, refused=refused))
    return console.finish({"ok": not refused, "documents": told}, ExitCode.BAD_INPUT if refused else ExitCode.DONE)


def _group(document: bytes) -> str:
    """The group a document says it belongs to; ``take_sheets`` holds it against everything else."""
    said = strict_parse(Envelope.parse(document).payload)
    place = said.get("place", said) if isinstance(said, dict) else {}
    group = place.get("group") if isinstance(place, dict) else None
    if not isinstance(group, str):
        raise Refusal("scores.not_a_sheet")
    return group


def _told(console: Console, path: Path, answer: Answer) -> dict[str, Any]:
    if answer.error is not None:
        message = fault_words(answer.error, console.language)
        console.note(console.say("scores.refused", file=path.name, message=message))
        return {"file": str(path), "ok": False, "again": False, "code": answer.error.code, "message": message}
    if answer.receipt is None:
        console.line(console.say("scores.recognised", packet=answer.recognised))
        return {"file": str(path), "ok": True, "again": answer.again, "recognised": answer.recognised}
    console.line(console.say("scores.receipt", receipt=answer.receipt.short))
    hashes = {"receipt": answer.receipt.commitment.hex(), "document": answer.receipt.document.hex()}
    return {"file": str(path), "ok": True, "again": answer.again, **hashes}


@click.command("status", cls=WordedCommand, help="scores.help.status")
@click.argument("group", required=False)
def status(*, group: str | None) -> int:
    """How many sheets are due, and nothing else."""
    console, listed = current(), []
    with open_session(console.settings, reading=True) as session:
        for name in [group] if group else groups(session):
            seen = group_of(session, name)
            box = box_of(session, seen, seen.round)
            listed.append({"group": name, "due": box.due, "closed": box.closed})
    for one in listed:
        console.line(console.say("scores.status_closed" if one["closed"] else "scores.status", **one))
    return console.finish({"ok": True, "groups": listed})


@click.command("enter", cls=WordedCommand, help="scores.help.enter")
@click.argument("group")
@click.argument("sheet", type=FILE)
@click.option("--expert", required=True, help="scores.help.expert")
@_by
def enter(*, group: str, sheet: Path, expert: str, by: str | None) -> int:
    """Take in a sheet typed from paper: sealed at once, but only at rest, and marked so for ever."""
    console, actor = current(), operator(by)
    signer = office_key(console.settings)
    with faults(sheet), open_session(console.settings) as session:
        seen = group_of(session, group)
        code = seen.codes.get(expert)
        if code is None:
            raise Refusal("scores.no_reader", expert=expert, group=group)
        filled = _complete(console, seen, code, sheet)
        enrol_reader(session, seen, code, key=signer.verifier, seal=None, custody=Custody.OFFICE, at=now(), actor=actor)
        box = box_of(session, seen, seen.round)
        versions = {seen.codenames[packet]: taken for (reader, packet), taken in box.taken.items() if reader == code}
        documents, same = [], 0
        for name, marks in filled.items():
            document = _typed(seen, (code, name), marks, signer=signer, versions=versions.get(name, ()))
            same += document is None
            documents += [document] if document else []
        answers = take_sheets(session, group, documents, at=now(), actor=actor)
        for answer in answers:
            if answer.error is not None:
                raise answer.error
        session.commit()
    console.line(console.say("scores.entered", taken=len(answers), again=same))
    console.note(console.say("scores.at_rest_only"))
    receipts = [one.receipt.commitment.hex() for one in answers if one.receipt]
    return console.finish({"ok": True, "group": group, "taken": len(answers), "again": same, "receipts": receipts})


def _complete(console: Console, seen: GroupSeen, code: str, sheet: Path) -> Mapping[str, Marks]:
    own = [one.codename for one in seen.tasks if one.reader == code and not one.withdrawn]
    filled: FilledSheet = read_scoresheet(sheet, seen.rubric, packets=own, group=seen.id)
    found = sheet_problems(filled, seen.rubric)
    if found:
        listed = "\n".join(f"  {one.where.cell or '—'} {one.message(console.language)}" for one in found[:20])
        raise Refusal("reader.sheet_faulty", where=found[0].where, count=len(found), listed=listed)
    return {name: marks for name, marks in filled.packets.items() if marks.begun}


def _typed(
    seen: GroupSeen,
    task: tuple[str, str],
    marks: Marks,
    *,
    signer: Ed25519Signer,
    versions: Sequence[SealedSheet],
) -> bytes | None:
    """The sealed sheet of a typed one; None where the newest version says the same.

    The salt comes from the office's key, so that the same sheet typed twice is known again without being opened.
    """

    code, name = task

    def made(version: int) -> Sheet:
        place = Place(group=seen.id, packet=seen.packets[name], reader=code, rubric=seen.rubric.hash, version=version)
        said = canonical({"comment": marks.comment, "marks": marks.marks, "reasons": marks.reasons})
        salt = tagged_hash("expertpool/typed-sheet-salt/v1", signer.sign(canonical(place.as_dict()) + said))
        return Sheet(place=place, marks=marks.marks, reasons=marks.reasons, comment=marks.comment, salt=salt)

    last = len(versions)
    if last and versions[-1].commitment == made(last).commitment:
        return None
    sheet = made(last + 1)
    sealed = seal_sheet(sheet, seen.rubric, trustees=seen.trustees, signer=signer, fresh=secrets.token_bytes)
    return sealed.to_bytes()


def office_key(settings: Settings) -> Ed25519Signer:
    """The key with which this installation signs sheets typed from paper."""
    path = settings.home / "keys" / "typed-sheets.key"
    create_key(path)
    key = read_key(path, malformed="scores.typed_key_bad", readable="scores.typed_key_bad")
    if key is None:
        raise Refusal("scores.typed_key_bad", path=str(path))
    return Ed25519Signer(key)
