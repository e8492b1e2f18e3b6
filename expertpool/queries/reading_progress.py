"""How far the reading of each review group has come, in numbers of people and sheets; nothing about any score."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from expertpool.models import ReviewAnswer, ReviewGroup, ReviewPacket, ReviewReader, ReviewTask, ScoreClosing, Taking
from expertpool.queries.review import documents_of, sealed_in


@dataclass(frozen=True, kw_only=True)
class GroupDealt:
    """Who was given what, in numbers. ``readings``: tasks that stand; ``withdrawn``: packets given back."""

    group: str
    title: str
    packets: int
    readers: int
    readings: int
    withdrawn: int
    accepted: int
    recused: int


@dataclass(frozen=True, kw_only=True)
class RoundScored:
    """One round of a group: sheets owed, sheets that came, and whether it is closed."""

    group: str
    round: int
    owed: int
    came: int
    closed: bool


def groups_dealt(session: Session) -> tuple[GroupDealt, ...]:
    """Every group by id."""
    return tuple(_dealt(session, row) for row in _groups(session))


def rounds_scored(session: Session) -> tuple[RoundScored, ...]:
    """Every round of every group, by group and number."""
    return tuple(one for row in _groups(session) for one in _rounds(session, row.id))


def rounds_read_by(session: Session, experts: Collection[str]) -> tuple[RoundScored, ...]:
    """The rounds of every group whose readers, substitutes too, are all among these experts."""
    readers: dict[str, set[str]] = defaultdict(set)
    for group, expert in session.exec(select(ReviewReader.group_id, ReviewReader.expert_no)):
        readers[group].add(expert)
    return tuple(one for group in sorted(readers) if readers[group] <= set(experts) for one in _rounds(session, group))


def _groups(session: Session) -> list[ReviewGroup]:
    return list(session.exec(select(ReviewGroup).order_by(ReviewGroup.id)).all())


def _dealt(session: Session, row: ReviewGroup) -> GroupDealt:
    tasks = session.exec(select(ReviewTask).where(ReviewTask.group_id == row.id)).all()
    answers = session.exec(select(ReviewAnswer.answer).where(ReviewAnswer.group_id == row.id)).all()
    packets = select(func.count()).select_from(ReviewPacket).where(ReviewPacket.group_id == row.id)
    return GroupDealt(
        group=row.id,
        title=row.title,
        packets=session.exec(packets).one(),
        readers=len({one.reader for one in tasks}),
        readings=sum(not one.withdrawn for one in tasks),
        withdrawn=sum(one.withdrawn for one in tasks),
        accepted=answers.count(Taking.ACCEPTED),
        recused=answers.count(Taking.RECUSED),
    )


def _rounds(session: Session, group: str) -> list[RoundScored]:
    tasks = session.exec(select(ReviewTask).where(ReviewTask.group_id == group)).all()
    closed = set(session.exec(select(ScoreClosing.round).where(col(ScoreClosing.group_id) == group)))
    found = []
    for number in sorted({one.round for one in tasks}):
        owed = {(one.reader, one.codename) for one in tasks if one.round == number and not one.withdrawn}
        places = {sealed_in(document).place for document in documents_of(session, group, number)}
        came = min(len({(place.reader, place.packet) for place in places}), len(owed))
        found.append(RoundScored(group=group, round=number, owed=len(owed), came=came, closed=number in closed))
    return found
