"""An expert's own device: challenges to sign, and coming in with the key that it made."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import JSONResponse

from api.actor import cookie_name, give_cookie
from api.entrance import Proof, Visitor, device_in
from api.permissions import Public
from api.repeats import FormRoute
from api.wiring import Now, TheWiring
from expertpool.access.device_proof import new_nonce

router = APIRouter(prefix="/device", route_class=FormRoute)
Text = Annotated[str, Form()]


def proof_of(request: Request, public: str, nonce: str, signature: str) -> Proof:
    """What a device sent with this request."""
    return Proof(public, nonce, signature, request.headers.get("host", ""))


@router.get("/nonce")
def nonce(wiring: TheWiring, _actor: Public, at: Now) -> Response:
    """A challenge; nothing is kept of it."""
    return JSONResponse({"nonce": new_nonce(wiring.desk, at)})


@router.post("/enter")
async def enter(
    *,
    request: Request,
    wiring: TheWiring,
    _actor: Public,
    public: Text = "",
    nonce: Text = "",
    signature: Text = "",
) -> Response:
    """In with the device's key, or on with the stay that it began."""
    proof = proof_of(request, public, nonce, signature)
    token = await device_in(wiring, Visitor.of(request), proof, request.cookies.get(cookie_name(wiring)))
    answer = JSONResponse({"entered": True})
    if token is not None:
        give_cookie(wiring, answer, token)
    return answer
