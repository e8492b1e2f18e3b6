"""What a reader's desk shows: the expert's own groups, and the packets dealt to them; nothing leads to an applicant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from typing import Any

import sqlalchemy as sa
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
from expertpool.models.row import table_of
from expertpool.queries.asked import asked


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


_GROUP_ROWS, _READERS, _ANSWERS = table_of(ReviewGroup), table_of(ReviewReader), table_of(ReviewAnswer)
_TASKS, _KEY_ROWS, _CLOSINGS = table_of(ReviewTask), table_of(ReaderKey), table_of(ScoreClosing)
_PACKET_ROWS, _PLEDGES, _EXPERTS = table_of(ReviewPacket), table_of(Pledge), table_of(Expert)

_DEALT = sa.exists().where(_TASKS.c.group_id == _READERS.c.group_id, _TASKS.c.reader == _READERS.c.code)
_PLEDGED = (
    sa.exists()
    .where(_EXPERTS.c.expert_no == _READERS.c.expert_no, _PLEDGES.c.expert_id == _EXPERTS.c.id)
    .where(
        sa.cast(_PLEDGES.c.season, sa.String)
        == sa.func.substr(sa.type_coerce(_GROUP_ROWS.c.opened_at, sa.String), 1, 4)
    )
)
_GROUPS = (
    sa.select(
        *(_GROUP_ROWS.c[name] for name in ("id", "title", "rubric", "trustees", "opened_at")),
        _READERS.c.code.label("reader"),
        _ANSWERS.c.answer,
        _PLEDGED.label("pledged"),
        _KEY_ROWS.c.key_id,
    )
    .join_from(_GROUP_ROWS, _READERS, _READERS.c.group_id == _GROUP_ROWS.c.id)
    .outerjoin(_ANSWERS, (_ANSWERS.c.group_id == _READERS.c.group_id) & (_ANSWERS.c.reader == _READERS.c.code))
    .outerjoin(
        _KEY_ROWS,
        (_KEY_ROWS.c.group_id == _READERS.c.group_id)
        & (_KEY_ROWS.c.reader == _READERS.c.code)
        & _KEY_ROWS.c.revoked_at.is_(None),
    )
    .where(_READERS.c.expert_no == sa.bindparam("expert"), _DEALT)
    .order_by(_GROUP_ROWS.c.opened_at.desc(), _GROUP_ROWS.c.id, _KEY_ROWS.c.key_id)
)
_GROUP = _GROUPS.where(_GROUP_ROWS.c.id == sa.bindparam("group"))
_PACKETS = (
    sa.select(_TASKS.c.codename, _PACKET_ROWS.c.digest, _TASKS.c.withdrawn, _CLOSINGS.c.round)
    .join_from(
        _TASKS,
        _PACKET_ROWS,
        (_PACKET_ROWS.c.group_id == _TASKS.c.group_id) & (_PACKET_ROWS.c.codename == _TASKS.c.codename),
    )
    .outerjoin(_CLOSINGS, (_CLOSINGS.c.group_id == _TASKS.c.group_id) & (_CLOSINGS.c.round == _TASKS.c.round))
    .where(_TASKS.c.group_id == sa.bindparam("group"), _TASKS.c.reader == sa.bindparam("reader"))
)
"""Asked at every save of every reader, so they are put together once, and ask for values, not for rows that could be
changed."""


def own_groups(session: Session, expert_no: ExpertId) -> tuple[OwnGroup, ...]:
    """The groups in which this expert has, or had, something to read; the newest first."""
    found = asked(session, _GROUPS, expert=expert_no)
    return tuple(_seen(session, list(rows)) for _, rows in groupby(found, key=lambda row: row.id))


def own_group(session: Session, expert_no: ExpertId, group: str) -> OwnGroup:
    """One of them. Refuses, in the same words and by the same one question, another's group and none."""
    found = asked(session, _GROUP, expert=expert_no, group=group)
    if not found:
        raise Refusal("desk.nothing_here")
    return _seen(session, found)


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


def _seen(session: Session, rows: Sequence[Any]) -> OwnGroup:
    """``rows``: a line for each of the reader's keys, or one without."""
    row = rows[0]
    return OwnGroup(
        id=row.id,
        title=row.title,
        reader=row.reader,
        rubric=_rubric(row.rubric),
        trustees={name: bytes.fromhex(key) for name, key in row.trustees.items()},
        opened_at=row.opened_at,
        answer=Taking(row.answer) if row.answer else None,
        pledged=row.pledged,
        packets=_packets(session, row.id, row.reader),
        keys=tuple(one.key_id for one in rows if one.key_id),
    )


def _packets(session: Session, group: str, code: str) -> tuple[OwnPacket, ...]:
    """In an order of this reader's own, so that no packet is first or last for everybody."""
    found = [
        OwnPacket(codename=codename, digest=bytes.fromhex(digest), withdrawn=withdrawn, shut=closed is not None)
        for codename, digest, withdrawn, closed in asked(session, _PACKETS, group=group, reader=code)
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
