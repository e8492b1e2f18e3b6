"""Freeze a roster: fix the dated list that a draw is made from, and the digest that stands for it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from expertpool.actions.write_entry import UNNAMED, enter_records
from expertpool.documents.roster.expert import RosterExpert
from expertpool.models import ImportBatch, Kind, Roster, RosterContent
from expertpool.queries.frozen_roster import frozen_content


def freeze_roster(
    session: Session,
    *,
    experts: Sequence[RosterExpert],
    at: datetime,
    source: str,
    actor: str = UNNAMED,
    entered_at: datetime | None = None,
) -> Roster:
    """Store the canonical content of these experts (once, however often it is frozen) and a dated roster that names it.

    The content holds names and facts, never identity numbers, telephones or e-mails. Imports up to now can no longer
    be undone. ``entered_at`` is for the ledger, where a roster goes on record later than it was frozen. Refuses a list
    that names an expert number twice.
    """
    content = frozen_content(experts)
    digest = hashlib.sha256(content).hexdigest()
    written: dict[str, list[tuple[Any, ...]]] = {}
    if session.get(RosterContent, digest) is None:
        session.add(RosterContent(digest=digest, content=content.decode()))
        session.flush()
        written["roster_content"] = [(digest,)]
    newest = session.exec(select(func.max(col(ImportBatch.id)))).one()
    roster = Roster(digest=digest, source=source, frozen_at=at, last_batch=newest)
    session.add(roster)
    session.flush()
    written["roster"] = [(roster.id,)]
    facts = {"digest": digest, "experts": len(experts), "source": source}
    enter_records(session, Kind.ROSTER_FROZEN, at=entered_at or at, by=actor, records=written, facts=facts)
    return roster
