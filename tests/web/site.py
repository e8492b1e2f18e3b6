"""The site of a test's installation: its applications are made once a process, which takes longer than most tests."""

from __future__ import annotations

from functools import cache
from typing import Final

from anyio.from_thread import BlockingPortal, start_blocking_portal
from fastapi import FastAPI
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from api.app import make_app
from api.language import Language
from api.wiring import Wiring
from web.app import joined, make_pages

MADE: Final[dict[tuple[Language, bool], tuple[FastAPI, FastAPI]]] = {}


def made_for(wiring: Wiring) -> tuple[FastAPI, FastAPI]:
    """The application for programs and the one for people, made for the first installation of this kind."""
    kind = (wiring.language, wiring.secure)
    if kind not in MADE:
        MADE[kind] = make_app(wiring), make_pages(wiring)
    return MADE[kind]


@cache
def portal() -> BlockingPortal:
    """One event loop for the questions of every test, as a server has one; a loop for each takes as long as most."""
    return start_blocking_portal("asyncio").__enter__()


def quick(client: TestClient) -> TestClient:
    """The browser, asking in the loop that all share."""
    client.portal = portal()
    return client


def site_of(wiring: Wiring) -> ASGIApp:
    """What ``serve`` would run for this installation; not for two installations that answer at the same moment."""
    apps = made_for(wiring)
    site = joined(*apps, wiring)

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        for app in apps:
            app.state.wiring = wiring
        await site(scope, receive, send)

    return answer
