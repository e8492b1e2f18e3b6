"""What a reader's desk shows: the expert's own groups, and the packets dealt to them; nothing leads to an applicant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from blind.encoding import tagged_hash
from blind.scoresheet.rubric import Rubric
from expertpool.errors import Refusal
from expertpool.ids import ExpertId
from expertpool.models import (
    Expert,
    Pledge,
    ReaderKey,
    ReviewAnswer,
    ReviewGroup,
    ReviewPacket,
    ReviewReader,
    ReviewTask,
    ScoreClosing,
    SealedScoresheet,
    Taking,
)


@dataclass(frozen=True, kw_only=True)
class OwnPacket:
    """A packet this reader was given: ``digest`` is the SHA-256 of its file, ``shut`` whether its round is over."""

    codename: str
    digest: bytes
    withdrawn: bool
    shut: bool


@dataclass(frozen=True, kw_only=True)
class OwnGroup:
    """A group as one of its readers sees it. ``reader``: their code; ``season``: the year the pledge is for.

    ``keys``: the ids of the reader's keys that count now.
    """

    id: str
    title: str
    reader: str
    rubric: Rubric
    trustees: Mapping[str, bytes]
    opened_at: datetime
    answer: Taking | None
    pledged: bool
    packets: tuple[OwnPacket, ...]
    keys: tuple[str, ...]

    @property
    def season(self) -> int:
        """The year the group was opened in."""
        return self.opened_at.year

    @property
    def ready(self) -> bool:
        """Whether packets may be read: invitation accepted, pledge signed."""
        return self.answer is Taking.ACCEPTED and self.pledged


def own_groups(session: Session, expert_no: ExpertId) -> tuple[OwnGroup, ...]:
    """The groups in which this expert has, or had, something to read; the newest first."""
    wanted = (
        select(ReviewGroup, ReviewReader.code)
        .join(ReviewReader, col(ReviewReader.group_id) == col(ReviewGroup.id))
        .where(ReviewReader.expert_no == expert_no)
        .order_by(col(ReviewGroup.opened_at).desc(), col(ReviewGroup.id))
    )
    seen = [_seen(session, row, code, expert_no) for row, code in session.exec(wanted)]
    return tuple(one for one in seen if one.packets)


def own_group(session: Session, expert_no: ExpertId, group: str) -> OwnGroup:
    """One of them. Refuses, in the same words and by the same one question, another's group and none."""
    dealt = select(ReviewTask.codename).where(
        ReviewTask.group_id == group, col(ReviewTask.reader) == col(ReviewReader.code)
    )
    wanted = (
        select(ReviewGroup, ReviewReader.code)
        .join(ReviewReader, col(ReviewReader.group_id) == col(ReviewGroup.id))
        .where(ReviewReader.expert_no == expert_no, ReviewGroup.id == group, dealt.exists())
    )
    found = session.exec(wanted).first()
    if found is None:
        raise Refusal("desk.nothing_here")
    return _seen(session, *found, expert_no)


def own_packet(session: Session, expert_no: ExpertId, group: str, codename: str) -> tuple[OwnGroup, OwnPacket]:
    """A packet that this expert may read now. Refuses all others, and those that do not exist, in the same words.

    The group is looked up first and its list gone through, whatever the codename is: a stranger's packet takes the
    same steps as none.
    """
    seen = own_group(session, expert_no, group)
    found = [one for one in seen.packets if one.codename == codename and not one.withdrawn]
    if not found or not seen.ready:
        raise Refusal("desk.nothing_here")
    return seen, found[0]


def open_tasks(session: Session, group: OwnGroup) -> list[ReviewTask]:
    """The reader's tasks that are neither given back nor closed."""
    wanted = select(ReviewTask).where(
        ReviewTask.group_id == group.id, ReviewTask.reader == group.reader, col(ReviewTask.withdrawn).is_(False)
    )
    shut = _shut(session, group.id)
    return [one for one in session.exec(wanted.order_by(ReviewTask.codename)) if one.round not in shut]


def was_taken(session: Session, digest: str) -> bool:
    """Whether a sealed sheet with this hash was taken in."""
    return session.exec(select(SealedScoresheet.hash).where(SealedScoresheet.hash == digest)).first() is not None


def _seen(session: Session, row: ReviewGroup, code: str, expert_no: ExpertId) -> OwnGroup:
    answer = session.get(ReviewAnswer, (row.id, code))
    keys = select(ReaderKey.key_id).where(
        ReaderKey.group_id == row.id, ReaderKey.reader == code, col(ReaderKey.revoked_at).is_(None)
    )
    pledge = session.exec(
        select(Pledge.season)
        .join(Expert, col(Expert.id) == col(Pledge.expert_id))
        .where(Expert.expert_no == expert_no, Pledge.season == row.opened_at.year)
    ).first()
    return OwnGroup(
        id=row.id,
        title=row.title,
        reader=code,
        rubric=Rubric.parse(row.rubric.encode()),
        trustees={name: bytes.fromhex(key) for name, key in row.trustees.items()},
        opened_at=row.opened_at,
        answer=Taking(answer.answer) if answer else None,
        pledged=pledge is not None,
        packets=_packets(session, row.id, code),
        keys=tuple(session.exec(keys)),
    )


def _packets(session: Session, group: str, code: str) -> tuple[OwnPacket, ...]:
    """In an order of this reader's own, so that no packet is first or last for everybody."""
    wanted = (
        select(ReviewTask, ReviewPacket.digest)
        .join(
            ReviewPacket,
            (col(ReviewPacket.group_id) == col(ReviewTask.group_id))
            & (col(ReviewPacket.codename) == col(ReviewTask.codename)),
        )
        .where(ReviewTask.group_id == group, ReviewTask.reader == code)
    )
    shut = _shut(session, group)
    found = [
        OwnPacket(
            codename=task.codename,
            digest=bytes.fromhex(digest),
            withdrawn=task.withdrawn,
            shut=task.round in shut,
        )
        for task, digest in session.exec(wanted)
    ]
    return tuple(sorted(found, key=lambda one: _dealt(group, code, one.codename)))


def _dealt(group: str, code: str, codename: str) -> bytes:
    return tagged_hash("expertpool/reading-order/v1", group.encode(), code.encode(), codename.encode())


def _shut(session: Session, group: str) -> frozenset[int]:
    """The rounds that are closed."""
    return frozenset(session.exec(select(ScoreClosing.round).where(ScoreClosing.group_id == group)))
