"""Accounts of staff, and the two halves that let an expert in."""

from __future__ import annotations

from fastapi import APIRouter

from api.actor import person_of
from api.permissions import MayInvite, MayKeepAccounts, MaySendCodes
from api.repeats import OnceRoute, shown_once
from api.schemas.access import (
    ClosingReason,
    IssuedCode,
    IssuedInvite,
    KeptAccount,
    NewAccount,
    NewPassword,
    OpenedAccount,
    ProposedAct,
)
from api.schemas.page import Cursor, Limit, Listed
from api.wiring import Now, Reading, TheWiring, Writing
from expertpool.access.totp import uri
from expertpool.actions.issue_invite import VALID, issue_code, issue_invite
from expertpool.actions.open_account import Opened, open_account, reset_account
from expertpool.actions.propose_act import propose_closing
from expertpool.actions.unlock_pool import unlock_pool
from expertpool.errors import Refusal
from expertpool.ids import ExpertId
from expertpool.models import Role
from expertpool.queries.accounts import every_account, require_account
from expertpool.queries.contacts import phone_of

router = APIRouter(tags=["accounts"], route_class=OnceRoute)
ISSUER = "expertpool"


@router.get("/accounts")
def list_accounts(
    *, session: Reading, _actor: MayKeepAccounts, limit: Limit = 50, cursor: Cursor = 0
) -> Listed[KeptAccount]:
    """全部账号（不含密码）。"""
    return Listed[KeptAccount].part(every_account(session), cursor, limit, shown=KeptAccount.of)


@router.post("/accounts", status_code=201)
@shown_once
def open_one(
    *, asked: NewAccount, session: Writing, wiring: TheWiring, at: Now, actor: MayKeepAccounts
) -> OpenedAccount:
    """为工作人员开账号；动态码密钥只显示这一次。"""
    keys = unlock_pool(session, wiring.own)
    opened = open_account(
        session, asked.name, role_named(asked.role), password=asked.password, keys=keys, at=at, actor=actor.name
    )
    return _told(opened)


@router.post("/accounts/{name}/reset")
@shown_once
def reset_one(
    *,
    name: str,
    asked: NewPassword,
    session: Writing,
    wiring: TheWiring,
    at: Now,
    actor: MayKeepAccounts,
) -> OpenedAccount:
    """重设密码和动态码，并让该账号的所有设备退出。"""
    keys = unlock_pool(session, wiring.own)
    account = require_account(session, name)
    return _told(reset_account(session, account, password=asked.password, keys=keys, at=at, actor=actor.name))


@router.post("/accounts/{name}/close", status_code=202)
def close_one(*, name: str, asked: ClosingReason, session: Writing, at: Now, actor: MayKeepAccounts) -> ProposedAct:
    """提议停用账号；另一人确认后才停用。"""
    account = require_account(session, name)
    act = propose_closing(session, account, reason=asked.reason, person=person_of(actor), at=at)
    return ProposedAct(act=act.id or 0, until=act.expires_at)


@router.post("/experts/{expert_no}/invite", status_code=201)
@shown_once
def invite_one(*, expert_no: str, session: Writing, wiring: TheWiring, at: Now, actor: MayInvite) -> IssuedInvite:
    """纪检监察为专家签发邀请码；只显示这一次，四十八小时内有效。"""
    shown = issue_invite(session, ExpertId(expert_no), desk=wiring.desk, at=at, actor=actor.name)
    return IssuedInvite(expert_no=expert_no, invite=shown, valid_until=at + VALID)


@router.post("/experts/{expert_no}/code", status_code=201)
@shown_once
def send_one(*, expert_no: str, session: Writing, wiring: TheWiring, at: Now, actor: MaySendCodes) -> IssuedCode:
    """办事机构向专家发送六位验证码。"""
    phone = phone_of(session, ExpertId(expert_no), wiring.own)
    sent = issue_code(session, ExpertId(expert_no), sender=wiring.sender, phone=phone, at=at, actor=actor.name)
    return IssuedCode(expert_no=expert_no, way=sent.way, code=sent.shown)


def role_named(text: str) -> Role:
    """A role by its word. Refuses any other word."""
    if text not in set(Role):
        raise Refusal("account.not_staff")
    return Role(text)


def _told(opened: Opened) -> OpenedAccount:
    account = opened.account
    return OpenedAccount(name=account.name, role=account.role, otpauth=uri(opened.secret, account.name, ISSUER))
