"""Record what the supervisor decided about a report: countersigned, or sent back with its reason."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from blind.report_decision import COUNTERSIGNED, Decision
from expertpool.actions.write_entry import write_entry
from expertpool.errors import Refusal
from expertpool.models import Kind
from expertpool.queries.reports import report_on_record

SUPERVISOR = "hrss"


def record_decision(session: Session, decision: Decision, *, at: datetime) -> bool:
    """Enter a decision whose signature was checked; whether it was entered now, and not before.

    Refuses a report that is not on record here and one that a later one has replaced.
    """
    known = report_on_record(session, decision.report)
    if known is None:
        raise Refusal("report.not_on_record", report=decision.report.hex()[:16])
    body = decision.as_dict()
    if body in known.decisions:
        return False
    if known.replaced_by is not None:
        raise Refusal("report.replaced_since", entry=known.replaced_by, scope=known.scope)
    kind = Kind.REPORT_COUNTERSIGNED if decision.outcome == COUNTERSIGNED else Kind.REPORT_SENT_BACK
    write_entry(session, kind=kind, scope=known.scope, actor=SUPERVISOR, at=at, body=body)
    return True
