"""One transaction a request: committed before the answer, undone by a refusal, and writers who wait without threads."""

from __future__ import annotations

import asyncio
import time

import httpx2
import pytest
from fastapi import APIRouter, FastAPI
from sqlmodel import select
from starlette.testclient import TestClient

from api.permissions import Public, require_permissions
from api.refusals import answer_refusals
from api.repeats import FormRoute
from api.wiring import Now, Reading, TheWiring, Writing
from expertpool.db import open_session
from expertpool.errors import Refusal
from expertpool.models import Role, Unit
from tests.web.town import HOST, Town

router = APIRouter(route_class=FormRoute)


@router.post("/units/{name}")
def make(name: str, session: Writing, wiring: TheWiring, _actor: Public) -> dict[str, bool]:
    session.add(Unit(name=name))
    session.flush()
    if name.startswith("refused"):
        raise Refusal("api.no_page")
    if name.startswith("broken"):
        raise ValueError(name)
    with wiring.reading() as other:
        return {"seen": other.get(Unit, name) is not None}


@router.post("/slow/{name}")
def make_slowly(name: str, session: Writing, _actor: Public) -> dict[str, bool]:
    session.add(Unit(name=name))
    session.flush()
    time.sleep(0.002)
    return {"made": True}


@router.get("/units/{name}")
def look(name: str, session: Reading, _actor: Public, _at: Now) -> dict[str, bool]:
    return {"there": session.get(Unit, name) is not None}


@pytest.fixture
def app(town: Town) -> FastAPI:
    made = FastAPI()
    made.state.wiring = town.wiring
    made.include_router(router)
    require_permissions(made)
    answer_refusals(made)
    return made


def units(town: Town) -> list[str]:
    with open_session(town.settings, reading=True) as session:
        return sorted(session.exec(select(Unit.name)).all())


def test_write_stands_when_its_answer_comes_and_not_before(app: FastAPI) -> None:
    client = TestClient(app, HOST, raise_server_exceptions=False)
    assert client.post("/units/a").json() == {"seen": False}
    assert client.get("/units/a").json() == {"there": True}


@pytest.mark.parametrize(("name", "status"), [("refused", 404), ("broken", 500)])
def test_refusal_and_bug_leave_nothing_behind(town: Town, app: FastAPI, name: str, status: int) -> None:
    client = TestClient(app, HOST, raise_server_exceptions=False)
    assert client.post(f"/units/{name}").status_code == status
    assert units(town) == []
    assert client.post("/units/b").status_code == 200


def test_more_writers_than_threads_all_get_through(town: Town, app: FastAPI) -> None:
    async def all_at_once() -> list[int]:
        transport = httpx2.ASGITransport(app)
        async with httpx2.AsyncClient(transport=transport, base_url=HOST, timeout=60) as client:
            writing = [client.post(f"/slow/{number}") for number in range(120)]
            reading = [client.get(f"/units/{number}") for number in range(120)]
            return [answer.status_code for answer in await asyncio.gather(*writing, *reading)]

    begun = time.monotonic()
    assert set(asyncio.run(all_at_once())) == {200}
    assert len(units(town)) == 120
    assert time.monotonic() - begun < 25


def test_stay_is_noted_once_a_minute_at_most(town: Town) -> None:
    browser = town.staff(Role.OFFICE)
    seen = []
    for _ in range(4):
        town.clock.moves(seconds=25)
        seen.append(browser.get("/api/v1/sign-ins").json()["items"][0]["seen_at"])
    assert len(set(seen)) == 2
