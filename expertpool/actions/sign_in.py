"""Sign in, stay, sign out: rows of one device's stay, and the person's own events."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from expertpool.access.desk_key import new_token, token_hash
from expertpool.actions.note_event import note_event
from expertpool.errors import Refusal
from expertpool.models import Account, Happened, SignIn

TOUCH = timedelta(minutes=1)
"""A stay is noted as alive once a minute at most."""


def begin_stay(
    session: Session,
    account: Account,
    *,
    at: datetime,
    device: str,
    totp_step: int | None = None,
    weaker: bool = False,
    key_id: str | None = None,
) -> str:
    """Sign an account in whose owner has proved who they are; returns the token for the cookie.

    ``key_id``: the key of the device that proved it, which has to go on doing so.
    """
    token = new_token()
    stay = SignIn(
        token=token_hash(token),
        account_id=account.id or 0,
        device=device[:200],
        began_at=at,
        seen_at=at,
        totp_step=totp_step,
        weaker=weaker,
        key_id=key_id,
        proved_at=at if key_id else None,
    )
    session.add(stay)
    note_event(session, account.id or 0, Happened.SIGNED_IN, at=at, by=account.name, device=device)
    session.flush()
    return token


def keep_alive(session: Session, stay_id: int, *, at: datetime) -> None:
    """Note that somebody is still there."""
    stay = session.get(SignIn, stay_id)
    if stay is not None and stay.ended_at is None:
        stay.seen_at = at
        session.add(stay)


def end_stay(session: Session, stay_id: int, *, account_id: int, at: datetime, actor: str, why: Happened) -> None:
    """End one stay. Refuses one that is not this account's."""
    stay = session.get(SignIn, stay_id)
    if stay is None or stay.account_id != account_id:
        raise Refusal("access.no_stay")
    if stay.ended_at is None:
        stay.ended_at, stay.ended_why = at, why.value
        session.add(stay)
        note_event(session, account_id, why, at=at, by=actor, device=stay.device)


def end_sign_ins(session: Session, account_id: int, *, at: datetime, actor: str) -> None:
    """End every stay of an account."""
    rows = session.exec(select(SignIn).where(SignIn.account_id == account_id, col(SignIn.ended_at).is_(None)))
    for stay in rows.all():
        end_stay(session, stay.id or 0, account_id=account_id, at=at, actor=actor, why=Happened.REVOKED)
