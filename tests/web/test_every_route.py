"""Every route there is: it asks a permission, refuses whom it should, and never ends in a bug, whoever comes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest
from starlette.routing import Mount
from starlette.testclient import TestClient

from api.permissions import Door, anyone, doors_of, require_permissions
from api.repeats import SAFE
from expertpool.models import Role
from tests.web.site import made_for
from tests.web.town import Town
from web.app import make_pages

EXAMPLES = {
    "role": "office",
    "year": "2025",
    "file": "docs.js",
    "stay": "1",
    "key": "1",
    "name": "office",
    "expert_no": "E0001",
    "batch": "1",
    "hall": "2025-a",
    "group": "g1",
    "packet": "4821-3907",
    "number": "1",
    "digest": "0" * 64,
    "form": "review-plan",
    "upload": "0" * 32,
    "committee": "1",
    "attempt": "1",
    "meeting": "1",
    "field": "mark-0",
    "job": "1",
}
"""Values for parameters of addresses that stand for something there is; others get a 1."""

EVERYBODY = [None, *Role]

FOR_THE_PUBLIC = {
    "GET /",
    "GET /health/live",
    "GET /health/ready",
    "GET /metrics",
    "GET /check",
    "GET /guide",
    "GET /guide/{role}",
    "GET /screen",
    "GET /screen/{hall}",
    "GET /screen/{hall}/events",
    "GET /screen/{hall}/proof",
    "GET /sign-in",
    "POST /sign-in",
    "GET /sign-in/expert",
    "POST /sign-in/expert",
    "GET /device/nonce",
    "POST /device/enter",
    "GET /box/{ballot}",
    "GET /box/{ballot}/definition",
    "POST /box/{ballot}",
    "PUT /box/{ballot}/parcels/{parcel}",
    "DELETE /box/{ballot}/parcels/{parcel}",
    "POST /sign-in/demonstration/{role}",
    "GET /api/v1/sign-ins/me",
    "POST /api/v1/sign-ins/staff",
    "POST /api/v1/sign-ins/expert",
    "GET /api/v1/certificates/verifier",
    "POST /api/v1/certificates/check",
    "GET /api/v1/rules",
    "GET /api/docs",
    "GET /api/docs/{file}",
    "GET /hall/{hall}",
    "GET /hall/{hall}/{name}",
    "PUT /hall/{hall}/{name}",
}
"""What needs no account; everything else refuses the public."""

UNCHECKED = {"/static"}
"""Folders of files that say nothing about anybody."""

HOSTILE = ("", "0", "-1", "9" * 30, "%00", "..%2f..%2fetc", "' OR 1=1 --", "<script>", "专" * 200, "%ff")
QUICK = 2
"""Odd values a quick run tries at an address for each role: the next role and the next address try the next ones."""


def routes_of(town: Town) -> list[Door]:
    return [one for app in made_for(town.wiring) for one in doors_of(app)]


def called(route: Door) -> Iterator[tuple[str, str]]:
    for method in route.methods:
        yield method, f"{method} {route.path}"


def filled(path: str, value: str | None = None) -> str:
    """The address with each parameter's example, or with one value for all of them."""
    return re.sub(r"\{([^}:]+)[^}]*\}", lambda found: EXAMPLES.get(found[1], "1") if value is None else value, path)


def ask(browser: TestClient, method: str, path: str) -> tuple[int, str]:
    headers = {"Idempotency-Key": "crawl-0001"} if method not in SAFE else {}
    answer = browser.request(method, path, headers=headers)
    return answer.status_code, answer.headers.get("location", "")


def test_every_route_asks_a_permission_and_nothing_else_is_mounted(looked_at: Town) -> None:
    assert [route.path for route in routes_of(looked_at) if not route.permissions] == []
    mounts = {route.path for route in make_pages(looked_at.wiring).routes if isinstance(route, Mount)}
    assert mounts == UNCHECKED


def test_server_with_an_open_door_does_not_start(looked_at: Town) -> None:
    app = make_pages(looked_at.wiring)
    app.add_api_route("/open", lambda: "x")
    with pytest.raises(RuntimeError, match="/open"):
        require_permissions(app)


def test_public_routes_are_the_ones_that_are_listed(looked_at: Town) -> None:
    found = {name for route in routes_of(looked_at) for _, name in called(route) if route.permissions == (anyone,)}
    assert found == FOR_THE_PUBLIC


def test_public_is_refused_everywhere_else(looked_at: Town) -> None:
    browser = looked_at.client()
    let_in = []
    for route in routes_of(looked_at):
        for method, name in called(route):
            if name in FOR_THE_PUBLIC:
                continue
            status, location = ask(browser, method, filled(route.path))
            if status != 401 and not (
                status == 303 and location.startswith(("/sign-in?next=", "/sign-in/expert?next="))
            ):
                let_in.append((name, status))
    assert let_in == []


@pytest.mark.parametrize("role", list(Role))
def test_each_role_is_let_in_where_its_permissions_say_and_nowhere_else(town: Town, role: Role) -> None:
    browser = town.someone(role)
    wrong = []
    for route in routes_of(town):
        for method, name in called(route):
            if name == "POST /sign-out" or "stay" in name:
                continue
            allowed = all(permission(actor_like(role)) for permission in route.permissions)
            status, _ = ask(browser, method, filled(route.path))
            if (status == 403) is allowed or status >= 500:
                wrong.append((name, allowed, status))
    assert wrong == []


def odd_values(turn: int) -> Sequence[str]:
    """The few of a quick run; five turns in a row try them all."""
    return [HOSTILE[(QUICK * turn + more) % len(HOSTILE)] for more in range(QUICK)]


def bugs_at_odd_addresses(town: Town, role: Role | None, *, every: bool) -> list[tuple[str, str, int]]:
    """Routes that end in a bug when something odd stands in their address."""
    browser, bugs = town.someone(role), []
    addressed = [route for route in routes_of(town) if "{" in route.path]
    for at, route in enumerate(addressed, start=EVERYBODY.index(role)):
        for value in HOSTILE if every else odd_values(at):
            for method, name in called(route):
                status, _ = ask(browser, method, filled(route.path, value))
                if status >= 500:
                    bugs.append((name, value, status))
    return bugs


def test_roles_together_try_every_odd_value_at_every_address() -> None:
    for at in range(len(HOSTILE)):
        assert {value for turn in range(len(EVERYBODY)) for value in odd_values(at + turn)} == set(HOSTILE)


@pytest.mark.parametrize("role", EVERYBODY)
def test_no_address_ends_in_a_bug_whatever_stands_in_it(town: Town, role: Role | None) -> None:
    assert bugs_at_odd_addresses(town, role, every=False) == []


@pytest.mark.full
@pytest.mark.parametrize("role", EVERYBODY)
def test_no_address_ends_in_a_bug_with_any_odd_value(town: Town, role: Role | None) -> None:
    assert bugs_at_odd_addresses(town, role, every=True) == []


def actor_like(role: Role):  # a helper of this file
    from api.actor import Actor

    return Actor(role=role, name="x")
