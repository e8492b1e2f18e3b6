"""The whole description of the API held against the API: generated questions, no bug, no answer it does not state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

from api.actor import Actor
from api.app import OPENAPI, make_app
from api.permissions import Door, doors_of
from expertpool.models import Role
from tests.web.planted import planted
from tests.web.review_desk import READER, begun
from tests.web.town import HOST, Town, copied

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]
ASKING = (None, *Role)
DEAR = ("/certificates/check", "/sign-ins/staff", "/sign-ins/expert", "/accounts", "/code")
"""A process of its own, or a hash that is meant to be dear: asked less often."""

DRAWN_FROM = {
    "group": ["g1", "g2", "g9"],
    "packet": ["4821-3907", "9999-0000", "0000-0001"],
    "field": ["mark-0", "reason-1", "comment"],
    "expert_no": ["E0001", "E0012"],
    "committee": ["1", "1", "9"],
    "attempt": ["1", "1", "2"],
    "meeting": ["1", "9"],
    "number": ["1", "0", "9"],
    "year": ["2025", "2024"],
}
"""Values beside the generated ones, so that questions come further than the first refusal."""


@pytest.fixture(scope="module")
def reviewing(settled: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with copied(settled, tmp_path_factory.mktemp("described") / "home") as town:
        yield planted(town)


@pytest.fixture(scope="module")
def browsers(reviewing: Town) -> dict[Role | None, TestClient]:
    """One of each role; the expert may read."""
    return {role: begun(reviewing, READER) if role is Role.EXPERT else reviewing.someone(role) for role in ASKING}


@pytest.fixture(scope="module")
def operations(reviewing: Town) -> list[Any]:
    schema = schemathesis.openapi.from_asgi(OPENAPI, reviewing.site)
    return [found.ok() for found in schema.get_all_operations()]


def send(case: Any, browser: TestClient) -> Any:
    """The question by a browser that is signed in."""
    asked = case.as_transport_kwargs(base_url=HOST)
    data = asked.pop("data", None)
    body = {"content": data} if isinstance(data, bytes | str) else {"data": data} if data else {}
    wanted = {name: asked[name] for name in ("json", "params", "files") if asked.get(name)}
    headers = {name: str(value) for name, value in (asked.get("headers") or {}).items() if name.lower() != "cookie"}
    return browser.request(asked["method"], asked["url"], headers=headers, **wanted, **body)


def ask(operation: Any, browser: TestClient, *, examples: int) -> list[int]:
    """Generated questions about one operation, each answered as the description says; the status codes."""
    seen: list[int] = []

    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def one(case: Any) -> None:
        known = {name: DRAWN_FROM[name] for name in case.path_parameters or {} if name in DRAWN_FROM}
        for name, values in known.items():
            case.path_parameters[name] = values[len(seen) % len(values)]
        answer = send(case, browser)
        seen.append(answer.status_code)
        case.validate_response(answer, checks=CHECKS)

    one()
    return seen


def askers(operation: Any, doors: dict[tuple[str, str], Door]) -> list[Role | None]:
    """Somebody who may, and somebody who may not, where there are such."""
    door = doors[operation.method.upper(), operation.path]
    may = {who: all(one(Actor(role=who, name="x")) for one in door.permissions) for who in ASKING}
    found = [next((who for who in reversed(ASKING) if may[who] is wanted), ()) for wanted in (True, False)]
    return [who for who in found if who != ()]


def test_every_operation_answers_as_the_description_says(
    operations: list[Any], browsers: dict[Role | None, TestClient], reviewing: Town
) -> None:
    doors = {(method, one.path): one for one in doors_of(make_app(reviewing.wiring)) for method in one.methods}
    found: dict[str, set[int]] = {}
    for operation in operations:
        for role in askers(operation, doors):
            seen = ask(operation, browsers[role], examples=1 if operation.path.endswith(DEAR) else 3)
            found.setdefault(f"{operation.method.upper()} {operation.path}", set()).update(seen)
    assert {name for name, statuses in found.items() if max(statuses) >= 500} == set()
    assert len(found) == len(operations)
    went_well = {name for name, statuses in found.items() if min(statuses) < 300}
    assert len(went_well) > 0.6 * len(found)


@pytest.mark.full
@pytest.mark.parametrize("role", ASKING)
def test_every_operation_answers_many_questions_so(
    role: Role | None, operations: list[Any], browsers: dict[Role | None, TestClient]
) -> None:
    for operation in operations:
        seen = ask(operation, browsers[role], examples=4 if operation.path.endswith(DEAR) else 60)
        assert max(seen) < 500, (operation.method, operation.path)


def test_every_route_documents_the_one_shape_of_refusals(operations: list[Any]) -> None:
    wanted = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    odd = {
        f"{operation.method} {operation.path} {status}"
        for operation in operations
        for status, told in operation.definition.raw["responses"].items()
        if not status.startswith("2") and told.get("content") != wanted
    }
    assert odd == set()
    assert all("400" in operation.definition.raw["responses"] for operation in operations)


def test_every_write_documents_its_key_but_those_that_take_none(operations: list[Any]) -> None:
    keyless = {
        f"{operation.method.upper()} {operation.path}"
        for operation in operations
        if operation.method != "get"
        and not any(one["name"] == "Idempotency-Key" for one in operation.definition.raw.get("parameters", []))
    }
    assert keyless == {
        "POST /api/v1/sign-ins/staff",
        "POST /api/v1/sign-ins/expert",
        "POST /api/v1/certificates/check",
    }
