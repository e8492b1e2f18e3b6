"""The ways in: counted first, worked out without holding the database, and one answer for whatever was wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from fastapi import Request
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from api.device import device_named
from api.wiring import Wiring
from blind.keys.p256 import P256Verifier
from expertpool.access.device_proof import Purpose, proved, require_nonce
from expertpool.access.invite_code import read_code
from expertpool.access.passwords import matches
from expertpool.access.totp import step_of
from expertpool.actions.bind_device import bind_device, prove_stay, spend_nonce
from expertpool.actions.count_attempt import LOCK, count_attempt, forget_attempts
from expertpool.actions.issue_invite import INVITE, VALID, end_invite, use_invite
from expertpool.actions.move_reading import move_reading
from expertpool.actions.note_event import note_event
from expertpool.actions.open_account import TOTP
from expertpool.actions.sign_in import begin_stay
from expertpool.errors import Refusal
from expertpool.ids import ExpertId
from expertpool.models import Account, Happened, Invite, OneTimeCode, Role
from expertpool.queries.accounts import account_named, code_of, invite_by, sign_in_by, totp_used
from expertpool.queries.device_keys import owner_of
from expertpool.queries.pool_lock import keys_for_reading

FROM_ONE_ADDRESS = 60
"""Tries of all kinds in a quarter of an hour; a hall of people may share one address."""


@dataclass(frozen=True)
class Visitor:
    """Where a request comes from: an address to count by, and what the browser says it is."""

    address: str
    device: str

    @classmethod
    def of(cls, request: Request) -> Visitor:
        """Of this request."""
        return cls(request.client.host if request.client else "", device_named(request.headers.get("user-agent", "")))


async def staff_in(wiring: Wiring, visitor: Visitor, *, name: str, password: str, code: str) -> str:
    """The token of a new stay for a member of staff. Refuses, in one sentence, whatever was wrong.

    An unknown name costs the same counting, the same hash and the same look at the second factor as a known one.
    """
    at, name, typed = wiring.clock(), name.strip(), "".join(code.split())
    key = wiring.desk.mark("name", name.casefold())
    last = await wiring.write(lambda session: _count(wiring, session, visitor, key, at))

    def look(session: Session) -> tuple[Account | None, str | None]:
        account, keys = account_named(session, name), keys_for_reading(session, wiring.own)
        sealed = account.totp_sealed if account else None
        secret = keys.open(sealed, field_name=TOTP, expert_no=name) if sealed else None
        return account, secret

    account, secret = await wiring.read(look)
    right = await run_in_threadpool(matches, account.password if account else None, password)
    step = step_of(secret or _NOBODYS, typed, at)

    def end(session: Session) -> str | None:
        now = account_named(session, name)
        if now is None or now.password != (account and account.password):
            return None
        if right and secret and step is not None and not totp_used(session, now.id or 0, step):
            forget_attempts(session, key)
            return begin_stay(session, now, at=at, device=visitor.device, totp_step=step)
        _note_failure(session, now, last, at, visitor)
        return None

    return _or_wrong(await wiring.write(end))


@dataclass(frozen=True)
class Proof:
    """What a device sent to show its key, all of it untrusted; ``host`` is where the request arrived."""

    public: str
    nonce: str
    signature: str
    host: str

    def key(self, wiring: Wiring, purpose: Purpose, at: datetime) -> P256Verifier:
        """The key, once the challenge is one of ours and of now. Refuses everything else in one sentence."""
        require_nonce(wiring.desk, self.nonce, at)
        return proved(purpose, host=self.host, nonce=self.nonce, public=self.public, signature=self.signature)


async def device_in(wiring: Wiring, visitor: Visitor, proof: Proof, token: str | None) -> str | None:
    """The token of a new stay for the owner of a device; None where ``token``'s own stay only goes on.

    A key that was ended lets nobody in, and its owner sees that it was tried.
    """
    at = wiring.clock()
    key = proof.key(wiring, Purpose.ENTER, at)

    def enter(session: Session) -> tuple[bool, str | None]:
        spend_nonce(session, proof.nonce, at=at)
        found = owner_of(session, key.key_id)
        if found is None:
            return False, None
        row, account = found
        if row.ended_at is not None:
            note_event(session, row.account_id, Happened.REFUSED, at=at, by=account.name, device=visitor.device)
            return False, None
        known = sign_in_by(session, token, at) if token else None
        if known is not None and known.key_id == key.key_id:
            prove_stay(session, known.id, at=at)
            return True, None
        return True, begin_stay(session, account, at=at, device=visitor.device, key_id=key.key_id)

    right, fresh = await wiring.write(enter)
    if not right:
        raise Refusal("device.wrong")
    return fresh


async def expert_in(
    wiring: Wiring, visitor: Visitor, *, invite: str, code: str, proof: Proof | None = None, scripts: str = ""
) -> str:
    """The token of a new stay for an expert who has both halves; neither alone says anything.

    ``proof``: the key that the expert's device made just now, pinned with the stay; without one, the stay is the
    weaker kind. After five tries an invite lets nobody in any more, and the expert sees so among their own events.
    """
    at, typed = wiring.clock(), "".join(code.split())
    key = proof.key(wiring, Purpose.BIND, at) if proof else None
    mark = wiring.desk.mark(INVITE, read_code(invite) or invite)
    last = await wiring.write(lambda session: _count(wiring, session, visitor, mark, at, locked_for=VALID))

    def look(session: Session) -> OneTimeCode | None:
        found = invite_by(session, mark)
        return code_of(session, found.account_id) if found else None

    half = await wiring.read(look)
    right = await run_in_threadpool(matches, half.code if half else None, typed)

    def end(session: Session) -> str | None:
        found = invite_by(session, mark)
        account = session.get(Account, found.account_id) if found else None
        if found is None or account is None:
            return None
        newest = code_of(session, found.account_id)
        if right and newest and half and newest.id == half.id and _usable(found, at) and _usable(newest, at):
            use_invite(session, found, newest, at=at)
            forget_attempts(session, mark)
            if key is None or proof is None:
                return begin_stay(session, account, at=at, device=visitor.device, weaker=True)
            spend_nonce(session, proof.nonce, at=at)
            bind_device(session, account, key, device=visitor.device, at=at, scripts=scripts)
            move_reading(session, ExpertId(account.name), key, at=at, actor=account.name)
            return begin_stay(session, account, at=at, device=visitor.device, key_id=key.key_id)
        if last:
            end_invite(session, found, at=at, why="tries")
        _note_failure(session, account, last, at, visitor)
        return None

    return _or_wrong(await wiring.write(end))


async def demonstration_in(
    wiring: Wiring, visitor: Visitor, role: Role, choose: Callable[[Session], Account | None]
) -> str:
    """The token of a stay in a demonstration, where one click is enough. Refuses everywhere else."""
    if not wiring.demonstration:
        raise Refusal("access.no_demonstration")

    def begin(session: Session) -> str | None:
        account = choose(session)
        if account is None or account.role != role:
            return None
        return begin_stay(session, account, at=wiring.clock(), device=visitor.device, weaker=role is Role.EXPERT)

    return _or_wrong(await wiring.write(begin))


_NOBODYS = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
"""A secret nobody has, so that an unknown name costs the same work."""


def _count(
    wiring: Wiring, session: Session, visitor: Visitor, key: str, at: datetime, *, locked_for: timedelta = LOCK
) -> bool:
    count_attempt(session, wiring.desk.mark("address", visitor.address), at=at, most=FROM_ONE_ADDRESS)
    return count_attempt(session, key, at=at, locked_for=locked_for)


def _usable(one: Invite | OneTimeCode, at: datetime) -> bool:
    return one.ended_at is None and at < one.expires_at


def _or_wrong(token: str | None) -> str:
    if token is None:
        raise Refusal("access.wrong")
    return token


def _note_failure(session: Session, account: Account, last: bool, at: datetime, visitor: Visitor) -> None:
    what = Happened.LOCKED if last else Happened.REFUSED
    note_event(session, account.id or 0, what, at=at, by="", device=visitor.device)
