"""Two servers on one database and one data folder: what one took, the other knows, and nothing is done twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from api.app import make_app
from api.wiring import Wiring
from expertpool.db import open_session
from expertpool.models import ReviewAnswer
from expertpool.party.halls import Halls
from expertpool.queries.ledger import size_of
from tests.web.review_desk import GROUP, MINE, READER, with_review
from tests.web.town import HOST, SAME_SITE, Town
from web.app import joined, make_pages

FIELDS = f"/desk/groups/{GROUP}/packets/{MINE}/fields"


@pytest.fixture
def servers(town: Town) -> tuple[TestClient, TestClient]:
    """One reader, signed in, at two servers that share nothing but database and folder."""
    cookies = with_review(town).expert(READER).cookies
    found = []
    for _ in range(2):
        wiring = Wiring(Halls(town.settings.home / "halls"), settings=town.settings, clock=town.clock)
        site = joined(make_app(wiring), make_pages(wiring), wiring)
        found.append(TestClient(site, HOST, headers=SAME_SITE, follow_redirects=False, cookies=dict(cookies)))
    return found[0], found[1]


def test_what_one_server_took_the_other_shows(servers: tuple[TestClient, TestClient]) -> None:
    one, other = servers
    assert one.post(f"/desk/groups/{GROUP}/accept").status_code == 303
    assert other.post(f"/desk/groups/{GROUP}/pledge", data={"agreed": "1"}).status_code == 303
    for server, mark in ((one, "70"), (other, "80"), (one, "90"), (other, "85.5")):
        assert server.post(FIELDS, data={"line": "0", "mark": mark}).status_code == 303
    shown = [server.get(FIELDS.removesuffix("/fields")).text for server in servers]
    assert ['value="85.5"' in text for text in shown] == [True, True]


def test_a_write_sent_to_both_at_once_is_done_once(town: Town, servers: tuple[TestClient, TestClient]) -> None:
    with ThreadPoolExecutor(2) as both:
        path = f"/desk/groups/{GROUP}/accept?once=one-key-for-both"
        answers = list(both.map(lambda server: server.post(path).status_code, servers))
    with open_session(town.settings, reading=True) as session:
        assert [one.answer for one in session.exec(select(ReviewAnswer))] == ["accepted"]
        before = size_of(session)
    assert answers == [303, 303]
    assert [server.post(path).status_code for server in servers] == [303, 303]
    with open_session(town.settings, reading=True) as session:
        assert size_of(session) == before


def test_who_signs_out_at_one_server_is_out_at_both(servers: tuple[TestClient, TestClient]) -> None:
    one, other = servers
    assert [server.get("/desk").status_code for server in servers] == [200, 200]
    assert one.post("/sign-out").status_code == 303
    assert other.get("/desk").status_code == 303


def test_wrong_passwords_are_counted_over_both(servers: tuple[TestClient, TestClient]) -> None:
    tried = []
    for turn in range(12):
        sent = {"name": "office", "password": f"wrong-{turn}", "code": "000000"}
        tried.append(servers[turn % 2].post("/api/v1/sign-ins/staff", json=sent).status_code)
    locked = tried.index(429)
    assert tried == [403] * locked + [429] * (12 - locked)
    assert locked < 12 // 2 + 1
