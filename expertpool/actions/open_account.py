"""Open an account for a member of staff, give it a new password and second factor, close it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from expertpool.access.passwords import hashed, require_strong
from expertpool.access.totp import new_secret
from expertpool.actions.note_event import note_event
from expertpool.actions.sign_in import end_sign_ins
from expertpool.actions.write_entry import enter_records
from expertpool.errors import Refusal
from expertpool.models import Account, Happened, Kind, Role
from expertpool.models.account import STAFF
from expertpool.pool_keys import PoolKeys
from expertpool.queries.accounts import account_named

TOTP = "totp"
LONGEST_NAME = 40


@dataclass(frozen=True)
class Opened:
    """An account with its second factor's secret, which is shown this once."""

    account: Account
    secret: str


def open_account(
    session: Session, name: str, role: Role, *, password: str, keys: PoolKeys, at: datetime, actor: str
) -> Opened:
    """Open an account for staff. Refuses a name that is taken or none, a role of experts, and a weak password."""
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise Refusal("account.bad_name", longest=LONGEST_NAME)
    if role not in STAFF:
        raise Refusal("account.not_staff")
    if account_named(session, name) is not None:
        raise Refusal("account.taken", name=name)
    require_strong(password, name)
    account = Account(name=name, role=role.value, opened_at=at, opened_by=actor)
    secret = _equip(account, password, keys)
    session.add(account)
    session.flush()
    _enter(session, account, Kind.ACCOUNT_OPENED, at=at, actor=actor)
    return Opened(account, secret)


def reset_account(
    session: Session, account: Account, *, password: str, keys: PoolKeys, at: datetime, actor: str
) -> Opened:
    """A new password and second factor; every device is signed out. Refuses an expert's account."""
    if account.role not in STAFF:
        raise Refusal("account.not_staff")
    require_strong(password, account.name)
    secret = _equip(account, password, keys)
    session.add(account)
    end_sign_ins(session, account.id or 0, at=at, actor=actor)
    _enter(session, account, Kind.ACCOUNT_RESET, at=at, actor=actor)
    return Opened(account, secret)


def close_account(session: Session, account: Account, *, at: datetime, actor: str) -> None:
    """Nobody signs in under it any longer. Refuses to close the last administrator's."""
    others = select(Account.id).where(Account.role == account.role, col(Account.closed_at).is_(None))
    if account.role == Role.ADMINISTRATOR and len(session.exec(others).all()) == 1:
        raise Refusal("account.last_administrator")
    account.closed_at, account.closed_by = at, actor
    session.add(account)
    end_sign_ins(session, account.id or 0, at=at, actor=actor)
    facts = {"role": account.role}
    enter_records(session, Kind.ACCOUNT_CLOSED, at=at, by=actor, records={"account": [(account.id,)]}, facts=facts)


def _equip(account: Account, password: str, keys: PoolKeys) -> str:
    secret = new_secret()
    account.password = hashed(password)
    account.totp_sealed = keys.seal(secret, field_name=TOTP, expert_no=account.name)
    return secret


def _enter(session: Session, account: Account, kind: Kind, *, at: datetime, actor: str) -> None:
    what = Happened.ACCOUNT_OPENED if kind is Kind.ACCOUNT_OPENED else Happened.ACCOUNT_RESET
    note_event(session, account.id or 0, what, at=at, by=actor)
    written = {"account": [(account.id,)]}
    enter_records(session, kind, at=at, by=actor, records=written, facts={"role": account.role})
