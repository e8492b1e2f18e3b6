"""Acts that take two people: those that wait, for whom, and those about one subject."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, select

from expertpool.errors import Refusal
from expertpool.models import JointAct, Role
from expertpool.models.joint_kind import JOINT, Joint

SHOWN = 50


def open_act(session: Session, kind: Joint, subject: str, *, at: datetime) -> JointAct | None:
    """The proposal of this kind about this subject that still waits; None where none does."""
    found = acts_about(session, kind, subject)
    return next((one for one in reversed(found) if waits(one, at)), None)


def acts_about(session: Session, kind: Joint, subject: str) -> tuple[JointAct, ...]:
    """Every proposal of this kind about this subject, first to last."""
    wanted = select(JointAct).where(JointAct.kind == kind.value, JointAct.subject == subject)
    return tuple(session.exec(wanted.order_by(col(JointAct.id))))


def acts_of(session: Session, kind: Joint, begins: str) -> tuple[JointAct, ...]:
    """Every proposal of this kind whose subject begins so, the newest first."""
    wanted = select(JointAct).where(
        JointAct.kind == kind.value, col(JointAct.subject).startswith(begins, autoescape=True)
    )
    return tuple(session.exec(wanted.order_by(col(JointAct.id).desc()).limit(SHOWN)))


def act_by(session: Session, number: int) -> JointAct:
    """The act with this number. Raises Refusal where there is none."""
    found = session.get(JointAct, number)
    if found is None:
        raise Refusal("joint.none", number=number)
    return found


def waiting_acts(session: Session, role: Role, account_id: int, *, at: datetime) -> tuple[JointAct, ...]:
    """Open acts that this role may confirm and this person has not proposed, the oldest first."""
    wanted = select(JointAct).where(col(JointAct.decision).is_(None)).order_by(col(JointAct.id))
    return tuple(
        one
        for one in session.exec(wanted)
        if waits(one, at) and one.proposed_account != account_id and role in JOINT[Joint(one.kind)].confirms
    )


def own_acts(session: Session, account_id: int) -> tuple[JointAct, ...]:
    """What somebody proposed, the newest first."""
    wanted = select(JointAct).where(JointAct.proposed_account == account_id).order_by(col(JointAct.id).desc())
    return tuple(session.exec(wanted.limit(SHOWN)))


def decided_acts(session: Session, account_id: int) -> tuple[JointAct, ...]:
    """What somebody decided about others' proposals, the newest first."""
    wanted = select(JointAct).where(JointAct.decided_account == account_id).order_by(col(JointAct.id).desc())
    return tuple(session.exec(wanted.limit(SHOWN)))


def waits(act: JointAct, at: datetime) -> bool:
    """Whether nobody has decided yet, and there is still time to."""
    return act.decision is None and act.expires_at > at
