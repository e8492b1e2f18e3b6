"""One's own access: devices to sign out, and what happened."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import HTMLResponse

from api.permissions import SignedIn
from api.repeats import FormRoute
from api.wiring import Now, Reading, Writing
from expertpool.actions.sign_in import end_stay
from expertpool.models import Happened
from expertpool.queries.accounts import events_of, sign_ins_of
from web.contexts.own import Device, Event, OwnPage
from web.rendering import goto, page

router = APIRouter(prefix="/own", route_class=FormRoute, default_response_class=HTMLResponse)


@router.get("")
def own(request: Request, actor: SignedIn, session: Reading, at: Now) -> Response:
    """Devices and events of the reader."""
    devices = tuple(
        Device(one.id or 0, one.device, one.began_at, one.seen_at, one.id == actor.stay_id)
        for one in sign_ins_of(session, actor.account_id, at)
    )
    events = tuple(Event(one.what, one.at, one.by, one.device) for one in events_of(session, actor.account_id))
    return page(request, "own.html", OwnPage(devices, events))


@router.post("/devices/{stay}/sign-out")
def revoke(stay: Annotated[int, Path(ge=1, le=2**53)], actor: SignedIn, session: Writing, at: Now) -> Response:
    """Sign one device out."""
    end_stay(session, stay, account_id=actor.account_id, at=at, actor=actor.name, why=Happened.REVOKED)
    return goto("/own")
