"""Bind a device: pin the key that an expert's browser made, let it prove its stays, and end it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from blind.keys.signer import Verifier
from expertpool.access.device_proof import SECOND, VALID
from expertpool.actions.enrol_reader import revoke_reader
from expertpool.actions.note_event import note_event
from expertpool.actions.sign_in import end_stay
from expertpool.actions.write_entry import enter_records
from expertpool.errors import Refusal
from expertpool.models import Account, DeviceKey, Happened, Kind, ReaderKey, SignIn, SpentNonce
from expertpool.queries.device_keys import keys_standing
from expertpool.queries.review import group_of


def bind_device(
    session: Session, account: Account, key: Verifier, *, device: str, at: datetime, scripts: str = ""
) -> DeviceKey:
    """Pin a key for its owner, in place of earlier ones. Refuses a key that was ever pinned.

    ``scripts``: the digest of the scripts that the server gave out when the key was made.
    """
    if session.exec(select(DeviceKey.id).where(DeviceKey.key_id == key.key_id)).first() is not None:
        raise Refusal("device.wrong")
    end_devices(session, account, at=at, actor=account.name, why="replaced")
    row = DeviceKey(
        account_id=account.id or 0,
        key_id=key.key_id,
        public=key.public.hex(),
        device=device[:200],
        bound_at=at,
    )
    session.add(row)
    session.flush()
    note_event(session, account.id or 0, Happened.DEVICE_BOUND, at=at, by=account.name, device=device)
    facts = {"key": key.key_id, "scripts": scripts}
    written = {"device_key": [(row.id,)]}
    enter_records(session, Kind.DEVICE_BOUND, at=at, by=account.name, records=written, facts=facts)
    return row


def end_device(session: Session, row: DeviceKey, *, at: datetime, actor: str, why: str) -> None:
    """The key lets nobody in any more and signs nothing more, in no review group; ending it again changes nothing."""
    if row.ended_at is not None:
        return
    row.ended_at, row.ended_why = at, why
    session.add(row)
    stays = select(SignIn).where(SignIn.key_id == row.key_id, col(SignIn.ended_at).is_(None))
    for stay in session.exec(stays).all():
        end_stay(session, stay.id or 0, account_id=row.account_id, at=at, actor=actor, why=Happened.REVOKED)
    note_event(session, row.account_id, Happened.DEVICE_ENDED, at=at, by=actor, device=row.device)
    written, facts = {"device_key": [(row.id,)]}, {"key": row.key_id, "why": why}
    enter_records(session, Kind.DEVICE_ENDED, at=at, by=actor, records=written, facts=facts)
    pinned = select(ReaderKey).where(ReaderKey.key_id == row.key_id, col(ReaderKey.revoked_at).is_(None))
    for one in session.exec(pinned.order_by(ReaderKey.group_id)).all():
        revoke_reader(session, group_of(session, one.group_id), one.reader, at=at, actor=actor)


def end_devices(session: Session, account: Account, *, at: datetime, actor: str, why: str) -> None:
    """End every key of an account."""
    for one in keys_standing(session, account.id or 0):
        end_device(session, one, at=at, actor=actor, why=why)


def spend_nonce(session: Session, nonce: str, *, at: datetime) -> None:
    """Take a challenge this once. Refuses one that was answered; forgets those that are too old to be answered."""
    session.connection().execute(delete(SpentNonce).where(col(SpentNonce.spent_at) < at - 2 * (VALID + SECOND)))
    if session.get(SpentNonce, nonce) is not None:
        raise Refusal("device.wrong")
    session.add(SpentNonce(nonce=nonce, spent_at=at))
    session.flush()


def prove_stay(session: Session, stay_id: int, *, at: datetime) -> None:
    """The device of a stay has shown that it is still there."""
    stay = session.get(SignIn, stay_id)
    if stay is not None and stay.ended_at is None:
        stay.proved_at = stay.seen_at = at
        session.add(stay)
