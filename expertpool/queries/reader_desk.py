"""What a reader's desk shows: the expert's own groups, and the packets dealt to them; nothing leads to an applicant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import bindparam
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


_DEALT = select(ReviewTask.codename).where(
    col(ReviewTask.group_id) == col(ReviewReader.group_id), col(ReviewTask.reader) == col(ReviewReader.code)
)
_GROUPS = (
    select(ReviewGroup, ReviewReader.code, col(ReviewAnswer.answer))
    .join(ReviewReader, col(ReviewReader.group_id) == col(ReviewGroup.id))
    .join(
        ReviewAnswer,
        (col(ReviewAnswer.group_id) == col(ReviewGroup.id)) & (col(ReviewAnswer.reader) == col(ReviewReader.code)),
        isouter=True,
    )
    .where(col(ReviewReader.expert_no) == bindparam("expert"), _DEALT.exists())
    .order_by(col(ReviewGroup.opened_at).desc(), col(ReviewGroup.id))
)
_GROUP = _GROUPS.where(col(ReviewGroup.id) == bindparam("group"))
_KEYS = select(ReaderKey.key_id).where(
    col(ReaderKey.group_id) == bindparam("group"),
    col(ReaderKey.reader) == bindparam("reader"),
    col(ReaderKey.revoked_at).is_(None),
)
_PLEDGES = (
    select(Pledge.season)
    .join(Expert, col(Expert.id) == col(Pledge.expert_id))
    .where(col(Expert.expert_no) == bindparam("expert"))
)
_PACKETS = (
    select(ReviewTask.codename, ReviewPacket.digest, ReviewTask.withdrawn, col(ScoreClosing.round))
    .join(
        ReviewPacket,
        (col(ReviewPacket.group_id) == col(ReviewTask.group_id))
        & (col(ReviewPacket.codename) == col(ReviewTask.codename)),
    )
    .join(
        ScoreClosing,
        (col(ScoreClosing.group_id) == col(ReviewTask.group_id)) & (col(ScoreClosing.round) == col(ReviewTask.round)),
        isouter=True,
    )
    .where(col(ReviewTask.group_id) == bindparam("group"), col(ReviewTask.reader) == bindparam("reader"))
)
"""Asked at every save of every reader; putting a question together takes longer than answering it."""


def own_groups(session: Session, expert_no: ExpertId) -> tuple[OwnGroup, ...]:
    """The groups in which this expert has, or had, something to read; the newest first."""
    found = session.exec(_GROUPS, params={"expert": expert_no}).all()
    return tuple(_seen(session, row, code, answer, expert_no) for row, code, answer in found)


def own_group(session: Session, expert_no: ExpertId, group: str) -> OwnGroup:
    """One of them. Refuses, in the same words and by the same one question, another's group and none."""
    found = session.exec(_GROUP, params={"expert": expert_no, "group": group}).first()
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


def _seen(session: Session, row: ReviewGroup, code: str, answer: str | None, expert_no: ExpertId) -> OwnGroup:
    pledged = session.exec(_PLEDGES, params={"expert": expert_no}).all()
    return OwnGroup(
        id=row.id,
        title=row.title,
        reader=code,
        rubric=_rubric(row.rubric),
        trustees={name: bytes.fromhex(key) for name, key in row.trustees.items()},
        opened_at=row.opened_at,
        answer=Taking(answer) if answer else None,
        pledged=row.opened_at.year in pledged,
        packets=_packets(session, row.id, code),
        keys=tuple(session.exec(_KEYS, params={"group": row.id, "reader": code})),
    )


def _packets(session: Session, group: str, code: str) -> tuple[OwnPacket, ...]:
    """In an order of this reader's own, so that no packet is first or last for everybody."""
    found = [
        OwnPacket(codename=codename, digest=bytes.fromhex(digest), withdrawn=withdrawn, shut=closed is not None)
        for codename, digest, withdrawn, closed in session.exec(_PACKETS, params={"group": group, "reader": code})
    ]
    return tuple(sorted(found, key=lambda one: _dealt(group, code, one.codename)))


@lru_cache(maxsize=64)
def _rubric(text: str) -> Rubric:
    """A form that was frozen once is read once."""
    return Rubric.parse(text.encode())


def _dealt(group: str, code: str, codename: str) -> bytes:
    return tagged_hash("expertpool/reading-order/v1", group.encode(), code.encode(), codename.encode())


def _shut(session: Session, group: str) -> frozenset[int]:
    """The rounds that are closed."""
    return frozenset(session.exec(select(ScoreClosing.round).where(ScoreClosing.group_id == group)))
