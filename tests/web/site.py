"""The site of a test's installation: its applications are made once a process, which takes longer than most tests."""

from __future__ import annotations

from typing import Final

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from api.app import make_app
from api.wiring import Wiring
from expertpool.words import Language
from web.app import joined, make_pages

MADE: Final[dict[tuple[Language, bool], tuple[FastAPI, FastAPI]]] = {}


def made_for(wiring: Wiring) -> tuple[FastAPI, FastAPI]:
    """The application for programs and the one for people, made for the first installation of this kind."""
    kind = (wiring.language, wiring.secure)
    if kind not in MADE:
        MADE[kind] = make_app(wiring), make_pages(wiring)
    return MADE[kind]


def site_of(wiring: Wiring) -> ASGIApp:
    """What ``serve`` would run for this installation; not for two installations that answer at the same moment."""
    apps = made_for(wiring)
    site = joined(*apps, wiring)

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        for app in apps:
            app.state.wiring = wiring
        await site(scope, receive, send)

    return answer
