"""Grant a waiver: set a principle aside for an expert, a committee, or an expert on a committee."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from expertpool.actions.write_entry import enter_records
from expertpool.errors import Refusal
from expertpool.ids import ExpertId, RuleId
from expertpool.models import Committee, Kind, Waiver
from expertpool.queries.expert_row import row_id_of


def grant_waiver(
    session: Session,
    rule_id: RuleId,
    *,
    reason: str,
    approver: str,
    at: datetime,
    actor: str,
    expert_no: ExpertId | None = None,
    committee: Committee | None = None,
) -> Waiver:
    """Record a waiver that ``approver`` granted and ``actor`` enters. Whether the rule may be waived, the rules say.

    ``committee`` comes from ``keep_committee``. Refuses one that is for nobody, that gives no reason or approver, or
    that names somebody unknown.
    """
    if expert_no is None and committee is None:
        raise Refusal("pool.waiver_for_nobody", rule=rule_id)
    if not reason.strip() or not approver.strip():
        raise Refusal("pool.waiver_without_reason", rule=rule_id)
    waiver = Waiver(
        rule_id=rule_id,
        expert_id=None if expert_no is None else row_id_of(session, expert_no),
        committee_id=None if committee is None else committee.id,
        reason=reason,
        approver=approver,
        granted_at=at,
    )
    session.add(waiver)
    session.flush()
    written = {"waiver": [(waiver.id,)]}
    enter_records(session, Kind.WAIVER_GRANTED, at=at, by=actor, records=written, facts={"rule": rule_id})
    return waiver
