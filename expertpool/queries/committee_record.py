"""What is on record of a committee's year: its draws, meetings and counts, each with its ledger entry."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func
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
from expertpool.queries.frozen_roster import experts_of
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

    @property
    def turnover(self) -> tuple[int, int]:
        """How many people were ever seated, and how many of them the newest panel does not have."""
        panels = [frozenset(one.expert_no for one in draw.panel.members) for draw in self.draws if draw.panel]
        ever: frozenset[ExpertId] = frozenset().union(*panels)
        return len(ever), len(ever - panels[-1]) if panels else 0


def committees_on_record(
    session: Session, *, year: int | None = None, name: str | None = None
) -> list[CommitteeOnRecord]:
    """Every committee of which something is on record, by year and name; those of one year or name where given.

    Takes the same few statements for one committee and for hundreds.
    """
    meant = [Committee.year == year] if year is not None else []
    meant += [Committee.name == name] if name is not None else []
    rows = session.exec(select(Committee).where(*meant).order_by(col(Committee.year), col(Committee.name))).all()
    proofs = _entries(session, year)
    draws, meetings = _draws(session, meant, proofs), _meetings(session, meant, proofs)
    counts = _counts(session, meant, proofs)
    return [
        CommitteeOnRecord(
            name=row.name,
            year=row.year,
            series=row.series,
            level=row.level,
            draws=tuple(draws[row.id or 0]),
            meetings=tuple(meetings[row.id or 0]),
            counts=tuple(counts[row.id or 0]),
        )
        for row in rows
    ]


def drawn_committees(session: Session, year: int) -> list[CommitteeOnRecord]:
    """The committees of a year of which a draw is on record, by name."""
    return [one for one in committees_on_record(session, year=year) if one.draws]


def _entries(session: Session, year: int | None) -> Entries:
    """Where the ledger tells of draws, meetings and counts; of a year's committees alone where one is given."""
    found: dict[tuple[str, int], int] = {}
    of_year = "" if year is None else f'/{year}"'  # a scope ends with its year
    for line in lines(session, kinds=ABOUT, holding=of_year):
        if line.content is None or read_line(line.entry).kind not in ABOUT:
            continue
        for table, key, *_ in json.loads(line.content)["records"]:
            value = json.loads(key)
            if table in ("draw", "meeting", "ballot_count"):
                found[table, int(value[0] if isinstance(value, list) else value)] = line.seq
    return found


def _draws(session: Session, meant: Sequence[Any], proofs: Entries) -> Mapping[int, list[DrawOnRecord]]:
    """By the committee's row."""
    seats = _seats(session, meant)
    wanted = select(Draw, Roster.digest).join(Committee).join(Roster).where(*meant).order_by(col(Draw.attempt))
    found: dict[int, list[DrawOnRecord]] = defaultdict(list)
    people: dict[str, _People] = {}
    for draw, digest in session.exec(wanted):
        if digest not in people:
            people[digest] = _People(session, digest)
        found[draw.committee_id].append(_draw(draw, seats.get(draw.id or 0), people[digest], proofs))
    return found


class _People:
    """Everybody in a frozen roster; a season's draws mostly share one."""

    def __init__(self, session: Session, digest: str) -> None:
        self.all = tuple(expert.facts for expert in experts_of(session, digest))
        self.by_number = {expert.expert_no: expert for expert in self.all}


def _seats(session: Session, meant: Sequence[Any]) -> Mapping[int, list[Seat]]:
    """The seats of every panel, by the row of the draw that seated it; a draw that seated none has no entry."""
    panels = session.exec(select(Panel.id, Panel.draw_id).join(Draw).join(Committee).where(*meant)).all()
    draw_of: dict[int | None, int] = dict(panels)
    found: dict[int, list[Seat]] = {draw: [] for draw in draw_of.values()}
    wanted = select(Seat).join(Panel).join(Draw).join(Committee).where(*meant)
    for seat in session.exec(wanted.order_by(col(Seat.panel_id), col(Seat.expert_no))):
        found[draw_of[seat.panel_id]].append(seat)
    return found


def _draw(draw: Draw, seats: Sequence[Seat] | None, people: _People, proofs: Entries) -> DrawOnRecord:
    """``seats`` is None where the attempt seated no panel."""
    committee = committee_of(draw.facts)
    of: dict[str, list[ExpertFacts]] = {kind: [] for kind in Seated}
    for seat in seats or ():
        of[seat.kind].append(people.by_number[ExpertId(seat.expert_no)])
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
        pool=people.all,
        panel=None if seats is None else PanelFacts(committee, members, drawn),
        kept=len(of[Seated.KEPT]),
        reserves=len(of[Seated.RESERVE]),
        entry=proofs.get(("draw", draw.id or 0)),
    )


def _meetings(session: Session, meant: Sequence[Any], proofs: Entries) -> Mapping[int, list[MeetingOnRecord]]:
    """By the committee's row."""
    came = select(MeetingMember.meeting_id, func.count()).join(Meeting).join(Committee)
    came = came.where(*meant, col(MeetingMember.present).is_(True)).group_by(col(MeetingMember.meeting_id))
    present = dict(session.exec(came).all())
    found: dict[int, list[MeetingOnRecord]] = defaultdict(list)
    for row in session.exec(select(Meeting).join(Committee).where(*meant).order_by(col(Meeting.number))):
        one = MeetingOnRecord(
            number=row.number,
            held_on=row.held_on,
            seats=row.seats,
            present=present.get(row.id or 0, 0),
            verdicts=None if row.verdicts is None else tuple(row.verdicts),
            entry=proofs.get(("meeting", row.id or 0)) if row.frozen_at else None,
        )
        found[row.committee_id].append(one)
    return found


def _counts(session: Session, meant: Sequence[Any], proofs: Entries) -> Mapping[int, list[CountOnRecord]]:
    """By the committee's row."""
    wanted = select(BallotCount, Meeting.committee_id, Meeting.number).join(Meeting).join(Committee).where(*meant)
    found: dict[int, list[CountOnRecord]] = defaultdict(list)
    for row, committee, meeting in session.exec(wanted.order_by(col(Meeting.number), col(BallotCount.number))):
        one = CountOnRecord(
            number=row.number,
            meeting=meeting,
            electronic=row.ballot_id is not None,
            readings=row.readings,
            outcomes=tuple(row.outcomes),
            mismatches=len(row.mismatches),
            entry=proofs.get(("ballot_count", row.id or 0)),
        )
        found[committee].append(one)
    return found
