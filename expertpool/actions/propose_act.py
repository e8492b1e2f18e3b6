"""Propose an act that takes two people: what it would do is fixed now, and waits for somebody else."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from expertpool.actions.write_entry import enter_records
from expertpool.canonical import canonical_json, plain
from expertpool.errors import Refusal
from expertpool.models import Account, JointAct, Kind, Role
from expertpool.models.joint_kind import JOINT, Joint
from expertpool.queries.joint_acts import open_act

LONGEST = 500


@dataclass(frozen=True)
class Person:
    """Somebody who is signed in: account, the name it goes by, role."""

    account_id: int
    name: str
    role: Role

    def is_also(self, account_id: int, name: str) -> bool:
        """Whether that is the same person, as far as accounts and names tell."""
        return self.account_id == account_id or _plain(self.name) == _plain(name)


def propose_act(
    session: Session,
    kind: Joint,
    subject: str,
    *,
    content: Mapping[str, Any],
    reason: str,
    person: Person,
    at: datetime,
) -> JointAct:
    """Enter a proposal; the same by the same person, while it waits, is the same proposal.

    ``content``: plain values, everything the act will do. Refuses a role that may not propose this, an empty or long
    reason, and a second proposal of this kind about the same subject while one waits.
    """
    known = JOINT[kind]
    if person.role not in known.proposes:
        raise Refusal("joint.not_yours")
    reason = reason.strip()
    if not reason or len(reason) > LONGEST:
        raise Refusal("joint.reason_wanted", longest=LONGEST)
    settled = plain(dict(content))
    digest = _digest(kind, subject, settled, reason)
    waiting = open_act(session, kind, subject, at=at)
    if waiting is not None:
        if waiting.digest == digest and waiting.proposed_account == person.account_id:
            return waiting
        raise Refusal("joint.waits_already", by=waiting.proposed_by)
    act = JointAct(
        kind=kind.value,
        subject=subject,
        content=settled,
        reason=reason,
        digest=digest,
        proposed_account=person.account_id,
        proposed_by=person.name,
        proposed_role=person.role.value,
        proposed_at=at,
        expires_at=at + known.lasts,
    )
    session.add(act)
    session.flush()
    facts = {"kind": kind.value, "subject": subject, "role": person.role.value, "digest": digest}
    written = {"joint_act": [(act.id,)]}
    enter_records(session, Kind.ACT_PROPOSED, at=at, by=person.name, records=written, facts=facts)
    return act


def propose_closing(session: Session, account: Account, *, reason: str, person: Person, at: datetime) -> JointAct:
    """Propose to close an account; refuses as ``propose_act`` does."""
    content = {"account": account.id, "name": account.name, "role": account.role}
    subject = str(account.id)
    return propose_act(session, Joint.CLOSE_ACCOUNT, subject, content=content, reason=reason, person=person, at=at)


def _digest(kind: Joint, subject: str, content: Mapping[str, Any], reason: str) -> str:
    """What a proposal says, as 64 hex digits: the second person's form repeats it."""
    told = {"content": dict(content), "kind": kind.value, "reason": reason, "subject": subject}
    return hashlib.sha256(canonical_json(told)).hexdigest()


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().casefold()
