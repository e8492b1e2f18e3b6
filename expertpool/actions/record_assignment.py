"""Record an assignment: its file's digest, where its seed came from, and what it takes the place of."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from expertpool.actions.write_entry import enter_records
from expertpool.models import Assignment, Kind, Recognition


def record_assignment(
    session: Session,
    *,
    digest: str,
    packets: str,
    seed_from: str,
    facts: Mapping[str, Any],
    at: datetime,
    actor: str,
) -> Assignment:
    """Enter a drawn assignment; the same file a second time is the same record, and changes nothing."""
    known = session.get(Assignment, digest)
    if known is not None:
        return known
    made = Assignment(id=digest, packets=packets, seed_from=seed_from, made_by=actor, made_at=at)
    session.add(made)
    session.flush()
    enter_records(
        session, Kind.ASSIGNMENT_DRAWN, at=at, by=actor, records={"assignment": [(digest,)]}, facts=dict(facts)
    )
    return made


def replace_reader(
    session: Session,
    *,
    before: Assignment,
    digest: str,
    pairs: Collection[tuple[str, str]],
    facts: Mapping[str, Any],
    at: datetime,
    actor: str,
) -> Assignment:
    """Enter that readers stepped away from packets (codename, expert number), and the assignment that follows.

    The same replacement a second time is the same record, and changes nothing; a pair that is on record already, of a
    replacement that was given up for this one, is not recorded again.
    """
    known = session.get(Assignment, digest)
    if known is not None:
        return known
    made = Assignment(
        id=digest, packets=before.packets, seed_from=before.seed_from, replaces=before.id, made_by=actor, made_at=at
    )
    gone = [
        Recognition(assignment_id=before.id, codename=codename, expert_no=expert, recorded_by=actor, recorded_at=at)
        for codename, expert in sorted(pairs)
        if session.get(Recognition, (before.id, codename, expert)) is None
    ]
    session.add_all([made, *gone])
    session.flush()
    keys = [(one.assignment_id, one.codename, one.expert_no) for one in gone]
    records: dict[str, Sequence[tuple[str, ...]]] = {"assignment": [(digest,)], "recognition": keys}
    enter_records(session, Kind.READER_REPLACED, at=at, by=actor, records=records, facts=dict(facts))
    return made
