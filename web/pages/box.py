"""The ballot box: takes votes from whoever has a token, and will not be told who that is."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from sqlmodel import Session

from api.actor import cookie_name
from api.permissions import Public
from api.repeats import FormRoute
from api.wiring import Reading, TheWiring, Wiring
from expertpool.commands.ballot_cast import put_in
from expertpool.errors import Refusal
from expertpool.models import Ballot
from expertpool.queries.meetings import meeting_of
from expertpool.reviewing.served_ballot import ServedBallot
from web.contexts.ballots import BoxPage
from web.rendering import page

router = APIRouter(prefix="/box", route_class=FormRoute, default_response_class=HTMLResponse)
Number = Annotated[int, Path(ge=1, le=2**31)]
ONE = CapacityLimiter(1)
"""Members cast one after another; the file in the room is written by one at a time."""


@router.get("/{ballot}")
def box(ballot: Number, request: Request, wiring: TheWiring, _actor: Public, session: Reading) -> Response:
    """The box on a shared tablet."""
    row, _ = _open(session, wiring, ballot)
    return page(request, "box.html", BoxPage(ballot, meeting_of(session, row.meeting_id).committee.name))


@router.get("/{ballot}/definition")
def definition(ballot: Number, wiring: TheWiring, _actor: Public, session: Reading) -> Response:
    """What the ballot is about, byte for byte: codes, candidates, keys; no name of anybody."""
    _, served = _open(session, wiring, ballot)
    return Response(served.folder.ballot().to_bytes(), media_type="application/json")


@router.post("/{ballot}")
async def cast(ballot: Number, request: Request, wiring: TheWiring, _actor: Public) -> Response:
    """One member's votes, all or none, from a request that says nothing of the member."""
    _require_nobody(request, wiring)
    data = await request.body()
    _, served = await wiring.read(lambda session: _open(session, wiring, ballot))
    receipts = await to_thread.run_sync(partial(put_in, served.box, served.folder, data, file="box"), limiter=ONE)
    return JSONResponse({"receipts": sorted(one.hex() for one in receipts)})


@router.put("/{ballot}/parcels/{parcel}")
async def leave_parcel(ballot: Number, parcel: str, request: Request, wiring: TheWiring, _actor: Public) -> Response:
    """Keep a member's locked tokens for the tablet."""
    _require_nobody(request, wiring)
    data = await request.body()
    _, served = await wiring.read(lambda session: _open(session, wiring, ballot))
    await to_thread.run_sync(served.put_parcel, parcel, data, limiter=ONE)
    return JSONResponse({"kept": True})


@router.delete("/{ballot}/parcels/{parcel}")
async def take_parcel(ballot: Number, parcel: str, request: Request, wiring: TheWiring, _actor: Public) -> Response:
    """Hand the parcel out, once."""
    _require_nobody(request, wiring)
    _, served = await wiring.read(lambda session: _open(session, wiring, ballot))
    data = await to_thread.run_sync(served.take_parcel, parcel, limiter=ONE)
    return Response(data, media_type="application/octet-stream")


def _require_nobody(request: Request, wiring: Wiring) -> None:
    """Refuses a request that carries anybody's sign-in: voter and vote must not meet in one."""
    if cookie_name(wiring) in request.cookies:
        raise Refusal("ballot.with_cookie")


def _open(session: Session, wiring: Wiring, ballot: int) -> tuple[Ballot, ServedBallot]:
    """A ballot that is on record and served here. Refuses others."""
    row = session.get(Ballot, ballot)
    served = ServedBallot.of(wiring.own, row) if row is not None else None
    if row is None or row.voided is not None or served is None or not served.opened:
        raise Refusal("desk.nothing_here")
    return row, served
