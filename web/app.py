"""The server people open: pages for people, the API and the halls for programs, behind one guard."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, FastAPI, Request, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from api.app import make_app
from api.permissions import require_permissions
from api.refusals import answer_refusals
from api.watched import Watched
from api.wiring import Wiring
from web.pages import (
    assignment,
    ballots,
    beginnings,
    box,
    check,
    committees,
    device,
    dossiers,
    draws,
    entrance,
    expert_desk,
    filings,
    guide,
    imports,
    jobs,
    joint,
    letting_in,
    meetings,
    office,
    oversight,
    own,
    packet_desk,
    panels,
    papers,
    pool,
    redactions,
    replacements,
    results,
    scores,
    screen,
    vote,
)
from web.rendering import Instead, show_refusal
from web.security import Guarded
from web.unlocked import Unlocked
from web.works import know_works

STATIC = Path(__file__).parent / "static"
FOR_PROGRAMS = ("/api/", "/hall/", "/health/", "/metrics")

PAGES: tuple[APIRouter, ...] = (
    packet_desk.router,
    expert_desk.router,
    ballots.router,
    box.router,
    assignment.router,
    replacements.router,
    beginnings.router,
    check.router,
    committees.router,
    draws.router,
    device.router,
    dossiers.router,
    redactions.router,
    entrance.router,
    filings.router,
    guide.router,
    imports.router,
    jobs.router,
    joint.router,
    letting_in.router,
    meetings.router,
    office.router,
    oversight.router,
    own.router,
    panels.router,
    papers.router,
    pool.router,
    results.router,
    scores.router,
    screen.router,
    vote.router,
)
"""Every group of pages; those first that are asked most, since an address is held against each in turn."""


def make_site(wiring: Wiring, unlocked: Unlocked | None = None) -> ASGIApp:
    """What ``serve`` runs. ``unlocked``: what several processes keep in common."""
    return joined(make_app(wiring), make_pages(wiring, unlocked), wiring)


def joined(programs: ASGIApp, pages: ASGIApp, wiring: Wiring) -> ASGIApp:
    """The application for programs and that of the pages as one site, behind its guard."""
    return Watched(Guarded(_Split(programs, pages), wiring), wiring.counts)


def make_pages(wiring: Wiring, unlocked: Unlocked | None = None) -> FastAPI:
    """The pages alone. Raises RuntimeError for a page without a permission."""
    know_works()
    app = FastAPI(title="expertpool", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.wiring = wiring
    app.state.unlocked = unlocked or Unlocked()
    for router in PAGES:
        app.include_router(router)
    require_permissions(app)
    app.mount("/static", StaticFiles(directory=STATIC))
    answer_refusals(app, show_refusal)
    app.add_exception_handler(Instead, _instead)
    return app


async def _instead(_request: Request, raised: Exception) -> Response:
    if not isinstance(raised, Instead):
        raise raised
    return raised.answer


class _Split:
    """Two applications, told apart by the beginning of the address."""

    def __init__(self, programs: ASGIApp, pages: ASGIApp) -> None:
        self.programs, self.pages = programs, pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        chosen = self.programs if scope.get("path", "").startswith(FOR_PROGRAMS) else self.pages
        await chosen(scope, receive, send)
