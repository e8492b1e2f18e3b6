"""The programs' side: halls and the API, one database, one shape for every refusal, and its description."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, FastAPI

from api.permissions import require_permissions
from api.refusals import answer_refusals
from api.routers import accounts, description, experts, hall, sign_ins
from api.schemas.problem import Problem
from api.wiring import Wiring

PREFIX = "/api/v1"
OPENAPI = f"{PREFIX}/openapi.json"

ROUTERS: tuple[APIRouter, ...] = (sign_ins.router, accounts.router, experts.router)
"""The API, noun by noun."""

STATUSES = (400, 401, 403, 404, 405, 409, 413, 422, 429, 500, 503)
REFUSED: dict[int | str, dict[str, Any]] = {one: {"model": Problem, "description": "problem+json"} for one in STATUSES}
"""What any route of the API may answer besides."""


def make_app(wiring: Wiring) -> FastAPI:
    """The application that serves what ``wiring`` names; the API where there is a database."""
    described = None if wiring.settings is None else OPENAPI
    app = FastAPI(title="expertpool", version="1", docs_url=None, redoc_url=None, openapi_url=described)
    app.state.wiring = wiring
    app.include_router(hall.router, include_in_schema=False)
    if wiring.settings is not None:
        for router in ROUTERS:
            app.include_router(router, prefix=PREFIX, responses=REFUSED)
        app.include_router(description.router)
    require_permissions(app)
    answer_refusals(app)
    return app
