"""Opened scores by reader's code: what rankings hold, joined with who was appointed in which turn."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from sqlmodel import Session, col, select

from expertpool.models import Committee, Meeting, Ranking, Result, ReviewTask


@dataclass(frozen=True, kw_only=True)
class OpenedPacket:
    """A packet's opened scores in points, by reader; codes of two groups are never joined."""

    group: str
    codename: str
    scores: tuple[tuple[str, Fraction], ...]


def opened_packets(session: Session, year: int) -> tuple[OpenedPacket, ...]:
    """Every scored packet in the newest rankings of a year's meetings.

    A packet is left out whose readers and scores do not pair off: somebody was withdrawn or handed nothing in, and
    whose score is whose cannot be told from the ranking.
    """
    tasks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for task in session.exec(select(ReviewTask).order_by(col(ReviewTask.turn))):
        if not task.withdrawn:
            tasks[task.group_id, task.codename].append(task.reader)
    found = {}
    for row in _newest(session, year):
        readers = tasks.get((row.group_id, row.codename), [])
        if row.scores and len(readers) == len(row.scores):
            pairs = tuple(zip(readers, map(Fraction, row.scores), strict=True))
            found[row.group_id, row.codename] = OpenedPacket(group=row.group_id, codename=row.codename, scores=pairs)
    return tuple(found[key] for key in sorted(found))


def _newest(session: Session, year: int) -> list[Result]:
    rankings = session.exec(
        select(Ranking)
        .join(Meeting, col(Meeting.id) == Ranking.meeting_id)
        .join(Committee, col(Committee.id) == Meeting.committee_id)
        .where(Committee.year == year)
        .order_by(col(Ranking.number))
    ).all()
    newest = {one.meeting_id: one.id for one in rankings}
    rows = session.exec(select(Result).where(col(Result.ranking_id).in_(list(newest.values()))))
    return list(rows.all())
