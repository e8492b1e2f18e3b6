"""Meetings as they are on record: committee, roll, agenda, recusals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from expertpool.documents.committee_file import parse_committee
from expertpool.documents.roster.expert import RosterExpert
from expertpool.errors import Refusal
from expertpool.models import Draw, DrawOutcome, Meeting, MeetingCandidate, MeetingMember, MeetingRecusal, SeatKind
from expertpool.queries.frozen_roster import read_content
from expertpool.rules.facts import CommitteeFacts
from expertpool.rules.toml_file import parse_toml


@dataclass(frozen=True, kw_only=True)
class MemberSeen:
    """One person on the roll. ``present`` is None before it is frozen; ``replaces`` is the code of a member absent."""

    code: str
    expert: RosterExpert
    kind: SeatKind
    present: bool | None
    pledged_on: date | None
    replaces: str | None


@dataclass(frozen=True, kw_only=True)
class CandidateSeen:
    """One candidate with its group and its place on the agenda."""

    codename: str
    group: str
    place: int


@dataclass(frozen=True, kw_only=True)
class MeetingSeen:
    """A meeting as it stands. ``recusals``: (member code, codename) -> ground. ``scope``: that of its entries."""

    id: int
    number: int
    committee: CommitteeFacts
    scope: str
    seats: int
    held_on: date
    members: tuple[MemberSeen, ...]
    candidates: tuple[CandidateSeen, ...]
    recusals: Mapping[tuple[str, str], str]
    verdicts: tuple[Any, ...] | None
    frozen_at: datetime | None
    assurance: str | None
    """The level of the newest draw that seated a panel of the committee; None where none is on record."""

    @property
    def attending(self) -> tuple[MemberSeen, ...]:
        """Who is on the frozen roll as present, substitutes too."""
        return tuple(member for member in self.members if member.present)

    @property
    def codenames(self) -> tuple[str, ...]:
        """The candidates in the order of the agenda."""
        return tuple(one.codename for one in self.candidates)

    def recused_for(self, codename: str) -> tuple[str, ...]:
        """Members attending who take no part for a candidate, by code."""
        present = {member.code for member in self.attending}
        return tuple(sorted(code for code, name in self.recusals if name == codename and code in present))


def meeting_of(session: Session, number: int) -> MeetingSeen:
    """The meeting with this number in the database. Raises Refusal where there is none."""
    row = session.get(Meeting, number)
    if row is None:
        raise Refusal("meeting.unknown", meeting=number)
    return _seen(session, row)


def frozen_meeting(session: Session, number: int) -> MeetingSeen:
    """The same, of a meeting whose roll is frozen. Raises Refusal where it is not: nobody votes before."""
    found = meeting_of(session, number)
    if found.frozen_at is None:
        raise Refusal("meeting.not_frozen", meeting=number)
    return found


def every_meeting(session: Session) -> tuple[MeetingSeen, ...]:
    """All meetings on record, the oldest first."""
    return tuple(_seen(session, row) for row in session.exec(select(Meeting).order_by(col(Meeting.id))).all())


def _seen(session: Session, row: Meeting) -> MeetingSeen:
    committee = parse_committee(parse_toml(row.committee_file, ""), "")
    people = {expert.facts.expert_no: expert for expert in read_content(row.people.encode())}
    members = session.exec(select(MeetingMember).where(MeetingMember.meeting_id == row.id)).all()
    candidates = session.exec(select(MeetingCandidate).where(MeetingCandidate.meeting_id == row.id)).all()
    recusals = session.exec(select(MeetingRecusal).where(MeetingRecusal.meeting_id == row.id)).all()
    drawn = select(Draw.assurance).where(Draw.committee_id == row.committee_id, Draw.outcome == DrawOutcome.SEATED)
    drawn = drawn.order_by(col(Draw.attempt).desc())
    return MeetingSeen(
        id=row.id or 0,
        number=row.number,
        committee=committee,
        scope=f"{committee.name}/{committee.year}",
        seats=row.seats,
        held_on=row.held_on,
        members=tuple(_member(one, people) for one in sorted(members, key=lambda one: one.code)),
        candidates=tuple(
            CandidateSeen(codename=one.codename, group=one.group_name, place=one.place)
            for one in sorted(candidates, key=lambda one: one.place)
        ),
        recusals={(one.code, one.codename): one.ground for one in recusals},
        verdicts=None if row.verdicts is None else tuple(row.verdicts),
        frozen_at=row.frozen_at,
        assurance=session.exec(drawn).first(),
    )


def _member(row: MeetingMember, people: Mapping[Any, RosterExpert]) -> MemberSeen:
    return MemberSeen(
        code=row.code,
        expert=people[row.expert_no],
        kind=SeatKind(row.kind),
        present=row.present,
        pledged_on=row.pledged_on,
        replaces=row.replaces,
    )
