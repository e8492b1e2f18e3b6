"""Signing in and out, one's own devices, and what happened to one's own access."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from api.actor import cookie_name, give_cookie, take_cookie
from api.entrance import Visitor, expert_in, staff_in
from api.permissions import Public, SignedIn
from api.repeats import OnceRoute, without_key
from api.schemas.access import Event, ExpertEntry, Person, StaffEntry, Stay
from api.schemas.page import Cursor, Limit, Listed
from api.wiring import Now, Reading, TheWiring, Writing
from expertpool.actions.sign_in import end_stay
from expertpool.models import Happened
from expertpool.queries.accounts import events_of, sign_ins_of

router = APIRouter(prefix="/sign-ins", tags=["sign-ins"], route_class=OnceRoute)
MOST_EVENTS = 1000


@router.post("/staff", status_code=204)
@without_key
async def sign_staff_in(entry: StaffEntry, request: Request, wiring: TheWiring, _actor: Public) -> Response:
    """工作人员登录：姓名、密码和六位动态码。"""
    token = await staff_in(wiring, Visitor.of(request), name=entry.name, password=entry.password, code=entry.code)
    return _entered(wiring, token)


@router.post("/expert", status_code=204)
@without_key
async def sign_expert_in(entry: ExpertEntry, request: Request, wiring: TheWiring, _actor: Public) -> Response:
    """专家登录：邀请码和六位验证码，两样缺一不可。"""
    return _entered(wiring, await expert_in(wiring, Visitor.of(request), invite=entry.invite, code=entry.code))


@router.get("/me")
def who_am_i(actor: Public) -> Person:
    """当前登录的是谁。"""
    return Person(role=actor.role.value if actor.role else None, name=actor.name, weaker=actor.weaker)


@router.get("")
def list_stays(actor: SignedIn, session: Reading, at: Now, limit: Limit = 50, cursor: Cursor = 0) -> Listed[Stay]:
    """本人已登录的设备。"""
    stays = sign_ins_of(session, actor.account_id, at)
    return Listed[Stay].part(stays, cursor, limit, shown=lambda one: Stay.of(one, actor.stay_id))


@router.get("/events")
def list_events(actor: SignedIn, session: Reading, limit: Limit = 50, cursor: Cursor = 0) -> Listed[Event]:
    """本人的登录记录：登录、拒绝、锁定、邀请。"""
    events = events_of(session, actor.account_id, most=MOST_EVENTS)
    return Listed[Event].part(events, cursor, limit, shown=Event.of)


@router.delete("/{stay}", status_code=204)
def revoke_stay(
    *,
    stay: Annotated[int, Path(ge=1, le=2**53)],
    actor: SignedIn,
    session: Writing,
    at: Now,
    request: Request,
    wiring: TheWiring,
) -> Response:
    """退出本人的一台设备；退出当前设备即为登出。"""
    own = stay == actor.stay_id
    why = Happened.SIGNED_OUT if own else Happened.REVOKED
    end_stay(session, stay, account_id=actor.account_id, at=at, actor=actor.name, why=why)
    answer = Response(status_code=204)
    if own and cookie_name(wiring) in request.cookies:
        take_cookie(wiring, answer)
    return answer


def _entered(wiring: TheWiring, token: str) -> Response:
    answer = Response(status_code=204)
    give_cookie(wiring, answer, token)
    return answer
