"""Freeze a roster: fix the dated list that a draw is made from, and the digest that stands for it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from expertpool.documents.roster_expert import RosterExpert
from expertpool.models import ImportBatch, Roster, RosterContent
from expertpool.queries.frozen_roster import frozen_content


def freeze_roster(session: Session, *, experts: Sequence[RosterExpert], at: datetime, source: str) -> Roster:
    """Store the canonical content of these experts (once, however often it is frozen) and a dated roster that names it.

    The content holds names and facts, never identity numbers, telephones or e-mails. Imports up to now can no longer
    be undone. Refuses a list that names an expert number twice.
    """
    content = frozen_content(experts)
    digest = hashlib.sha256(content).hexdigest()
    if session.get(RosterContent, digest) is None:
        session.add(RosterContent(digest=digest, content=content.decode()))
        session.flush()
    newest = session.exec(select(func.max(col(ImportBatch.id)))).one()
    roster = Roster(digest=digest, source=source, frozen_at=at, last_batch=newest)
    session.add(roster)
    session.flush()
    return roster
