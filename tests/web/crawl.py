"""Every route with every value that stands for something: one's own, other people's, nothing, nonsense."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.testclient import TestClient

from api.actor import Actor
from api.dependants import guards_in
from api.permissions import Permission
from api.repeats import SAFE
from expertpool.models import Role
from tests.web.planted import CANDIDATE, COMMITTEE
from tests.web.review_desk import ELSEWHERE, GROUP, MINE, NOBODYS, OTHER, READER, SHARED, STRANGER, THEIRS, digest
from tests.web.site import made_for
from tests.web.test_every_route import EXAMPLES, HOSTILE
from tests.web.town import Town

VALUES: dict[str, tuple[str, ...]] = {
    "group": (GROUP, OTHER, "g9"),
    "packet": (SHARED, MINE, THEIRS, ELSEWHERE, NOBODYS, CANDIDATE),
    "expert_no": (READER, STRANGER, "E9999"),
    "committee": ("1", "9"),
    "meeting": ("1", "9"),
    "number": ("1", "2", "999"),
    "digest": (digest(THEIRS), "0" * 64),
    "field": ("mark-0", "comment", "x"),
    "year": ("2025", "2024"),
    "name": ("office", COMMITTEE.name),
    "hall": ("2025-a",),
}
"""By the parameter's name; others take the example of the crawler of permissions, and a 2."""

ODD = (*HOSTILE, "null", "E0004", "*", "1;1", "../g1", "4821-3907%0a")
ASKED = ("1", "2025", "慕容", "申屠", COMMITTEE.name, GROUP, "all", "%", "")
"""For parameters after the question mark."""

QUIET = ("sign-out", "{stay}", "/sign-in")
"""Writes that would end the crawl: they take away the cookie that it goes by."""


@dataclass(frozen=True)
class Way:
    """One method of one route, with the names of what may stand behind the question mark."""

    method: str
    path: str
    asks: tuple[str, ...]
    permissions: tuple[Permission, ...] = ()

    def open_to(self, role: Role | None) -> bool:
        """Whether its permissions let somebody of this role through."""
        return all(one(Actor(role=role, name="E0003")) for one in self.permissions)

    @property
    def name(self) -> str:
        """As lists of findings have it."""
        return f"{self.method} {self.path}"

    def addresses(self, values: Mapping[str, Sequence[str]] = VALUES, *, most: int = 60) -> Iterator[str]:
        """The address with each combination of values."""
        names = re.findall(r"\{([^}:]+)[^}]*\}", self.path)
        known = [values.get(name, (EXAMPLES.get(name, "1"),)) for name in names]
        for at, chosen in enumerate(product(*known)):
            if at >= most:
                return
            pairs = dict(zip(names, chosen, strict=True))
            yield re.sub(r"\{([^}:]+)[^}]*\}", lambda found, held=pairs: held[found[1]], self.path)


def ways_of(town: Town) -> list[Way]:
    """Every way into the site, reading ones first, so that nothing is changed before it was looked at."""
    found = [one for app in made_for(town.wiring) for one in _ways(app)]
    return sorted(found, key=lambda way: way.method not in SAFE)


def _ways(app: FastAPI) -> Iterator[Way]:
    for one in iter_route_contexts(app.routes):
        if isinstance(one.original_route, APIRoute):
            asks = tuple(sorted(field.alias for field in _queries(one.dependant)))
            asked = tuple(guard.permission for guard in guards_in(one.dependant))
            methods = sorted((one.methods or set()) - {"HEAD"})
            yield from (Way(method, one.path or "", asks, asked) for method in methods)


def _queries(dependant: Any) -> Iterator[Any]:
    yield from dependant.query_params
    for below in dependant.dependencies:
        yield from _queries(below)


def questions(way: Way, *, whole: bool) -> Iterator[str]:
    """Addresses of one way: its values, each query by itself, and nonsense in every place."""
    first = ""
    for path in way.addresses(most=60 if whole else 8):
        first = first or path
        yield path
    for name in way.asks if way.method in SAFE or whole else ():
        yield from (f"{first}?{name}={value}" for value in (ASKED if whole else ASKED[1:4]))
    if whole and "{" in way.path:
        yield from (re.sub(r"\{[^}]+\}", lambda _, held=value: held, way.path) for value in ODD)


def ask(browser: TestClient, way: Way, path: str) -> Any:
    """One question; writes come with a key, and with nothing or with fields of all sorts."""
    if way.method in SAFE:
        return browser.request(way.method, path)
    return browser.request(way.method, path, headers={"Idempotency-Key": "crawl-0001"}, **_body(path))


def _body(path: str) -> dict[str, Any]:
    if path.startswith("/api/"):
        return {"json": {"name": "x", "kind": "annual-notice", "year": 2025, "text": "80", "transition": "issue"}}
    return {"data": {"name": "x", "search": "慕容", "line": "0", "mark": "80", "committee": COMMITTEE.name}}


def crawl(
    browser: TestClient, ways: Sequence[Way], role: Role | None, *, whole: bool, writes: bool = True
) -> Iterator[Any]:
    """``(name, address, answer)`` for every question there is.

    Not ``whole``: fewer values of each parameter, and one question each where the role is refused anyway.
    """
    for way in ways:
        if way.method not in SAFE and (not writes or any(part in way.path for part in QUIET)):
            continue
        asked = questions(way, whole=whole)
        for path in asked if whole or way.open_to(role) else islice(asked, 1):
            yield way.name, path, ask(browser, way, path)
