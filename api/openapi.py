"""The API's description of itself: who may ask, the key of every write, and the one shape of every refusal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import iter_route_contexts

from api.actor import cookie_name
from api.permissions import anyone, doors_of
from api.refusals import NOT_SIGNED_IN, PROBLEM, REFUSALS, TOO_LARGE
from api.repeats import KEY, SAFE, OnceRoute, needs_key
from api.wiring import Wiring

COOKIE = "sign-in"


def describe(app: FastAPI, wiring: Wiring) -> None:
    """Let the application describe itself so, once it is asked."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = get_openapi(title=app.title, version=app.version, routes=app.routes)
            _complete(made, app, wiring)
            app.openapi_schema = made
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # as FastAPI says to do it


def _complete(made: dict[str, Any], app: FastAPI, wiring: Wiring) -> None:
    parts = made.setdefault("components", {})
    schemas = parts.setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    parts["securitySchemes"] = {COOKIE: {"type": "apiKey", "in": "cookie", "name": cookie_name(wiring)}}
    public = {
        (method.lower(), door.path)
        for door in doors_of(app)
        for method in door.methods
        if door.permissions == (anyone,)
    }
    keyed = set(_keyed(app))
    for path, method, operation in _operations(made):
        operation["security"] = [] if (method, path) in public else [{COOKIE: []}]
        operation["responses"] = _answers(operation["responses"], method, public=(method, path) in public)
        if (method, path) in keyed:
            operation.setdefault("parameters", []).append(_KEY_PARAMETER)


def _operations(made: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in made["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def _keyed(app: FastAPI) -> Iterator[tuple[str, str]]:
    for one in iter_route_contexts(app.routes):
        route = one.original_route
        if isinstance(route, OnceRoute) and route.key_needed and needs_key(route):
            yield from ((method.lower(), one.path or "") for method in (one.methods or set()) - SAFE)


def _answers(found: dict[str, Any], method: str, *, public: bool) -> dict[str, Any]:
    """What it answers when all goes well, and every refusal that can come instead."""
    good = {status: one for status, one in found.items() if status.startswith("2")}
    statuses = [one for one in REFUSALS if not _never(one, method, public=public)]
    return good | {str(status): _REFUSED for status in statuses}


def _never(status: int, method: str, *, public: bool) -> bool:
    """Refusals that only whoever is not signed in, or only a write, can meet."""
    return (public and status == NOT_SIGNED_IN) or (method.upper() in SAFE and status == TOO_LARGE)


_REFUSED = {
    "description": PROBLEM,
    "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
_KEY_PARAMETER = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "schema": {"type": "string", "pattern": f"^{KEY}$"},
}
