"""Every answer to everybody, read whole: no applicant reaches an expert, no expert the public, no score anybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response
from starlette.testclient import TestClient

from api.app import make_app
from api.permissions import Public
from expertpool.models import Role
from tests.web.crawl import crawl, ways_of
from tests.web.planted import FORBIDDEN, Applicant, Scored, found_in, person, planted, spellings, whole
from tests.web.review_desk import READER, begun
from tests.web.town import HOST, Town, copied

STAFF = (Role.OFFICE, Role.INSPECTOR, Role.HRSS, Role.ADMINISTRATOR)


@pytest.fixture(scope="module")
def settled_and_planted(settled: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with copied(settled, tmp_path_factory.mktemp("planted") / "home") as town:
        yield planted(town)


@pytest.fixture
def peopled(settled_and_planted: Town, tmp_path: Any) -> Iterator[Town]:
    """A copy of this test's own: crawlers write, too."""
    settled_and_planted.wiring.engine.dispose()
    with copied(settled_and_planted, tmp_path / "home") as town:
        town.clock.at = settled_and_planted.clock.at
        yield town


def leaks(browser: TestClient, town: Town, role: Role | None, *, wholly: bool) -> list[tuple[str, str, list[str]]]:
    """Answers that hold what this sort of person may not meet, and those that are bugs."""
    who = "public" if role is None else READER if role is Role.EXPERT else "staff"
    found = []
    for name, path, answer in crawl(browser, ways_of(town), role, whole=wholly):
        wrong = found_in(whole(answer), FORBIDDEN[who], asked=path)
        if wrong or answer.status_code >= 500:
            found.append((name, path, wrong or [str(answer.status_code)]))
    return found


def test_no_answer_to_an_expert_names_an_applicant_another_expert_or_a_score(peopled: Town) -> None:
    assert leaks(begun(peopled, READER), peopled, Role.EXPERT, wholly=False) == []


def test_no_answer_to_the_public_names_an_applicant_an_expert_or_a_score(peopled: Town) -> None:
    assert leaks(peopled.client(), peopled, None, wholly=False) == []


@pytest.mark.full
def test_nothing_leaks_to_an_expert_whatever_is_asked(peopled: Town) -> None:
    assert leaks(begun(peopled, READER), peopled, Role.EXPERT, wholly=True) == []


@pytest.mark.full
def test_nothing_leaks_to_the_public_whatever_is_asked(peopled: Town) -> None:
    assert leaks(peopled.client(), peopled, None, wholly=True) == []


@pytest.mark.full
@pytest.mark.parametrize("role", STAFF)
def test_no_score_leaks_to_staff_before_the_round_is_closed(peopled: Town, role: Role) -> None:
    assert leaks(peopled.staff(role), peopled, role, wholly=True) == []


@pytest.mark.parametrize("role", STAFF)
def test_no_list_that_staff_can_read_holds_a_sealed_score(peopled: Town, role: Role) -> None:
    browser, found = peopled.staff(role), []
    for way in ways_of(peopled):
        if way.method == "GET" and "{" not in way.path:
            answer = browser.get(way.path)
            found += [(way.name, one) for one in found_in(whole(answer), FORBIDDEN["staff"])]
    assert found == []


def test_what_is_forbidden_is_really_there_to_be_found(settled_and_planted: Town) -> None:
    """A crawl that finds nothing says nothing unless what it looks for is in the town."""
    home = settled_and_planted.settings.home
    kept = b"".join(path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file())
    settled_and_planted.wiring.engine.dispose()
    assert [text for text in Applicant().canaries if text.encode() not in kept] == []
    office = settled_and_planted.staff(Role.OFFICE).get("/api/v1/experts?limit=200").text
    assert person(7).name in office
    own = begun(settled_and_planted, "E0004").get("/desk/groups/g1/packets/9999-0000").text
    assert Scored().comment in own


@pytest.mark.parametrize("text", [Applicant().name, Applicant().phone, person(4).name, Scored().comment])
def test_search_knows_a_name_in_every_spelling(text: str) -> None:
    for spelling in spellings(text):
        assert found_in(b"<p>" + spelling + b"</p>", [text]) == [text], spelling


@dataclass(frozen=True)
class Planted:
    """A route that leaks in one way."""

    name: str

    def __call__(self, _actor: Public) -> Response:
        text = Applicant().name
        if self.name == "redirect":
            return RedirectResponse(f"/x?name={Applicant().phone}")
        answer = Response(text if self.name == "body" else "")
        if self.name == "cookie":
            answer.set_cookie("who", Applicant().id_number)
        if self.name == "header":
            answer.headers["X-Case"] = Applicant().key
        if self.name == "error":
            answer.status_code, answer.body = 404, text.encode("gb18030")
            answer.headers["content-length"] = str(len(answer.body))
        return answer


@pytest.mark.parametrize("where", ["body", "redirect", "cookie", "header", "error"])
def test_route_that_leaks_is_found(settled_and_planted: Town, where: str) -> None:
    app, router = make_app(settled_and_planted.wiring), APIRouter()
    router.add_api_route("/leaking", Planted(where), response_model=None)
    app.include_router(router)
    answer = TestClient(app, HOST, follow_redirects=False).get("/leaking")
    assert len(found_in(whole(answer), FORBIDDEN["public"], asked="/leaking")) == 1
