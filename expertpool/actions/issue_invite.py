"""Let an expert in: the inspector's invite, the office's one-time code, and what becomes of both."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from expertpool.access.desk_key import DeskKey, six_digits
from expertpool.access.invite_code import new_code, read_code
from expertpool.access.passwords import hashed
from expertpool.access.sending import Sender, Sent
from expertpool.actions.bind_device import end_devices
from expertpool.actions.note_event import note_event
from expertpool.actions.sign_in import end_sign_ins
from expertpool.actions.write_entry import enter_records
from expertpool.errors import Refusal
from expertpool.ids import ExpertId
from expertpool.models import Account, Happened, Invite, Kind, OneTimeCode, Role
from expertpool.queries.accounts import account_named
from expertpool.queries.expert_row import row_id_of

VALID = timedelta(hours=48)
INVITE = "invite"
"""The purpose under which the desk's key marks invites."""


def issue_invite(session: Session, expert_no: ExpertId, *, desk: DeskKey, at: datetime, actor: str) -> str:
    """A fresh invite as it is printed, once; earlier ones, every stay and every device's key end.

    Refuses whoever is not in the pool.
    """
    row_id_of(session, expert_no)
    written: dict[str, list[tuple[int | None]]] = {"account": [], "invite": []}
    account = account_named(session, expert_no)
    if account is None:
        account = Account(name=expert_no, role=Role.EXPERT.value, opened_at=at, opened_by=actor)
        session.add(account)
        session.flush()
        written["account"].append((account.id,))
    if account.role != Role.EXPERT:
        raise Refusal("account.taken", name=expert_no)
    written["invite"] += _end_open(session, account.id or 0, at)
    end_sign_ins(session, account.id or 0, at=at, actor=actor)
    end_devices(session, account, at=at, actor=actor, why="invited-anew")
    shown = new_code()
    invite = Invite(
        code=desk.mark(INVITE, read_code(shown) or ""),
        account_id=account.id or 0,
        issued_at=at,
        issued_by=actor,
        expires_at=at + VALID,
    )
    session.add(invite)
    session.flush()
    written["invite"].append((invite.id,))
    note_event(session, account.id or 0, Happened.INVITE_ISSUED, at=at, by=actor)
    enter_records(session, Kind.INVITE_ISSUED, at=at, by=actor, records=written)
    return shown


def issue_code(
    session: Session, expert_no: ExpertId, *, sender: Sender, phone: str | None, at: datetime, actor: str
) -> Sent:
    """Six fresh digits on their way to an expert who has been invited; the codes before them end."""
    account = account_named(session, expert_no)
    if account is None or account.role != Role.EXPERT:
        raise Refusal("account.not_invited", expert_no=expert_no)
    for earlier in session.exec(
        select(OneTimeCode).where(OneTimeCode.account_id == account.id, col(OneTimeCode.ended_at).is_(None))
    ).all():
        earlier.ended_at = at
        session.add(earlier)
    code = six_digits()
    sent = sender.send(code, expert_no=expert_no, phone=phone)
    session.add(
        OneTimeCode(
            code=hashed(code),
            account_id=account.id or 0,
            way=sent.way,
            issued_at=at,
            issued_by=actor,
            expires_at=at + sender.valid,
        )
    )
    note_event(session, account.id or 0, Happened.CODE_ISSUED, at=at, by=actor)
    session.flush()
    return sent


def use_invite(session: Session, invite: Invite, code: OneTimeCode, *, at: datetime) -> None:
    """Both halves were right: neither lets anybody in again."""
    code.ended_at = at
    session.add(code)
    end_invite(session, invite, at=at, why="used")


def end_invite(session: Session, invite: Invite, *, at: datetime, why: str) -> None:
    """An invite was used, or tried too often."""
    if invite.ended_at is not None:
        return
    invite.ended_at, invite.ended_why = at, why
    session.add(invite)
    account = session.get(Account, invite.account_id)
    by = account.name if account else ""
    written = {"invite": [(invite.id,)]}
    enter_records(session, Kind.INVITE_ENDED, at=at, by=by, records=written, facts={"why": why})


def _end_open(session: Session, account_id: int, at: datetime) -> list[tuple[int | None]]:
    wanted = select(Invite).where(Invite.account_id == account_id, col(Invite.ended_at).is_(None))
    rows = session.exec(wanted).all()
    for earlier in rows:
        earlier.ended_at, earlier.ended_why = at, "replaced"
        session.add(earlier)
    return [(earlier.id,) for earlier in rows]
