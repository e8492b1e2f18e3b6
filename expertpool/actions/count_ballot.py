"""Count a ballot: enter what was counted and what it comes to, beside every earlier count of the meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from expertpool.actions.write_entry import enter_records
from expertpool.canonical import plain
from expertpool.models import BallotCount, Kind
from expertpool.queries.ballots import next_count
from expertpool.queries.meetings import MeetingSeen


def count_ballot(
    session: Session,
    meeting: MeetingSeen,
    *,
    ballot_id: int | None,
    readings: Mapping[str, Any],
    entered: Mapping[str, Any],
    outcomes: Sequence[Any],
    mismatches: Sequence[Any] = (),
    at: datetime,
    actor: str,
) -> BallotCount:
    """Enter a count. ``outcomes`` are plain values without floats, empty where two counters disagree.

    ``ballot_id`` is None for paper. Nothing is replaced: a recount is the next number.
    """
    count = BallotCount(
        meeting_id=meeting.id,
        ballot_id=ballot_id,
        number=next_count(session, meeting.id),
        readings=plain(readings),
        entered=plain(entered),
        outcomes=plain(outcomes),
        mismatches=plain(mismatches),
        counted_by=actor,
        counted_at=at,
    )
    session.add(count)
    session.flush()
    named = sorted(one["candidate"] for one in outcomes)
    facts = {"number": count.number, "agreed": not mismatches, "paper": ballot_id is None, "candidates": named}
    written = {"ballot_count": [(count.id,)]}
    enter_records(session, Kind.BALLOT_COUNTED, at=at, by=actor, records=written, scope=meeting.scope, facts=facts)
    return count
