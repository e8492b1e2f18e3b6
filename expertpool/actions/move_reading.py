"""Move an expert's scoring to the device they sign in with: sheets are then sealed there, and nowhere else."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from blind.keys.signer import Verifier
from expertpool.actions.enrol_reader import enrol_reader, revoke_reader
from expertpool.ids import ExpertId
from expertpool.models import Custody, Taking
from expertpool.queries.reader_desk import OwnGroup, own_groups
from expertpool.queries.review import group_of, keys_of


def move_reading(session: Session, expert_no: ExpertId, key: Verifier, *, at: datetime, actor: str) -> None:
    """Pin the device's key in every open group that the expert takes part in and scores in the browser.

    A reader who has a key of their own elsewhere keeps it.
    """
    for group in own_groups(session, expert_no):
        if group.answer is Taking.ACCEPTED and not all(one.shut for one in group.packets):
            read_on_device(session, group, key, at=at, actor=actor)


def read_on_device(session: Session, group: OwnGroup, key: Verifier, *, at: datetime, actor: str) -> None:
    """Pin the device's key in one group, in place of one that the server holds."""
    counting = [one for one in keys_of(session, group.id) if one.reader == group.reader and one.revoked_at is None]
    if any(one.custody != Custody.DESK for one in counting):
        return
    if counting:
        revoke_reader(session, group_of(session, group.id), group.reader, at=at, actor=actor)
    enrol_reader(session, group_of(session, group.id), group.reader, key=key, seal=None, at=at, actor=actor)
