"""The programs' side: halls and the API, one database, one shape for every refusal, and its description."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, FastAPI

from api.openapi import describe
from api.permissions import require_permissions
from api.refusals import answer_refusals
from api.routers import (
    accounts,
    assignments,
    certificates,
    committees,
    description,
    experts,
    filings,
    hall,
    health,
    ledger,
    meetings,
    oversight,
    packets,
    results,
    rules,
    scores,
    season,
    sign_ins,
    units,
)
from api.schemas.problem import Problem
from api.wiring import Wiring

PREFIX = "/api/v1"
OPENAPI = f"{PREFIX}/openapi.json"

ROUTERS: tuple[APIRouter, ...] = (
    sign_ins.router,
    accounts.router,
    experts.router,
    units.router,
    committees.router,
    season.router,
    filings.router,
    packets.router,
    assignments.router,
    scores.router,
    meetings.router,
    results.router,
    oversight.router,
    ledger.router,
    certificates.router,
    rules.router,
)
"""The API, noun by noun."""

REFUSED: dict[int | str, dict[str, Any]] = {"default": {"model": Problem}}
"""What any route of the API may answer besides; the description lists the status codes."""


def make_app(wiring: Wiring) -> FastAPI:
    """The application that serves what ``wiring`` names; the API where there is a database."""
    described = None if wiring.settings is None else OPENAPI
    app = FastAPI(title="expertpool", version="1", docs_url=None, redoc_url=None, openapi_url=described)
    app.state.wiring = wiring
    app.include_router(hall.router, include_in_schema=False)
    app.include_router(health.router)
    if wiring.settings is not None:
        for router in ROUTERS:
            app.include_router(router, prefix=PREFIX, responses=REFUSED)
        app.include_router(description.router)
    describe(app, wiring)
    require_permissions(app)
    answer_refusals(app)
    return app
