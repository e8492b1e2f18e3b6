"""The front door: signing in as staff or as an expert, the one-click doors of a demonstration, signing out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse
from sqlmodel import Session, col, select

from api.actor import give_cookie, take_cookie
from api.entrance import Visitor, demonstration_in, expert_in, staff_in
from api.language import language_of
from api.permissions import Public, SignedIn
from api.repeats import FormRoute
from api.wiring import Now, TheWiring, Writing
from expertpool.actions.sign_in import end_stay
from expertpool.errors import Refusal
from expertpool.models import Account, Happened, Role
from web.contexts.entrance import SignInPage
from web.contexts.form import Form as Typed
from web.menu import home_of
from web.pages.device import proof_of
from web.rendering import goto, page, sent_back
from web.scripts import scripts_digest

router = APIRouter(route_class=FormRoute, default_response_class=HTMLResponse)
DOORS = (Role.OFFICE, Role.EXPERT, Role.INSPECTOR, Role.HRSS)
Text = Annotated[str, Form()]
Following = Annotated[str, Query(alias="next")]


@router.get("/")
def front(actor: Public) -> Response:
    """To one's own first page, or to the door."""
    return goto(home_of(actor.role) if actor.role else "/sign-in")


@router.get("/sign-in")
def staff_door(*, request: Request, wiring: TheWiring, _actor: Public, following: Following = "") -> Response:
    """Staff: name, password, code."""
    return page(request, "sign_in.html", _shown(wiring, Typed(), following))


@router.post("/sign-in")
async def staff_enters(
    *,
    request: Request,
    wiring: TheWiring,
    _actor: Public,
    name: Text = "",
    password: Text = "",
    code: Text = "",
    following: Text = "",
) -> Response:
    """In, or back to the form with what was typed, save the secrets."""
    try:
        token = await staff_in(wiring, Visitor.of(request), name=name, password=password, code=code)
    except Refusal as refusal:
        form = Typed.refused(refusal, language_of(request), name=name)
        raise sent_back(request, "sign_in.html", _shown(wiring, form, following)) from None
    return _entered(wiring, token, following)


@router.get("/sign-in/expert")
def expert_door(*, request: Request, wiring: TheWiring, _actor: Public, following: Following = "") -> Response:
    """Experts: the inspector's invite and the office's code."""
    return page(request, "sign_in_expert.html", _shown(wiring, Typed(), following))


@router.post("/sign-in/expert")
async def expert_enters(
    *,
    request: Request,
    wiring: TheWiring,
    _actor: Public,
    invite: Text = "",
    code: Text = "",
    public: Text = "",
    nonce: Text = "",
    signature: Text = "",
    following: Text = "",
) -> Response:
    """In, with the key that the device made where it made one; or back to the form."""
    proof = proof_of(request, public, nonce, signature) if public else None
    scripts = scripts_digest() if proof else ""
    try:
        token = await expert_in(wiring, Visitor.of(request), invite=invite, code=code, proof=proof, scripts=scripts)
    except Refusal as refusal:
        form = Typed.refused(refusal, language_of(request), invite=invite)
        raise sent_back(request, "sign_in_expert.html", _shown(wiring, form, following)) from None
    return _entered(wiring, token, following)


@router.post("/sign-in/demonstration/{role}")
async def demonstration_door(role: str, request: Request, wiring: TheWiring, _actor: Public) -> Response:
    """One click, in a demonstration alone."""
    if role not in DOORS:
        raise Refusal("access.no_demonstration")
    token = await demonstration_in(wiring, Visitor.of(request), Role(role), _first_of(Role(role)))
    return _entered(wiring, token, "")


@router.post("/sign-out")
def leave(*, request: Request, wiring: TheWiring, actor: SignedIn, session: Writing, at: Now) -> Response:
    """Out on this device; a key unlocked on it is locked."""
    request.app.state.unlocked.lock(actor.stay_id)
    why = Happened.SIGNED_OUT
    end_stay(session, actor.stay_id, account_id=actor.account_id, at=at, actor=actor.name, why=why)
    answer = goto("/sign-in")
    take_cookie(wiring, answer)
    return answer


def local(path: str) -> str:
    """An address of our own to go on to; the front page for any other."""
    plain = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if plain else "/"


def _shown(wiring: TheWiring, form: Typed, following: str) -> SignInPage:
    doors = tuple(role.value for role in DOORS) if wiring.demonstration else ()
    return SignInPage(form=form, following=local(following), doors=doors)


def _entered(wiring: TheWiring, token: str, following: str) -> Response:
    answer = goto(local(following))
    give_cookie(wiring, answer, token)
    return answer


def _first_of(role: Role) -> Callable[[Session], Account | None]:
    def choose(session: Session) -> Account | None:
        wanted = select(Account).where(Account.role == role.value, col(Account.closed_at).is_(None))
        return session.exec(wanted.order_by(col(Account.id))).first()

    return choose
