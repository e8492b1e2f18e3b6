"""What surrounds a whole server: each request gets a number, is counted, and leaves one line in the log."""

from __future__ import annotations

import logging
import secrets
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.counts import Counts
from api.log_lines import FACTS, REQUEST, REQUESTS

KNOWN = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
UNKNOWN = "-"
"""Stands for a method or an address that the server does not know: what a stranger made up is kept nowhere."""

NOT_SENT = 499
"""In the place of the status where the connection ended before there was an answer."""


class Watched:
    """An application whose answers are counted and logged by route, never by address: addresses name people."""

    def __init__(self, app: ASGIApp, counts: Counts) -> None:
        self.app, self.counts = app, counts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        ends, begun = _Ends(), time.perf_counter()

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                ends.heard(message)
            await send(message)

        token = REQUEST.set(secrets.token_hex(8))
        self.counts.under_way += 1
        try:
            await self.app(scope, receive, noted)
        finally:
            self.counts.under_way -= 1
            self._note(scope, ends, time.perf_counter() - begun)
            REQUEST.reset(token)

    def _note(self, scope: Scope, ends: _Ends, seconds: float) -> None:
        method = scope["method"] if scope["method"] in KNOWN else UNKNOWN
        route = template_of(scope)
        self.counts.add(method, route, ends.status, None if ends.stream else seconds)
        if REQUESTS.isEnabledFor(logging.INFO):
            facts = {"method": method, "route": route, "status": ends.status, "ms": round(1000 * seconds, 1)}
            REQUESTS.info("answered", extra={FACTS: facts})


class _Ends:
    """How one request ended so far."""

    status = NOT_SENT
    stream = False

    def heard(self, message: Message) -> None:
        """Note the beginning of the answer."""
        self.status = message["status"]
        self.stream = any(
            name.lower() == b"content-type" and value.startswith(b"text/event-stream")
            for name, value in message.get("headers", ())
        )


def template_of(scope: Scope) -> str:
    """The address of the route that answered, with the names of its places instead of what stood there."""
    route = scope.get("fastapi", {}).get("effective_route_context") or scope.get("route")
    found: str | None = getattr(route, "path", None)
    return found if found else UNKNOWN
