"""The site of a test's installation: its applications are made once a process, which takes longer than most tests."""

from __future__ import annotations

from typing import Final

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from api.app import make_app
from api.language import Language
from api.wiring import Wiring
from web.app import joined, make_pages

MADE: Final[dict[tuple[Language, bool], tuple[FastAPI, FastAPI]]] = {}


def site_of(wiring: Wiring) -> ASGIApp:
    """What ``serve`` would run for this installation; not for two installations that answer at the same moment."""
    kind = (wiring.language, wiring.secure)
    if kind not in MADE:
        MADE[kind] = make_app(wiring), make_pages(wiring)
    apps = MADE[kind]
    site = joined(*apps, wiring)

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        for app in apps:
            app.state.wiring = wiring
        await site(scope, receive, send)

    return answer
