"""Accounts, who is signed in, and what happened to somebody's access."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from expertpool.access.desk_key import token_hash
from expertpool.errors import Refusal
from expertpool.models import Account, Invite, OneTimeCode, PersonalEvent, SignIn
from expertpool.models.row import table_of
from expertpool.queries.asked import asked

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
"""How long somebody stays signed in without doing anything, and in any case."""

PROOF = timedelta(minutes=5)
"""How long a stay that a device's key stands behind goes on without the key being shown again."""


def account_named(session: Session, name: str) -> Account | None:
    """The open account of that name; None where there is none."""
    return session.exec(select(Account).where(Account.name == name, col(Account.closed_at).is_(None))).first()


def require_account(session: Session, name: str) -> Account:
    """The same; refuses a name that no open account has."""
    found = account_named(session, name)
    if found is None:
        raise Refusal("account.none", name=name)
    return found


def every_account(session: Session) -> tuple[Account, ...]:
    """All accounts, closed ones last."""
    order = (col(Account.closed_at).is_not(None), Account.role, Account.name, col(Account.id))
    return tuple(session.exec(select(Account).order_by(*order)))


class Stay(NamedTuple):
    """A sign-in that has not ended, and whose it is; ``id`` is that of the sign-in."""

    id: int
    account_id: int
    role: str
    name: str
    began_at: datetime
    seen_at: datetime
    weaker: bool
    key_id: str | None
    proved_at: datetime | None


_STAYS, _ACCOUNTS = table_of(SignIn), table_of(Account)
_OF_STAY = ("id", "account_id", "began_at", "seen_at", "weaker", "key_id", "proved_at")
_BY_TOKEN = (
    sa.select(_ACCOUNTS.c.role, _ACCOUNTS.c.name, *(_STAYS.c[name] for name in _OF_STAY))
    .join_from(_STAYS, _ACCOUNTS, _ACCOUNTS.c.id == _STAYS.c.account_id)
    .where(_STAYS.c.token == bindparam("token"), _STAYS.c.ended_at.is_(None), _ACCOUNTS.c.closed_at.is_(None))
)
"""Asked at every request, so it is put together once, and asks for values, not for rows that could be changed."""


def sign_in_by(session: Session, token: str, at: datetime) -> Stay | None:
    """Who a cookie's token stands for at that moment; None once it ended, idled out or its account was closed."""
    found = [Stay(**row._mapping) for row in asked(session, _BY_TOKEN, token=token_hash(token))]
    return found[0] if found and _fresh(found[0], at) else None


def began_with_key(session: Session, token: str) -> bool:
    """Whether a cookie's token was given to a device with a key of its own, however long ago."""
    wanted = select(SignIn.id).where(SignIn.token == token_hash(token), col(SignIn.key_id).is_not(None))
    return session.exec(wanted).first() is not None


def standing(one: SignIn, at: datetime) -> bool:
    """Whether a sign-in is neither ended nor idle nor too old."""
    return one.ended_at is None and _fresh(one, at)


def _fresh(one: SignIn | Stay, at: datetime) -> bool:
    return at - one.seen_at < IDLE and at - one.began_at < LONGEST


def proof_due(one: SignIn | Stay, at: datetime) -> bool:
    """Whether the device of a stay must show its key again before anything else: its cookie alone is worth nothing."""
    return one.key_id is not None and (one.proved_at is None or at - one.proved_at >= PROOF)


def sign_ins_of(session: Session, account_id: int, at: datetime) -> tuple[SignIn, ...]:
    """The devices somebody is signed in from, the newest first."""
    rows = session.exec(
        select(SignIn)
        .where(SignIn.account_id == account_id, col(SignIn.ended_at).is_(None))
        .order_by(col(SignIn.id).desc())
    )
    return tuple(one for one in rows if standing(one, at))


def events_of(session: Session, account_id: int, *, most: int = 50) -> tuple[PersonalEvent, ...]:
    """What happened to somebody's access, the newest first."""
    wanted = select(PersonalEvent).where(PersonalEvent.account_id == account_id)
    return tuple(session.exec(wanted.order_by(col(PersonalEvent.id).desc()).limit(most)))


def totp_used(session: Session, account_id: int, step: int) -> bool:
    """Whether this account's code of that step, or of a later one, has let somebody in."""
    later = select(SignIn.id).where(SignIn.account_id == account_id, col(SignIn.totp_step) >= step)
    return session.exec(later.limit(1)).first() is not None


def invite_by(session: Session, code: str) -> Invite | None:
    """The invite whose code has this keyed hash, used or not."""
    return session.exec(select(Invite).where(Invite.code == code)).first()


def code_of(session: Session, account_id: int) -> OneTimeCode | None:
    """The newest one-time code of an account, used or not."""
    wanted = select(OneTimeCode).where(OneTimeCode.account_id == account_id)
    return session.exec(wanted.order_by(col(OneTimeCode.id).desc()).limit(1)).first()
