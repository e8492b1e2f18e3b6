"""Letting people in: invites by the inspector, codes by the office, accounts by the administrator."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from api.actor import person_of
from api.language import language_of
from api.permissions import MayInvite, MayKeepAccounts, MaySendCodes
from api.repeats import FormRoute, shown_once
from api.wiring import Now, Reading, TheWiring, Writing
from expertpool.access.qr import qr_text
from expertpool.access.totp import uri
from expertpool.actions.issue_invite import VALID, issue_code, issue_invite
from expertpool.actions.open_account import open_account
from expertpool.actions.propose_act import propose_closing
from expertpool.actions.unlock_pool import unlock_pool
from expertpool.errors import Refusal
from expertpool.ids import ExpertId
from expertpool.models import Role
from expertpool.queries.accounts import every_account, require_account
from expertpool.queries.contacts import phone_of
from web.contexts.form import Form as Typed
from web.contexts.letting_in import AccountLine, AccountsPage, HalfPage
from web.rendering import goto, page, sent_back

router = APIRouter(route_class=FormRoute, default_response_class=HTMLResponse)
Text = Annotated[str, Form()]
ISSUER = "expertpool"
PASSWORD_FAULTS = ("account.password_length", "account.password_weak")


@router.get("/invites")
def invites(request: Request, _actor: MayInvite) -> Response:
    """The inspector's form."""
    return page(request, "invites.html", HalfPage(Typed()))


@router.post("/invites")
@shown_once
def invite(
    *, request: Request, wiring: TheWiring, actor: MayInvite, session: Writing, at: Now, expert_no: Text = ""
) -> Response:
    """Issue one, and show it this once."""
    number = ExpertId(expert_no.strip())
    try:
        shown = issue_invite(session, number, desk=wiring.desk, at=at, actor=actor.name)
    except Refusal as refusal:
        form = Typed.refused(refusal, language_of(request), at="expert_no", expert_no=expert_no)
        raise sent_back(request, "invites.html", HalfPage(form)) from None
    return page(request, "invites.html", HalfPage(Typed(), number, shown, sent=True, valid_until=at + VALID))


@router.get("/codes")
def codes(request: Request, _actor: MaySendCodes) -> Response:
    """The office's form."""
    return page(request, "codes.html", HalfPage(Typed()))


@router.post("/codes")
@shown_once
def code(
    *, request: Request, wiring: TheWiring, actor: MaySendCodes, session: Writing, at: Now, expert_no: Text = ""
) -> Response:
    """Send one; show it where the office hands it over."""
    number = ExpertId(expert_no.strip())
    try:
        phone = phone_of(session, number, wiring.own)
        sent = issue_code(session, number, sender=wiring.sender, phone=phone, at=at, actor=actor.name)
    except Refusal as refusal:
        form = Typed.refused(refusal, language_of(request), at="expert_no", expert_no=expert_no)
        raise sent_back(request, "codes.html", HalfPage(form)) from None
    until = at + wiring.sender.valid
    return page(request, "codes.html", HalfPage(Typed(), number, sent.shown or "", sent=True, valid_until=until))


@router.get("/accounts")
def accounts(request: Request, _actor: MayKeepAccounts, session: Reading) -> Response:
    """All accounts, and the form for another."""
    return page(request, "accounts.html", AccountsPage(Typed(), _lines(session)))


@router.post("/accounts")
@shown_once
def account(
    *,
    request: Request,
    wiring: TheWiring,
    actor: MayKeepAccounts,
    session: Writing,
    at: Now,
    name: Text = "",
    role: Text = "",
    password: Text = "",
) -> Response:
    """Open one, and show its second factor this once."""
    try:
        chosen = Role(role) if role in set(Role) else Role.EXPERT
        keys = unlock_pool(session, wiring.own)
        opened = open_account(session, name, chosen, password=password, keys=keys, at=at, actor=actor.name)
    except Refusal as refusal:
        field = "password" if refusal.code in PASSWORD_FAULTS else "name"
        form = Typed.refused(refusal, language_of(request), at=field, name=name, role=role)
        raise sent_back(request, "accounts.html", AccountsPage(form, _lines(session))) from None
    address = uri(opened.secret, opened.account.name, ISSUER)
    shown = AccountsPage(Typed(), _lines(session), opened.account.name, address, qr_text(address))
    return page(request, "accounts.html", shown)


@router.post("/accounts/{name}/close")
def close(
    *, name: str, request: Request, session: Writing, at: Now, actor: MayKeepAccounts, reason: Text = ""
) -> Response:
    """Propose to close one; somebody else has to confirm."""
    account = require_account(session, name)
    try:
        act = propose_closing(session, account, reason=reason, person=person_of(actor), at=at)
    except Refusal as refusal:
        form = Typed.refused(refusal, language_of(request))
        raise sent_back(request, "accounts.html", AccountsPage(form, _lines(session))) from None
    return goto(f"/waiting/{act.id}")


def _lines(session: Session) -> tuple[AccountLine, ...]:
    return tuple(
        AccountLine(one.name, one.role, one.opened_at, one.opened_by, one.closed_at) for one in every_account(session)
    )
