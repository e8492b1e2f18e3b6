"""Note that a member left a meeting early: the frozen roll stays, and whoever left votes no more."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from expertpool.actions.write_entry import enter_records
from expertpool.errors import Refusal
from expertpool.models import Kind, MeetingDeparture
from expertpool.queries.meetings import MeetingSeen

LONGEST = 300


def note_departure(
    session: Session, meeting: MeetingSeen, code: str, *, reason: str, at: datetime, actor: str
) -> MeetingDeparture:
    """Enter it once; again changes nothing. Refuses before the freeze, a member not there, and no reason."""
    if meeting.frozen_at is None:
        raise Refusal("meeting.not_frozen", meeting=meeting.id)
    if code not in {member.code for member in meeting.attending}:
        raise Refusal("meeting.not_attending", member=code[:10])
    known = session.get(MeetingDeparture, (meeting.id, code))
    if known is not None:
        return known
    if not reason.strip() or len(reason) > LONGEST:
        raise Refusal("meeting.departure_reason", longest=LONGEST)
    made = MeetingDeparture(meeting_id=meeting.id, code=code, left_at=at, reason=reason.strip(), noted_by=actor)
    session.add(made)
    session.flush()
    written, facts = {"meeting_departure": [(meeting.id, code)]}, {"number": meeting.number, "member": code}
    enter_records(session, Kind.MEMBER_LEFT, at=at, by=actor, records=written, scope=meeting.scope, facts=facts)
    return made
