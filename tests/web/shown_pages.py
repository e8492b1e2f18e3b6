"""Every page there is for each role, found in the routers, with the examples of the crawler in its address."""

from __future__ import annotations

from fastapi import FastAPI

from api.actor import Actor
from api.permissions import doors_of
from expertpool.models import Role
from tests.web.test_every_route import filled
from web.app import PAGES

NO_PAGES = {"/", "/check", "/screen/{hall}/events", "/device/nonce"}
"""What answers with something else, or under a policy and in a look of its own (tried in files of their own)."""
FILES = (".pdf", ".zip", ".xlsx", ".ics", ".json", ".png", ".jpg", "/{digest}", "/pages/{number}", "/{file}", ".{form}")
"""How the addresses of what is downloaded end."""


def shown_pages() -> list[tuple[Role | None, str]]:
    """Whatever GET answers with a page, with each role that may ask it; None is the public."""
    app = FastAPI()
    for router in PAGES:
        app.include_router(router)
    doors = [one for one in doors_of(app) if "GET" in one.methods and one.path not in NO_PAGES]
    return [
        (role, filled(door.path))
        for door in doors
        if not door.path.endswith(FILES)
        for role in (None, *Role)
        if all(permission(Actor(role=role, name="x")) for permission in door.permissions)
    ]
