"""The public's page for checking a certificate: the second verifier as it stands, which sends nothing anywhere."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

import blind
from api.permissions import Public
from api.repeats import FormRoute

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
    return text, f"{policy}; frame-ancestors 'none'"
