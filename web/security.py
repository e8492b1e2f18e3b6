"""What surrounds every answer: headers, and the refusal of writes that another site's page sends."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.refusals import FORBIDDEN, PROBLEM
from api.repeats import SAFE
from api.wiring import Wiring
from expertpool.errors import Refusal

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
"""Nothing inline, nothing from elsewhere, no frame around us."""

DOCS_POLICY = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'").replace(
    "img-src 'self' blob:", "img-src 'self' data:"
)
"""For the description of the API alone: its viewer writes styles into the page."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
DOCS = "/api/docs"


class Guarded:
    """An application behind the checks that every request passes, and the headers that every answer carries."""

    def __init__(self, app: ASGIApp, wiring: Wiring) -> None:
        self.app, self.wiring = app, wiring

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = scope["path"]

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add_headers(MutableHeaders(scope=message), path, secure=self.wiring.secure)
            await send(message)

        if scope["method"] not in SAFE and from_elsewhere(Headers(scope=scope), self.wiring):
            await _refuse(self.wiring, path, guarded)
            return
        await self.app(scope, receive, guarded)


def from_elsewhere(headers: Headers, wiring: Wiring) -> bool:
    """Whether a write was sent by a page of another site.

    Browsers say where a request comes from: by ``Sec-Fetch-Site`` where the connection is trusted, else by
    ``Origin``. What says neither is a program, which has no cookies of a browser to misuse; with cookies, it is
    refused.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    if origin is not None:
        sent = urlsplit(origin)
        wanted = "https" if wiring.secure else "http"
        return (sent.scheme, sent.netloc) != (wanted, headers.get("host", ""))
    return "cookie" in headers


def _add_headers(headers: MutableHeaders, path: str, *, secure: bool) -> None:
    for name, value in HEADERS.items():
        headers[name] = value
    if "content-security-policy" not in headers:
        headers["Content-Security-Policy"] = DOCS_POLICY if path == DOCS else POLICY
    if secure:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    if "cache-control" not in headers:
        headers["Cache-Control"] = "no-cache" if path.startswith("/static/") else "no-store"


async def _refuse(wiring: Wiring, path: str, send: Send) -> None:
    content = Refusal("api.from_elsewhere").as_dict(wiring.language) | {"where": {"field": path}}
    body = json.dumps(content, ensure_ascii=False).encode()
    headers = [(b"content-type", PROBLEM.encode()), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": FORBIDDEN, "headers": headers})
    await send({"type": "http.response.body", "body": body})
