"""What is on record of a committee's year: its draws, meetings and counts, each with its ledger entry."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from expertpool.ids import ExpertId
from expertpool.models import (
    BallotCount,
    Committee,
    Draw,
    DrawOutcome,
    Kind,
    Meeting,
    MeetingMember,
    Panel,
    Roster,
    Seat,
)
from expertpool.models import SeatKind as Seated
from expertpool.queries.committee_facts import committee_of
from expertpool.queries.entry_lines import read_line
from expertpool.queries.frozen_roster import frozen_experts
from expertpool.queries.ledger import lines
from expertpool.rules.facts import CommitteeFacts, DrawFacts, ExpertFacts, PanelFacts

Entries = Mapping[tuple[str, int], int]
"""The newest ledger entry about a record, by table and row id."""

ABOUT = frozenset({Kind.PANEL_SEATED, Kind.PANEL_FAILED, Kind.ROLL_FROZEN, Kind.BALLOT_COUNTED})


@dataclass(frozen=True, kw_only=True)
class DrawOnRecord:
    """One attempt. ``verdicts``: as the draw found them, plain values; ``entry``: its place in the ledger.

    ``pool``: everybody in the frozen roster it was drawn from; draws from one roster share it.
    """

    attempt: int
    outcome: DrawOutcome
    method: str
    assurance: str
    finished_at: datetime
    tickets: int | None
    chances: Mapping[str, Any]
    verdicts: tuple[Mapping[str, Any], ...]
    committee: CommitteeFacts
    pool: tuple[ExpertFacts, ...]
    panel: PanelFacts | None
    kept: int
    reserves: int
    entry: int | None


@dataclass(frozen=True, kw_only=True)
class MeetingOnRecord:
    """One meeting. ``verdicts`` is None while its roll is not frozen."""

    number: int
    held_on: date
    seats: int
    present: int
    verdicts: tuple[Mapping[str, Any], ...] | None
    entry: int | None


@dataclass(frozen=True, kw_only=True)
class CountOnRecord:
    """One count of a ballot: what was read how, and what came out for each candidate."""

    number: int
    meeting: int
    electronic: bool
    readings: Mapping[str, Any]
    outcomes: tuple[Mapping[str, Any], ...]
    mismatches: int
    entry: int | None


@dataclass(frozen=True, kw_only=True)
class CommitteeOnRecord:
    """A committee's year, oldest first in each list."""

    name: str
    year: int
    series: str
    level: str
    draws: tuple[DrawOnRecord, ...]
    meetings: tuple[MeetingOnRecord, ...]
    counts: tuple[CountOnRecord, ...]

    @property
    def seated(self) -> DrawOnRecord | None:
        """The newest draw that seated a panel."""
        return next((one for one in reversed(self.draws) if one.panel is not None), None)


def committees_on_record(
    session: Session, *, year: int | None = None, name: str | None = None
) -> list[CommitteeOnRecord]:
    """Every committee of which something is on record, by year and name; those of one year or name where given."""
    wanted = select(Committee).order_by(col(Committee.year), col(Committee.name))
    if year is not None:
        wanted = wanted.where(Committee.year == year)
    if name is not None:
        wanted = wanted.where(Committee.name == name)
    proofs, rosters = _entries(session), _Rosters(session)
    return [_committee(session, row, proofs, rosters) for row in session.exec(wanted).all()]


class _Rosters:
    """Frozen rosters, each read once; a season's draws mostly share one."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.read: dict[str, tuple[ExpertFacts, ...]] = {}

    def people(self, roster_id: int) -> tuple[ExpertFacts, ...]:
        """Everybody in the roster."""
        roster = self.session.get_one(Roster, roster_id)
        if roster.digest not in self.read:
            self.read[roster.digest] = tuple(expert.facts for expert in frozen_experts(self.session, roster))
        return self.read[roster.digest]


def _entries(session: Session) -> Entries:
    found: dict[tuple[str, int], int] = {}
    for line in lines(session):
        if line.content is None or read_line(line.entry).kind not in ABOUT:
            continue
        for table, key, *_ in json.loads(line.content)["records"]:
            value = json.loads(key)
            if table in ("draw", "meeting", "ballot_count"):
                found[table, int(value[0] if isinstance(value, list) else value)] = line.seq
    return found


def _committee(session: Session, row: Committee, proofs: Entries, rosters: _Rosters) -> CommitteeOnRecord:
    draws = session.exec(select(Draw).where(Draw.committee_id == row.id).order_by(col(Draw.attempt))).all()
    meetings = session.exec(select(Meeting).where(Meeting.committee_id == row.id).order_by(col(Meeting.number))).all()
    return CommitteeOnRecord(
        name=row.name,
        year=row.year,
        series=row.series,
        level=row.level,
        draws=tuple(_draw(session, draw, proofs, rosters) for draw in draws),
        meetings=tuple(_meeting(session, meeting, proofs) for meeting in meetings),
        counts=tuple(count for meeting in meetings for count in _counts(session, meeting, proofs)),
    )


def _draw(session: Session, draw: Draw, proofs: Entries, rosters: _Rosters) -> DrawOnRecord:
    committee = committee_of(draw.facts)
    panel = session.exec(select(Panel).where(Panel.draw_id == draw.id)).first()
    seats = session.exec(select(Seat).where(Seat.panel_id == panel.id)).all() if panel else []
    pool = rosters.people(draw.roster_id)
    people = {expert.expert_no: expert for expert in pool} if seats else {}
    of = {kind: [people[ExpertId(seat.expert_no)] for seat in seats if seat.kind == kind.value] for kind in Seated}
    drawn = DrawFacts(draw.finished_at.date(), draw.method, frozenset(one.expert_no for one in of[Seated.MEMBER]))
    members = (*of[Seated.KEPT], *of[Seated.MEMBER])
    return DrawOnRecord(
        attempt=draw.attempt,
        outcome=DrawOutcome(draw.outcome),
        method=draw.method,
        assurance=draw.assurance,
        finished_at=draw.finished_at,
        tickets=draw.tickets,
        chances=draw.chances,
        verdicts=tuple(draw.verdicts),
        committee=committee,
        pool=pool,
        panel=PanelFacts(committee, members, drawn) if panel else None,
        kept=len(of[Seated.KEPT]),
        reserves=len(of[Seated.RESERVE]),
        entry=proofs.get(("draw", draw.id or 0)),
    )


def _meeting(session: Session, meeting: Meeting, proofs: Entries) -> MeetingOnRecord:
    roll = session.exec(select(MeetingMember).where(MeetingMember.meeting_id == meeting.id)).all()
    return MeetingOnRecord(
        number=meeting.number,
        held_on=meeting.held_on,
        seats=meeting.seats,
        present=sum(bool(member.present) for member in roll),
        verdicts=None if meeting.verdicts is None else tuple(meeting.verdicts),
        entry=proofs.get(("meeting", meeting.id or 0)) if meeting.frozen_at else None,
    )


def _counts(session: Session, meeting: Meeting, proofs: Entries) -> list[CountOnRecord]:
    wanted = select(BallotCount).where(BallotCount.meeting_id == meeting.id).order_by(col(BallotCount.number))
    return [
        CountOnRecord(
            number=row.number,
            meeting=meeting.number,
            electronic=row.ballot_id is not None,
            readings=row.readings,
            outcomes=tuple(row.outcomes),
            mismatches=len(row.mismatches),
            entry=proofs.get(("ballot_count", row.id or 0)),
        )
        for row in session.exec(wanted)
    ]
