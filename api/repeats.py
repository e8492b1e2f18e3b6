"""Writes done once: a request that comes again under its key gets the first answer, out of the same transaction."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from sqlmodel import Session

from api.dependants import guards_in
from expertpool.errors import Refusal
from expertpool.models import Idempotency

HEADER, QUERY = "idempotency-key", "once"
"""Programs send the header; forms carry the key in their address."""

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
SHOWN_ONCE = 0
"""Kept in the place of the status of an answer that held a secret, and was not kept itself."""
MEBI = 1 << 20
USUAL = MEBI
"""Bytes of a request's body where a route does not say otherwise."""

KEY = "[A-Za-z0-9._~-]{8,128}"
_KEY = re.compile(KEY)


@dataclass(frozen=True)
class Named:
    """A write by its key: who sends it, and what it asks."""

    who: str
    key: str
    digest: str
    at: datetime


@dataclass(frozen=True)
class Write:
    """A write under way: its name, and the transaction that its answer will belong to."""

    named: Named
    session: Session


class Repeated(Exception):
    """This request was answered before; ``stored`` is the answer."""

    def __init__(self, stored: Idempotency) -> None:
        super().__init__(stored.key)
        self.stored = stored


def write_of(request: Request) -> Named | None:
    """The write's name, where the request has one."""
    return getattr(request.state, "named_write", None)


def answered_before(session: Session, named: Named) -> None:
    """Raises Repeated for a write done before; refuses a key that stood for something else."""
    stored = session.get(Idempotency, (named.who, named.key))
    if stored is None:
        return
    if stored.request != named.digest:
        raise Refusal("api.key_used_otherwise")
    if stored.status == SHOWN_ONCE:
        raise Refusal("api.shown_once")
    raise Repeated(stored)


def again(stored: Idempotency) -> Response:
    """The first answer once more."""
    answer = Response(stored.body, stored.status, media_type=stored.media_type)
    answer.headers["Idempotent-Replay"] = "true"
    if stored.location is not None:
        answer.headers["Location"] = stored.location
    return answer


class OnceRoute(APIRoute):
    """A route that asks its permission first, limits its body, and does a write that has a key once.

    Of the API: a write without a key is refused. The first line of what the endpoint says of itself is its summary.
    """

    key_needed = True

    def __init__(self, path: str, endpoint: Callable[..., Any], **given: Any) -> None:
        said = (endpoint.__doc__ or "").strip().partition("\n")[0].rstrip("。.")
        super().__init__(path, endpoint, **given | {"summary": given.get("summary") or said})

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The route's own handler, with the key looked at before and the answer kept after."""
        handler = super().get_route_handler()
        most, guards = getattr(self.endpoint, "most_bytes", USUAL), guards_in(self.dependant)

        async def handle(request: Request) -> Response:
            if request.method in SAFE:
                return await handler(request)
            for guard in guards:
                await guard(request)
            body = await limited_body(request, most)
            request.state.named_write = self._named(request, body)
            answer = await handler(request)
            write: Write | None = getattr(request.state, "open_write", None)
            if write is not None:
                _keep(write, answer, whole=not getattr(self.endpoint, "shown_once", False))
            return answer

        return handle

    def _named(self, request: Request, body: bytes) -> Named | None:
        key = request.headers.get(HEADER) or request.query_params.get(QUERY)
        if key is None and not (self.key_needed and needs_key(self)):
            return None
        if key is None or not _KEY.fullmatch(key):
            raise Refusal("api.no_key")
        asked = hashlib.sha256(f"{request.method} {request.url.path}\n".encode() + body).hexdigest()
        cookie = "".join(sorted(f"{name}={value}" for name, value in request.cookies.items() if "expertpool" in name))
        who = hashlib.sha256(cookie.encode()).hexdigest()
        return Named(who, key, asked, request.app.state.wiring.clock())


class FormRoute(OnceRoute):
    """The same for pages: their forms carry a key, and a form typed by hand need not."""

    key_needed = False


def needs_key(route: APIRoute) -> bool:
    """Whether a route's write wants a key; signing in does not, because its second answer differs from the first."""
    return not getattr(route.endpoint, "without_key", False)


def at_most(size: int) -> Callable[[Any], Any]:
    """Marks a route whose body may be so many bytes long."""

    def mark(endpoint: Any) -> Any:
        endpoint.most_bytes = size
        return endpoint

    return mark


def without_key(endpoint: Any) -> Any:
    """Marks a write that no key makes the same twice, such as signing in."""
    endpoint.without_key = True
    return endpoint


def shown_once(endpoint: Any) -> Any:
    """Marks a write whose answer holds a secret: it is not kept, and the request again is refused, not done again."""
    endpoint.shown_once = True
    return endpoint


async def limited_body(request: Request, most: int) -> bytes:
    """The body, kept for whoever reads it next; no more than one piece above ``most`` is ever held."""
    data = bytearray()
    async for piece in request.stream():
        data += piece
        if len(data) > most:
            raise Refusal("api.too_large", most=most)
    request._body = bytes(data)  # where Starlette itself keeps a body that was read
    return request._body  # as above


def _keep(write: Write, answer: Response, *, whole: bool) -> None:
    named = write.named
    kept = Idempotency(
        who=named.who,
        key=named.key,
        request=named.digest,
        status=answer.status_code if whole else SHOWN_ONCE,
        media_type=answer.headers.get("content-type", "application/octet-stream"),
        location=answer.headers.get("location"),
        body=bytes(answer.body) if whole else b"",
        done_at=named.at,
    )
    write.session.add(kept)
    write.session.flush()
