"""Hand a sheet in from the server's desk: sealed, noted, and taken in as every other sheet; each draft once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from blind.dsse import Envelope
from blind.errors import BlindError, Untrusted
from blind.scoresheet.box import untrusted_place
from blind.scoresheet.recognition import PAYLOAD_TYPE as RECOGNISED
from blind.scoresheet.recognition import Recognition
from blind.scoresheet.sealed import Receipt
from expertpool.actions.take_sheets import take_sheets
from expertpool.desk.filled_form import FilledForm
from expertpool.desk.keys import ReaderKeys
from expertpool.desk.sent_notes import Note, SentNotes
from expertpool.desk.server_sheet import recognised_here, sealed_here
from expertpool.errors import ExitCode, Refusal
from expertpool.queries.reader_desk import OwnGroup, OwnPacket, was_taken

Fresh = Callable[[int], bytes]


def last_taken(session: Session, notes: SentNotes, packet: OwnPacket) -> Note | None:
    """The newest sheet of a packet that was taken in."""
    kept = notes.of_packet(packet.digest)
    return next((one for one in reversed(kept) if was_taken(session, one.receipt.document.hex())), None)


def hand_in(
    session: Session,
    task: tuple[OwnGroup, OwnPacket],
    form: FilledForm,
    *,
    keys: ReaderKeys,
    notes: SentNotes,
    at: datetime,
    actor: str,
    fresh: Fresh,
) -> Note:
    """The note of the sheet that counts now. Drafts that were sealed before are not sealed again.

    ``form`` must be without faults. Refuses once the round is closed, and where the key no longer counts.
    """
    last = last_taken(session, notes, task[1])
    if last is not None and all(one.at <= last.at for one in form.typed.values()):
        return last
    version = 1 + (last.version if last else 0)
    try:
        return _taken(session, task, form, keys=keys, notes=notes, version=version, at=at, actor=actor, fresh=fresh)
    except Untrusted as error:
        if "next" not in error.facts:
            raise _refusal(error) from None
        version = error.facts["next"]
    try:
        return _taken(session, task, form, keys=keys, notes=notes, version=version, at=at, actor=actor, fresh=fresh)
    except BlindError as error:
        raise _refusal(error) from None


def take_in(
    session: Session,
    task: tuple[OwnGroup, OwnPacket],
    document: bytes,
    *,
    notes: SentNotes,
    at: datetime,
    actor: str,
) -> Note:
    """Take a sheet of this task that the reader's own device sealed; the same again gets the same note.

    Refuses a sheet of another place, a version that is not the next, and everything that the box refuses.
    """
    group, packet = task
    try:
        offered = untrusted_place(document)
    except BlindError as error:
        raise _refusal(error) from None
    place = offered.place
    if (place.group, place.reader, place.packet) != (group.id, group.reader, packet.digest):
        raise Refusal("desk.not_taken", fault="not-assigned")
    note = Note(place.version, Receipt(offered.commitment, offered.hash), at)
    (answer,) = take_sheets(session, group.id, [document], at=at, actor=actor)
    if answer.error is not None:
        raise _refusal(answer.error)
    if not answer.again:
        notes.keep(packet.digest, note)
    return note


def take_back(session: Session, task: tuple[OwnGroup, OwnPacket], document: bytes, *, at: datetime, actor: str) -> None:
    """Take the word that the dossier of this task was recognised, signed by the reader's own device."""
    group, packet = task
    try:
        envelope = Envelope.parse(document)
        said = Recognition.parse(envelope.payload) if envelope.payload_type == RECOGNISED else None
    except BlindError as error:
        raise _refusal(error) from None
    if said != Recognition(group=group.id, packet=packet.digest, reader=group.reader):
        raise Refusal("desk.not_taken", fault="not-assigned")
    (answer,) = take_sheets(session, group.id, [document], at=at, actor=actor)
    if answer.error is not None:
        raise _refusal(answer.error)


def give_back(
    session: Session, task: tuple[OwnGroup, OwnPacket], *, keys: ReaderKeys, at: datetime, actor: str
) -> None:
    """Hand in the word that the dossier was recognised; the same again changes nothing. Refuses after closing."""
    (answer,) = take_sheets(session, task[0].id, [recognised_here(*task, keys=keys)], at=at, actor=actor)
    if answer.error is not None:
        raise _refusal(answer.error)


def _taken(
    session: Session,
    task: tuple[OwnGroup, OwnPacket],
    form: FilledForm,
    *,
    keys: ReaderKeys,
    notes: SentNotes,
    version: int,
    at: datetime,
    actor: str,
    fresh: Fresh,
) -> Note:
    """The note is on the disk before the sheet is in: a receipt is never lost."""
    group, packet = task
    document, sealed = sealed_here(group, packet, form.marks, keys=keys, version=version, fresh=fresh)
    note = Note(version, Receipt(sealed.commitment, sealed.hash), at)
    notes.keep(packet.digest, note)
    (answer,) = take_sheets(session, group.id, [document], at=at, actor=actor)
    if answer.error is not None:
        raise answer.error
    return note


def _refusal(error: BlindError) -> Refusal:
    if error.code == "scores-closed":
        return Refusal("desk.closed", exit_code=ExitCode.HELD_BACK)
    late = error.code in ("version-taken", "older-version", "version-skipped")
    return Refusal("desk.not_taken", fault=error.code, exit_code=ExitCode.HELD_BACK if late else ExitCode.BAD_INPUT)
