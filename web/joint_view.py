"""Joint acts as pages show them."""

from __future__ import annotations

from datetime import datetime

from expertpool.models import JointAct
from expertpool.models.joint_kind import JOINT, Joint
from expertpool.queries.joint_acts import waits
from expertpool.words import Language
from web.carrying_out import told
from web.contexts.joint import ActLine

ABOUT = ("committee", "account", "group")
"""The labels of which the first says what an act is about."""


def line_of(act: JointAct, at: datetime, language: Language) -> ActLine:
    """One act for a list."""
    blind = JOINT[Joint(act.kind)].blind
    said = dict(told(act, language))
    return ActLine(
        number=act.id or 0,
        kind=act.kind,
        about=next((said[key] for key in ABOUT if key in said), str(act.content.get("committee", ""))),
        by=act.proposed_by,
        role=act.proposed_role,
        reason=act.reason,
        until=act.expires_at,
        state=act.decision or ("waiting" if waits(act, at) else "expired"),
        decided_by=act.decided_by or "",
        decided_at=act.decided_at,
        note=act.note or "",
        href=f"/counts/{act.content['meeting']}" if blind else f"/waiting/{act.id}",
    )
