"""Take what readers handed in: sealed sheets and recognitions, each once, whatever is handed in twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from blind.dsse import Envelope
from blind.errors import BlindError, Untrusted
from blind.scoresheet.box import ScoreBox, submit, untrusted_place
from blind.scoresheet.recognition import PAYLOAD_TYPE as RECOGNISED
from blind.scoresheet.recognition import Recognition, read_recognition
from blind.scoresheet.sealed import Receipt
from expertpool.actions.write_entry import enter_records
from expertpool.models import Kind, ReviewTask, SealedScoresheet
from expertpool.queries.review import GroupSeen, box_of, group_of, keys_of, verifiers


@dataclass(frozen=True)
class Answer:
    """What became of one document: its receipt, or why it was refused; ``again`` where it was there before."""

    receipt: Receipt | None = None
    error: BlindError | None = None
    again: bool = False
    recognised: str | None = None


def take_sheets(session: Session, group: str, documents: Sequence[bytes], *, at: datetime, actor: str) -> list[Answer]:
    """Put documents in, in their order; one that is refused holds back no other. New ones are entered together.

    Nothing of their content is known here. ``actor``: who handled the files.
    """
    seen = group_of(session, group)
    boxes = {number: box_of(session, seen, number) for number in sorted({one.round for one in seen.tasks})}
    answers, new = [], []
    for data in documents:
        try:
            if Envelope.parse(data).payload_type == RECOGNISED:
                answers.append(_recognised(session, seen, boxes, data, at=at, actor=actor))
                continue
            number = _round_of(seen, data)
            taken = submit(boxes[number], data)
        except BlindError as error:
            answers.append(Answer(error=error))
            continue
        boxes[number] = taken.box
        answers.append(Answer(receipt=taken.receipt, again=taken.again))
        if not taken.again:
            digest = taken.receipt.document.hex()
            session.add(SealedScoresheet(hash=digest, group_id=group, round=number, document=data.decode()))
            new.append((digest,))
    if new:
        session.flush()
        written = {"sealed_scoresheet": sorted(new)}
        enter_records(session, Kind.SHEET_TAKEN, at=at, by=actor, records=written, scope=group)
    return answers


def _round_of(seen: GroupSeen, data: bytes) -> int:
    """The round in which the reader was given the packet; the newest for a task nobody has."""
    place = untrusted_place(data).place
    name = seen.codenames.get(place.packet)
    rounds = [one.round for one in seen.tasks if (one.codename, one.reader) == (name, place.reader)]
    return rounds[0] if rounds else seen.round


def _recognised(
    session: Session, seen: GroupSeen, boxes: dict[int, ScoreBox], data: bytes, *, at: datetime, actor: str
) -> Answer:
    """Withdraw a task whose reader recognised the dossier, until the round is closed; a sheet handed in stays out."""
    said = Recognition.parse(Envelope.parse(data).payload)
    record = read_recognition(data, verifiers(keys_of(session, seen.id), revoked=False).get(said.reader, []))
    name = seen.codenames.get(record.packet)
    task = session.get(ReviewTask, (seen.id, name, record.reader)) if name and record.group == seen.id else None
    if task is None or name is None:
        raise Untrusted("not-assigned", reader=record.reader[:80], packet=record.packet.hex())
    if task.withdrawn:
        return Answer(recognised=name, again=True)
    if task.round in seen.closings:
        raise Untrusted("scores-closed", group=seen.id)
    task.withdrawn = True
    session.add(task)
    session.flush()
    box = boxes[task.round]
    key = (record.reader, record.packet)
    boxes[task.round] = replace(
        box,
        tasks={one: keys for one, keys in box.tasks.items() if one != key},
        taken={one: held for one, held in box.taken.items() if one != key},
    )
    written, facts = {"review_task": [(seen.id, name, record.reader)]}, {"packet": name, "reader": record.reader}
    enter_records(session, Kind.DOSSIER_RECOGNISED, at=at, by=actor, records=written, scope=seen.id, facts=facts)
    return Answer(recognised=name)
