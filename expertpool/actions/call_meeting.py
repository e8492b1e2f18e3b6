"""Call a meeting: put on record who is seated for it and whom it is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, select

from expertpool.actions.keep_committee import committee_scope, keep_committee
from expertpool.actions.write_entry import enter_records
from expertpool.errors import Refusal
from expertpool.models import Kind, Meeting, MeetingCandidate, MeetingMember, SeatKind
from expertpool.queries.frozen_roster import frozen_content
from expertpool.queries.seated_panel import SeatedPanel
from expertpool.rules.facts import CommitteeFacts

ORDER = (SeatKind.KEPT, SeatKind.MEMBER, SeatKind.RESERVE)
"""Whose codes come first."""


def call_meeting(
    session: Session,
    committee: CommitteeFacts,
    panel: SeatedPanel,
    *,
    committee_file: str,
    candidates: Sequence[tuple[str, str]],
    at: datetime,
    actor: str,
) -> Meeting:
    """A new meeting of the committee with this panel; ``candidates``: (codename, group) in the order of the agenda.

    ``committee_file`` is the text that ``committee`` was read from. Members get the codes M01, M02 … in the order of
    the seats, reserves after them. Refuses a panel of another size than the committee's.
    """
    kept = keep_committee(session, committee, at=at, actor=actor)
    people = [(kind, number) for kind in ORDER for number in panel.seats.get(kind, ())]
    seated = sum(kind is not SeatKind.RESERVE for kind, _ in people)
    if seated != committee.seats:
        raise Refusal("meeting.seats_differ", seats=committee.seats, seated=seated)
    newest = session.exec(select(func.max(Meeting.number)).where(Meeting.committee_id == kept.id)).one()
    meeting = Meeting(
        committee_id=kept.id or 0,
        panel_id=panel.panel_id,
        number=1 + (newest or 0),
        held_on=committee.meeting,
        seats=committee.seats,
        committee_file=committee_file,
        people=frozen_content(list(panel.people.values())).decode(),
        called_at=at,
    )
    session.add(meeting)
    session.flush()
    number = meeting.id or 0
    session.add_all(
        MeetingMember(meeting_id=number, code=f"M{at_place:02d}", expert_no=expert_no, kind=kind.value)
        for at_place, (kind, expert_no) in enumerate(people, start=1)
    )
    session.add_all(
        MeetingCandidate(meeting_id=number, codename=codename, group_name=group, place=place)
        for place, (codename, group) in enumerate(candidates, start=1)
    )
    facts = {"number": meeting.number, "members": seated, "candidates": len(candidates)}
    written, scope = {"meeting": [(number,)]}, committee_scope(committee)
    enter_records(session, Kind.MEETING_CALLED, at=at, by=actor, records=written, scope=scope, facts=facts)
    return meeting
