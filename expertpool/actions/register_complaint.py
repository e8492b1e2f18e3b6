"""Register a complaint about a posted list, and answer it."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Session

from expertpool.actions.write_entry import enter_records
from expertpool.errors import Refusal
from expertpool.models import Complaint, ComplaintKind, Finding, Kind, Publicity


def register_complaint(
    session: Session,
    publicity: Publicity,
    *,
    scope: str,
    kind: ComplaintKind,
    line: int | None,
    what: str,
    received_on: date,
    at: datetime,
    actor: str,
) -> Complaint:
    """Enter a complaint; it stays open until it is answered, one that came after the period too.

    Refuses a line that is not on the list, an empty text, a day before the posting, and results already confirmed.
    """
    if publicity.confirmed_on is not None:
        raise Refusal("results.confirmed_already", day=publicity.confirmed_on.isoformat())
    if line is not None and not 1 <= line <= len(publicity.codenames):
        raise Refusal("results.no_such_line", line=line, lines=len(publicity.codenames))
    if not what.strip():
        raise Refusal("results.nothing_said")
    if received_on < publicity.posted_on:
        raise Refusal("results.before_posting", day=received_on.isoformat(), posted=publicity.posted_on.isoformat())
    made = Complaint(
        publicity_id=publicity.id or 0,
        kind=kind.value,
        line=line,
        what=what.strip(),
        received_on=received_on,
        registered_by=actor,
        registered_at=at,
    )
    session.add(made)
    session.flush()
    facts = {"kind": kind.value, "late": received_on > publicity.ends_on, "received_on": received_on.isoformat()}
    written = {"complaint": [(made.id,)]}
    enter_records(session, Kind.COMPLAINT_REGISTERED, at=at, by=actor, records=written, scope=scope, facts=facts)
    return made


def answer_complaint(
    session: Session,
    complaint: Complaint,
    *,
    scope: str,
    finding: Finding,
    answer: str,
    answered_on: date,
    at: datetime,
    actor: str,
) -> None:
    """Enter what a complaint came to, once. Refuses a second answer, an empty one, and a day before it was received."""
    if complaint.answered_on is not None:
        raise Refusal("results.answered_already", complaint=complaint.id, day=complaint.answered_on.isoformat())
    if not answer.strip():
        raise Refusal("results.nothing_said")
    if answered_on < complaint.received_on:
        received = complaint.received_on.isoformat()
        raise Refusal("results.answered_before", day=answered_on.isoformat(), received=received)
    complaint.finding, complaint.answer = finding.value, answer.strip()
    complaint.answered_on, complaint.answered_by = answered_on, actor
    session.add(complaint)
    session.flush()
    facts = {"kind": complaint.kind, "finding": finding.value, "answered_on": answered_on.isoformat()}
    written = {"complaint": [(complaint.id,)]}
    enter_records(session, Kind.COMPLAINT_ANSWERED, at=at, by=actor, records=written, scope=scope, facts=facts)
