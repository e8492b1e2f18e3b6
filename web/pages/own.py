"""One's own access: devices to sign out, and what happened."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import HTMLResponse

from api.permissions import SignedIn
from api.repeats import FormRoute
from api.wiring import Now, Reading, Writing
from expertpool.actions.bind_device import end_device
from expertpool.actions.sign_in import end_stay
from expertpool.errors import Refusal
from expertpool.models import DeviceKey, Happened, Role
from expertpool.queries.accounts import events_of, sign_ins_of
from expertpool.queries.device_keys import every_key
from web.contexts.own import Device, Event, Key, OwnPage
from web.rendering import goto, page

router = APIRouter(prefix="/own", route_class=FormRoute, default_response_class=HTMLResponse)


@router.get("")
def own(request: Request, actor: SignedIn, session: Reading, at: Now) -> Response:
    """Devices and events of the reader."""
    devices = tuple(
        Device(one.id or 0, one.device, one.began_at, one.seen_at, one.id == actor.stay_id)
        for one in sign_ins_of(session, actor.account_id, at)
    )
    happened = events_of(session, actor.account_id)
    events = tuple(Event(one.what, one.at, one.by, one.device, one.about or "") for one in happened)
    keys = tuple(
        Key(one.id or 0, one.key_id[:12], one.device, one.bound_at, one.ended_at, one.key_id == actor.key_id)
        for one in every_key(session, actor.account_id)
    )
    return page(request, "own.html", OwnPage(devices, events, keys, actor.role is Role.EXPERT))


@router.post("/devices/{stay}/sign-out")
def revoke(stay: Annotated[int, Path(ge=1, le=2**53)], actor: SignedIn, session: Writing, at: Now) -> Response:
    """Sign one device out."""
    end_stay(session, stay, account_id=actor.account_id, at=at, actor=actor.name, why=Happened.REVOKED)
    return goto("/own")


@router.post("/keys/{key}/end")
def end_key(key: Annotated[int, Path(ge=1, le=2**53)], actor: SignedIn, session: Writing, at: Now) -> Response:
    """End one of one's own device keys for good."""
    row = session.get(DeviceKey, key)
    if row is None or row.account_id != actor.account_id:
        raise Refusal("access.no_stay")
    end_device(session, row, at=at, actor=actor.name, why="own-wish")
    return goto("/own")
