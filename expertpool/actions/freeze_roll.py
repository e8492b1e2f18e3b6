"""Freeze the roll: who came, who takes part for whom, and the verdicts on it, once for each meeting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from expertpool.actions.write_entry import enter_records
from expertpool.errors import Refusal
from expertpool.models import Kind, Meeting, MeetingMember, MeetingRecusal
from expertpool.queries.meetings import MeetingSeen


@dataclass(frozen=True, kw_only=True)
class RollEntry:
    """What the roll says of one person, by code."""

    code: str
    present: bool
    pledged_on: date | None = None
    replaces: str | None = None


def freeze_roll(
    session: Session,
    meeting: MeetingSeen,
    *,
    entries: Iterable[RollEntry],
    recusals: Mapping[tuple[str, str], str],
    verdicts: list[Any],
    at: datetime,
    actor: str,
) -> None:
    """Write the roll down for good. ``recusals``: (member code, codename) -> ground. Refuses a roll frozen before."""
    row = session.get_one(Meeting, meeting.id)
    if row.frozen_at is not None:
        raise Refusal("meeting.frozen_already", meeting=meeting.id)
    for entry in entries:
        member = session.get_one(MeetingMember, (meeting.id, entry.code))
        member.present, member.pledged_on, member.replaces = entry.present, entry.pledged_on, entry.replaces
        session.add(member)
    session.add_all(
        MeetingRecusal(meeting_id=meeting.id, code=code, codename=codename, ground=ground)
        for (code, codename), ground in sorted(recusals.items())
    )
    row.verdicts, row.frozen_at = verdicts, at
    session.add(row)
    written = {"meeting": [(meeting.id,)]}
    facts = {"number": meeting.number, "recusals": len(recusals)}
    enter_records(session, Kind.ROLL_FROZEN, at=at, by=actor, records=written, scope=meeting.scope, facts=facts)
