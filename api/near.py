"""Who watches over a server: whoever asks from this very machine, or shows the operator's token."""

from __future__ import annotations

import hmac
import ipaddress
from typing import Annotated

from fastapi import Depends, Request

from api.wiring import Wiring, wiring_of

FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")
"""Headers by which a proxy says that it asks for somebody else."""


def is_near(request: Request) -> bool:
    """Whether the question comes from the operator.

    Behind a proxy every question comes from this machine, so there the token alone counts.
    """
    wiring = wiring_of(request)
    return _has_token(request, wiring) or (not wiring.proxied and _from_here(request))


def _has_token(request: Request, wiring: Wiring) -> bool:
    wanted = wiring.settings.metrics_token if wiring.settings else None
    scheme, _, shown = request.headers.get("authorization", "").partition(" ")
    return bool(wanted) and scheme.lower() == "bearer" and hmac.compare_digest(shown.encode(), (wanted or "").encode())


def _from_here(request: Request) -> bool:
    if request.client is None or any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False


async def _near(request: Request) -> bool:
    return is_near(request)


Near = Annotated[bool, Depends(_near)]
"""Whether the operator asks, as a route's parameter."""
