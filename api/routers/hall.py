"""A ceremony's hall: list its documents, get one, lay one down. Only a ledger proof no witness signed is replaced.

Anybody who reaches the server may list a hall and get what names nobody, as anybody may who stands in the room. Laying
down is for the parties of the trust file: without a pass signed for these bytes the body is not even read.
"""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from api.permissions import anyone, needs
from api.schemas.hall import LaidDown, ListedDocument, Listing
from api.wiring import ServedHalls, TheWiring
from blind.ceremony.names import RESTRICTED
from expertpool.errors import Refusal
from expertpool.party.hall_pass import HEADER, Asking, require_pass
from expertpool.party.halls import longest

router = APIRouter(prefix="/hall", dependencies=[needs(anyone)])


@router.get("/{hall}")
def list_documents(hall: str, halls: ServedHalls) -> Listing:
    """Every document with its digest; the opened pool is listed, with the rest."""
    return Listing(hall=hall, documents=[ListedDocument.of(one) for one in halls.listed(hall)])


@router.get("/{hall}/{name}")
def get_document(hall: str, name: str, request: Request, halls: ServedHalls, wiring: TheWiring) -> Response:
    """The bytes of a document, as they were laid down; what names people goes to parties that sign for it alone."""
    if name in RESTRICTED:
        require_pass(request.headers.get(HEADER), hall, name, trust=lambda: wiring.trust, now=wiring.clock())
    return Response(halls.document(hall, name), media_type="application/octet-stream")


@router.put("/{hall}/{name}")
async def lay_down(hall: str, name: str, request: Request, wiring: TheWiring, renewed: bool = False) -> LaidDown:
    """Lay a signed document down, with a party's pass; other bytes under a name that is taken are refused."""
    shown, now = request.headers.get(HEADER), wiring.clock()

    def admitted() -> Asking:
        return wiring.halls.admit(shown, hall, name, renewed=renewed, trust=lambda: wiring.trust, now=now)

    asking = await run_in_threadpool(admitted)
    data = await _body(request, name, longest(name))

    def laid() -> bool:
        return wiring.halls.lay_down(hall, name, data, asking=asking, trust=wiring.trust, renewed=renewed)

    return LaidDown(name=name, first=await run_in_threadpool(laid))


async def _body(request: Request, name: str, most: int) -> bytes:
    """The request's body; no more than one piece above ``most`` is ever held."""
    data = bytearray()
    async for piece in request.stream():
        data += piece
        if len(data) > most:
            raise Refusal("hall.too_large", name=name, most=most)
    return bytes(data)
