"""A season at a glance: how far each committee has come, what is due, and what is stuck; no names of people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Session, col, func, select

from expertpool.models import (
    BallotCount,
    Committee,
    Complaint,
    Draw,
    DrawOutcome,
    Expert,
    ImportBatch,
    Meeting,
    Publicity,
    Ranking,
    ReviewGroup,
    ReviewTask,
    ScoreClosing,
)
from expertpool.queries.review import documents_of, sealed_in


class Step(StrEnum):
    """How far a committee has come, in the order of the year."""

    ENTERED = "entered"
    NO_PANEL = "no-panel"
    DRAWN = "drawn"
    CALLED = "called"
    ROLLED = "rolled"
    COUNTED = "counted"
    RANKED = "ranked"
    POSTED = "posted"
    CONFIRMED = "confirmed"


class Stuck(StrEnum):
    """Why something does not go on by itself."""

    NO_PANEL = "no-panel"
    MEETING_PASSED = "meeting-passed"
    COUNT_DISAGREES = "count-disagrees"
    PUBLICITY_OVER = "publicity-over"
    COMPLAINT_OPEN = "complaint-open"
    SHEETS_MISSING = "sheets-missing"


@dataclass(frozen=True)
class CommitteeGlance:
    """A committee's year so far. ``meeting``: the day of its newest meeting."""

    id: int
    name: str
    level: str
    step: Step
    drawn_at: datetime | None
    meeting: date | None


@dataclass(frozen=True)
class Hindrance:
    """Something stuck: with what, and since or until when."""

    what: Stuck
    about: str
    day: date | None = None
    count: int = 0


@dataclass(frozen=True)
class GroupGlance:
    """A review group: readings asked for and sheets that came, whatever they say."""

    id: str
    title: str
    asked: int
    came: int
    closed: bool


@dataclass(frozen=True)
class SeasonGlance:
    """All of one year."""

    year: int
    experts: int
    last_import: ImportBatch | None
    committees: tuple[CommitteeGlance, ...]
    groups: tuple[GroupGlance, ...]
    hindrances: tuple[Hindrance, ...]


def season_glance(session: Session, *, year: int, today: date) -> SeasonGlance:
    """How the year stands on this day."""
    rows = session.exec(select(Committee).where(Committee.year == year).order_by(col(Committee.id))).all()
    found = [_committee(session, row, today) for row in rows]
    groups = _groups(session)
    missing = [
        Hindrance(Stuck.SHEETS_MISSING, group.title, count=group.asked - group.came)
        for group in groups
        if not group.closed and group.came < group.asked
    ]
    newest = select(ImportBatch).where(col(ImportBatch.undone_at).is_(None)).order_by(col(ImportBatch.id).desc())
    return SeasonGlance(
        year=year,
        experts=session.exec(select(func.count()).select_from(Expert).where(col(Expert.listed))).one(),
        last_import=session.exec(newest.limit(1)).first(),
        committees=tuple(one for one, _ in found),
        groups=groups,
        hindrances=(*(hindrance for _, stuck in found for hindrance in stuck), *missing),
    )


def years_on_record(session: Session) -> tuple[int, ...]:
    """The years of which a committee is on record, the newest first."""
    return tuple(session.exec(select(Committee.year).distinct().order_by(col(Committee.year).desc())).all())


def _committee(session: Session, row: Committee, today: date) -> tuple[CommitteeGlance, list[Hindrance]]:
    draw = session.exec(
        select(Draw).where(Draw.committee_id == row.id).order_by(col(Draw.attempt).desc()).limit(1)
    ).first()
    meeting = session.exec(
        select(Meeting).where(Meeting.committee_id == row.id).order_by(col(Meeting.number).desc()).limit(1)
    ).first()
    step, stuck = Step.ENTERED, list[Hindrance]()
    if draw is not None and draw.outcome == DrawOutcome.NO_PANEL:
        step = Step.NO_PANEL
        stuck.append(Hindrance(Stuck.NO_PANEL, row.name, draw.finished_at.date()))
    elif draw is not None:
        step = Step.DRAWN
    if meeting is not None:
        step, more = _meeting(session, row.name, meeting, today)
        stuck += more
    drawn = draw.finished_at if draw and draw.outcome == DrawOutcome.SEATED else None
    glance = CommitteeGlance(row.id or 0, row.name, row.level, step, drawn, meeting.held_on if meeting else None)
    return glance, stuck


def _meeting(session: Session, name: str, meeting: Meeting, today: date) -> tuple[Step, list[Hindrance]]:
    ranking = session.exec(
        select(Ranking).where(Ranking.meeting_id == meeting.id).order_by(col(Ranking.number).desc()).limit(1)
    ).first()
    if ranking is not None:
        return _ranked(session, name, ranking, today)
    count = session.exec(
        select(BallotCount)
        .where(BallotCount.meeting_id == meeting.id)
        .order_by(col(BallotCount.number).desc())
        .limit(1)
    ).first()
    if count is not None:
        disagrees = [Hindrance(Stuck.COUNT_DISAGREES, name, count.counted_at.date())] if count.mismatches else []
        return Step.COUNTED, disagrees
    if meeting.frozen_at is not None:
        return Step.ROLLED, []
    late = [Hindrance(Stuck.MEETING_PASSED, name, meeting.held_on)] if meeting.held_on < today else []
    return Step.CALLED, late


def _ranked(session: Session, name: str, ranking: Ranking, today: date) -> tuple[Step, list[Hindrance]]:
    posted = session.exec(select(Publicity).where(Publicity.ranking_id == ranking.id)).first()
    if posted is None:
        return Step.RANKED, []
    if posted.confirmed_on is not None:
        return Step.CONFIRMED, []
    unanswered = select(func.count()).select_from(Complaint).where(Complaint.publicity_id == posted.id)
    waiting = session.exec(unanswered.where(col(Complaint.answered_on).is_(None))).one()
    stuck = [Hindrance(Stuck.COMPLAINT_OPEN, name, count=waiting)] if waiting else []
    if posted.ends_on < today and not waiting:
        stuck.append(Hindrance(Stuck.PUBLICITY_OVER, name, posted.ends_on))
    return Step.POSTED, stuck


def _groups(session: Session) -> tuple[GroupGlance, ...]:
    found = []
    for row in session.exec(select(ReviewGroup).order_by(ReviewGroup.id)).all():
        newest = session.exec(select(func.max(ReviewTask.round)).where(ReviewTask.group_id == row.id)).one() or 0
        owed = select(func.count()).select_from(ReviewTask).where(ReviewTask.group_id == row.id)
        asked = session.exec(owed.where(ReviewTask.round == newest, col(ReviewTask.withdrawn).is_(False))).one()
        places = {sealed_in(document).place for document in documents_of(session, row.id, newest)}
        came = len({(place.reader, place.packet) for place in places})
        closed = session.get(ScoreClosing, (row.id, newest)) is not None
        found.append(GroupGlance(row.id, row.title, asked, min(came, asked), closed))
    return tuple(found)
