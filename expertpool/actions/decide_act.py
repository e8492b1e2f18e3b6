"""Decide about an act that takes two people: confirm it, and it is done at once; decline it; take it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlmodel import Session

from expertpool.actions.propose_act import LONGEST, Person
from expertpool.actions.write_entry import enter_records
from expertpool.beijing import minute
from expertpool.canonical import plain
from expertpool.errors import Refusal
from expertpool.models import Account, Decision, JointAct, Kind
from expertpool.models.joint_kind import JOINT, Joint

CarryOut = Callable[[JointAct], dict[str, Any]]
"""Does what the act says, in the same transaction, and returns plain values about it."""

KINDS = {
    Decision.CONFIRMED: Kind.ACT_CONFIRMED,
    Decision.DECLINED: Kind.ACT_DECLINED,
    Decision.WITHDRAWN: Kind.ACT_WITHDRAWN,
}


def confirm_act(
    session: Session, act: JointAct, *, person: Person, digest: str, at: datetime, carry_out: CarryOut
) -> dict[str, Any]:
    """Confirm what the second person saw (``digest``), and do it.

    Refuses whoever proposed it, another role, an act decided before or too late, one that says something else than was
    shown, and one whose proposer's account was closed since.
    """
    _refuse_second(session, act, person, at=at)
    if digest != act.digest:
        raise Refusal("joint.changed")
    outcome = plain(carry_out(act))
    act.outcome = outcome
    _decide(session, act, Decision.CONFIRMED, person, at=at)
    return dict(outcome)


def decline_act(session: Session, act: JointAct, *, person: Person, note: str, at: datetime) -> None:
    """Say no, and why. Refuses what ``confirm_act`` refuses, and no reason."""
    _refuse_second(session, act, person, at=at)
    if not note.strip() or len(note) > LONGEST:
        raise Refusal("joint.reason_wanted", longest=LONGEST)
    act.note = note.strip()
    _decide(session, act, Decision.DECLINED, person, at=at)


def withdraw_act(session: Session, act: JointAct, *, person: Person, at: datetime) -> None:
    """The proposer takes it back. Refuses everybody else, and an act decided before."""
    if act.decision is not None:
        raise Refusal("joint.decided", by=act.decided_by or "-")
    if act.proposed_account != person.account_id:
        raise Refusal("joint.not_yours")
    _decide(session, act, Decision.WITHDRAWN, person, at=at)


def _refuse_second(session: Session, act: JointAct, person: Person, *, at: datetime) -> None:
    if act.decision is not None:
        raise Refusal("joint.decided", by=act.decided_by or "-")
    if person.is_also(act.proposed_account, act.proposed_by):
        raise Refusal("joint.same_person")
    if person.role not in JOINT[Joint(act.kind)].confirms:
        raise Refusal("joint.not_yours")
    if act.expires_at <= at:
        raise Refusal("joint.expired", day=minute(act.expires_at))
    if session.get_one(Account, act.proposed_account).closed_at is not None:
        raise Refusal("joint.proposer_gone", by=act.proposed_by)


def _decide(session: Session, act: JointAct, decision: Decision, person: Person, *, at: datetime) -> None:
    act.decision, act.decided_at = decision.value, at
    act.decided_account, act.decided_by, act.decided_role = person.account_id, person.name, person.role.value
    session.add(act)
    session.flush()
    facts = {"kind": act.kind, "subject": act.subject, "role": person.role.value, "digest": act.digest}
    written = {"joint_act": [(act.id,)]}
    enter_records(session, KINDS[decision], at=at, by=person.name, records=written, facts=facts)
