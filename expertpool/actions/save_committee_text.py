"""Save a text about a committee: the committee file before its draw, or the statements that its papers need."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, col, select

from expertpool.actions.keep_committee import keep_committee
from expertpool.actions.write_entry import enter_records
from expertpool.errors import Refusal
from expertpool.models import Committee, CommitteeText, Draw, DrawOutcome, Kind, Part
from expertpool.queries.committee_facts import committee_of
from expertpool.queries.committee_texts import newest_text
from expertpool.rules.facts import CommitteeFacts

TRAINING = "M0"


def save_committee_file(
    session: Session, facts: CommitteeFacts, text: str, *, at: datetime, actor: str
) -> tuple[Committee, CommitteeText]:
    """The next version of the committee file that ``text`` states; the same text again changes nothing.

    Refuses conditions other than those by which a ceremony has seated a panel: what may still change then is what is
    recorded afterwards (days, filings, the cleaning of the pool, waivers).
    """
    committee = keep_committee(session, facts, at=at, actor=actor)
    _refuse_drawn(session, committee, facts)
    return committee, _save(session, committee, Part.CONDITIONS, text, at=at, actor=actor)


def save_statements(session: Session, committee: Committee, text: str, *, at: datetime, actor: str) -> CommitteeText:
    """The next version of what the office states for its papers; the same text again changes nothing."""
    return _save(session, committee, Part.STATEMENTS, text, at=at, actor=actor)


def _save(session: Session, committee: Committee, part: Part, text: str, *, at: datetime, actor: str) -> CommitteeText:
    before, digest = newest_text(session, committee.id or 0, part), hashlib.sha256(text.encode()).hexdigest()
    if before is not None and before.digest == digest:
        return before
    made = CommitteeText(
        committee_id=committee.id or 0,
        part=part.value,
        number=before.number + 1 if before else 1,
        content=text,
        digest=digest,
        saved_by=actor,
        saved_at=at,
    )
    session.add(made)
    session.flush()
    facts = {"part": part.value, "number": made.number, "digest": digest}
    written, scope = {"committee_text": [(made.id,)]}, f"{committee.name}/{committee.year}"
    enter_records(session, Kind.COMMITTEE_TEXT_SAVED, at=at, by=actor, records=written, scope=scope, facts=facts)
    return made


def _refuse_drawn(session: Session, committee: Committee, facts: CommitteeFacts) -> None:
    drawn = select(Draw).where(
        Draw.committee_id == committee.id, Draw.outcome == DrawOutcome.SEATED.value, Draw.assurance != TRAINING
    )
    last = session.exec(drawn.order_by(col(Draw.attempt).desc())).first()
    if last is not None and _bare(committee_of(last.facts)) != _bare(facts):
        raise Refusal("joint.conditions_drawn", attempt=last.attempt)


def _bare(facts: CommitteeFacts) -> CommitteeFacts:
    """The conditions alone, without what is recorded about them later."""
    return replace(facts, records={}, filed_from=None, filed_until=None, pool_cleaned_on=None, waivers=())
