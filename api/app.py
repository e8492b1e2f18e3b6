"""The application: routes, wiring, and one shape for every refusal."""

from __future__ import annotations

from fastapi import FastAPI

from api.refusals import answer_refusals
from api.routers import hall
from api.wiring import Wiring


def make_app(wiring: Wiring) -> FastAPI:
    """The application that serves what ``wiring`` names, without pages that load from elsewhere."""
    app = FastAPI(title="expertpool", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.wiring = wiring
    app.include_router(hall.router)
    answer_refusals(app)
    return app
