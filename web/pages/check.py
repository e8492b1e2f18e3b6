"""The public's page for checking a certificate: the second verifier with a way back, which sends nothing anywhere."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from pathlib import Path

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

import blind
from api.permissions import Public
from api.repeats import FormRoute
from expertpool.words import Language, say

router = APIRouter(route_class=FormRoute, default_response_class=HTMLResponse)

VERIFIER = Path(blind.__file__).parent / "verify_draw.html"


@router.get("/check")
def check(_actor: Public) -> Response:
    """The page under its own policy, which names its one script and its one style by their digests."""
    text, policy = _verifier()
    return HTMLResponse(text, headers={"Content-Security-Policy": policy})


@cache
def _verifier() -> tuple[str, str]:
    text = VERIFIER.read_text(encoding="utf-8")
    (policy,) = re.findall(r'Content-Security-Policy"\s+content="([^"]+)"', text)
    return text.replace("</header>\n", f"</header>\n{_way_back()}", 1), f"{policy}; frame-ancestors 'none'"


def _way_back() -> str:
    """To the desks, in each language that the page shows; the file itself is also opened far from any server."""
    said = (f'<span lang="{one.value}">{escape(say("page_frame.back", one))}</span>' for one in Language)
    return f'<p><a href="/">{"".join(said)}</a></p>\n'
