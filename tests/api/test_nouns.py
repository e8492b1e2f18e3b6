"""The API noun by noun in a town with a season under way: what each role gets, and how writes come out."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from expertpool.models import Role
from tests.web.planted import COMMITTEE, MEMBERS, RESERVE, planted
from tests.web.review_desk import FILES, GROUP, MARKS, MINE, READER, SHARED, STRANGER, digest
from tests.web.town import Town, copied, problem

API = "/api/v1"
PACKETS = f"{API}/groups/{GROUP}/packets"


@pytest.fixture(scope="module")
def under_way(settled: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with copied(settled, tmp_path_factory.mktemp("under-way") / "home") as town:
        yield planted(town)


@pytest.fixture(scope="module")
def office(under_way: Town) -> TestClient:
    return under_way.staff(Role.OFFICE)


@pytest.fixture(scope="module")
def hrss(under_way: Town) -> TestClient:
    return under_way.staff(Role.HRSS)


@pytest.fixture
def own(under_way: Town, tmp_path: Path) -> Iterator[Town]:
    under_way.wiring.engine.dispose()
    with copied(under_way, tmp_path / "home") as town:
        town.clock.at = under_way.clock.at
        yield town


def write(browser: TestClient, method: str, path: str, key: str, body: Any = None) -> Any:
    return browser.request(method, f"{API}{path}", json=body, headers={"Idempotency-Key": f"noun-0000{key}"})


def test_committee_with_its_draw_is_listed_by_seat_for_overseers_and_by_name_for_the_office_alone(
    office: TestClient, hrss: TestClient
) -> None:
    (listed,) = hrss.get(f"{API}/committees?year=2025").json()["items"]
    assert (listed["name"], hrss.get(f"{API}/committees/{listed['id']}").json()) == (COMMITTEE.name, listed)
    draws = f"{API}/committees/{listed['id']}/draws"
    (drawn,) = hrss.get(draws).json()["items"]
    assert (drawn["outcome"], drawn["members"], drawn["reserves"]) == ("seated", 3, 1)
    seats = hrss.get(f"{draws}/1/seats").json()["items"]
    assert [one["seat"] for one in seats] == ["member-01", "member-02", "member-03", "reserve-01"]
    people = office.get(f"{draws}/1/people").json()["items"]
    assert [one["expert_no"] for one in people] == [*MEMBERS, RESERVE]
    assert problem(hrss.get(f"{draws}/1/people")) == (403, "api.not_allowed")
    assert problem(hrss.get(f"{draws}/2/seats")) == (404, "api.no_draw")
    assert problem(hrss.get(f"{API}/committees/99")) == (404, "api.no_committee")


def test_days_of_a_committee_are_stated_and_shown(own: Town) -> None:
    office = own.staff(Role.OFFICE)
    asked = {"review_end": "2025-08-20", "filed_until": "2026-01-01"}
    told = write(office, "PUT", "/committees/1/season", "1", asked).json()
    assert (told["days"]["review_end"], told["stated"]) == ("2025-08-20", True)
    assert office.get(f"{API}/committees/1/season").json() == told
    assert problem(write(own.staff(Role.HRSS), "PUT", "/committees/1/season", "2", asked)) == (403, "api.not_allowed")


def test_unit_is_affiliated_and_released_once_under_one_key(own: Town) -> None:
    office = own.staff(Role.OFFICE)
    asked = {"name": "检测中心", "affiliate_of": "研究院"}
    made = [write(office, "POST", "/units/affiliate", "1", asked) for _ in range(2)]
    assert [one.json() for one in made] == [asked, asked]
    assert made[1].headers["idempotent-replay"] == "true"
    circle = {"name": "研究院", "affiliate_of": "检测中心"}
    assert problem(write(office, "POST", "/units/affiliate", "2", circle)) == (409, "pool.affiliate_circle")
    released = write(office, "POST", "/units/release", "3", {"name": "检测中心"}).json()
    assert released == {"name": "检测中心", "affiliate_of": None}
    assert office.get(f"{API}/units").json()["total"] == 2


def test_season_says_what_is_due_how_far_each_is_and_what_is_stuck(office: TestClient) -> None:
    assert office.get(f"{API}/seasons").json()["items"] == [2025]
    (step,) = office.get(f"{API}/seasons/2025/committees").json()["items"]
    assert (step["name"], step["step"]) == (COMMITTEE.name, "posted")
    due = office.get(f"{API}/seasons/2025/due?lang=zh").json()["items"]
    assert all(one["clause"] and one["says"] for one in due)
    stuck = office.get(f"{API}/seasons/2025/stuck").json()["items"]
    assert {"complaint-open", "sheets-missing"} <= {one["what"] for one in stuck}
    assert problem(office.get(f"{API}/seasons/1991/due")) == (404, "season.dates_unknown")


def test_filing_is_opened_once_and_moved_with_its_paper(own: Town) -> None:
    office = own.staff(Role.OFFICE)
    asked = {"kind": "annual-notice", "year": 2025, "committee": 1}
    again = write(office, "POST", "/filings", "1", asked).json()
    assert again == {"number": 1, "first": False}
    paper = {"paper": "notice", "name": "通知.pdf", "content": base64.b64encode(FILES[MINE]).decode()}
    spoilt = {"transition": "issue", "papers": [paper | {"content": "%%"}]}
    assert problem(write(office, "POST", "/filings/1/steps", "2", spoilt)) == (400, "api.not_base64")
    told = write(office, "POST", "/filings/1/steps", "3", {"transition": "issue", "papers": [paper]}).json()
    (step,) = told["steps"]
    assert (step["transition"], [one["digest"] for one in step["papers"]]) == ("issue", [digest(MINE)])
    assert office.get(f"{API}/filings/1").json() == told
    assert problem(office.get(f"{API}/filings/77")) == (404, "filing.no_filing")
    assert {one["kind"] for one in office.get(f"{API}/filings?year=2025").json()["items"]} >= {"annual-notice"}


def test_reader_goes_from_the_invitation_to_the_receipt(own: Town) -> None:
    browser = own.expert(READER)
    assert problem(browser.get(f"{PACKETS}/{SHARED}")) == (404, "desk.nothing_here")
    refused = write(browser, "POST", f"/groups/{GROUP}/answer", "1", {"answer": "perhaps"})
    assert problem(refused) == (400, "api.no_answer")
    write(browser, "POST", f"/groups/{GROUP}/answer", "2", {"answer": "accepted"})
    assert browser.get(PACKETS).json()["items"] == []
    told = write(browser, "POST", f"/groups/{GROUP}/pledge", "3").json()
    assert (told["answer"], told["pledged"], told["packets"]) == ("accepted", True, 2)
    listed = {one["codename"]: one for one in browser.get(PACKETS).json()["items"]}
    assert (sorted(listed), listed[SHARED]["pages"], listed[SHARED]["digest"]) == ([MINE, SHARED], 3, digest(SHARED))
    assert browser.get(f"{PACKETS}/{SHARED}/file").content == FILES[SHARED]
    early = write(browser, "POST", f"/groups/{GROUP}/packets/{SHARED}/sheet", "4")
    assert problem(early) == (422, "api.sheet_unfit")
    for line, mark in MARKS.items():
        saved = write(browser, "PUT", f"/groups/{GROUP}/packets/{SHARED}/draft/mark-{line}", f"5{line}", {"text": mark})
        assert (saved.json()["text"], saved.json()["fault"]) == (mark, None)
    receipt = write(browser, "POST", f"/groups/{GROUP}/packets/{SHARED}/sheet", "6").json()
    assert receipt == browser.get(f"{PACKETS}/{SHARED}/receipt").json()
    assert (receipt["version"], browser.get(f"{PACKETS}/{SHARED}").json()["handed_in"]) == (1, True)
    assert write(browser, "POST", f"/groups/{GROUP}/packets/{MINE}/recognition", "7").status_code == 204
    assert problem(browser.get(f"{PACKETS}/{MINE}")) == (404, "desk.nothing_here")


def test_progress_is_told_in_numbers_alone(office: TestClient) -> None:
    dealt = {one["group"]: one for one in office.get(f"{API}/assignments").json()["items"]}
    assert (dealt[GROUP]["packets"], dealt[GROUP]["readers"], dealt[GROUP]["readings"]) == (3, 2, 4)
    assert (dealt[GROUP]["accepted"], dealt[GROUP]["recused"], dealt[GROUP]["withdrawn"]) == (1, 0, 0)
    scored = [one for one in office.get(f"{API}/scores").json()["items"] if one["group"] == GROUP]
    assert scored == [{"group": GROUP, "round": 1, "owed": 4, "came": 1, "closed": False}]


def test_meeting_and_posted_results_are_told_in_numbers_alone(hrss: TestClient) -> None:
    (meeting,) = hrss.get(f"{API}/meetings").json()["items"]
    assert (meeting["called"], meeting["present"], meeting["candidates"]) == (4, 3, 1)
    assert hrss.get(f"{API}/meetings/{meeting['id']}").json() == meeting
    assert problem(hrss.get(f"{API}/meetings/99")) == (404, "meeting.unknown")
    (posted,) = hrss.get(f"{API}/results").json()["items"]
    assert (posted["listed"], posted["complaints"], posted["answered"]) == (1, 1, 0)


def test_matrix_and_reports_are_for_whoever_oversees(office: TestClient, hrss: TestClient) -> None:
    rules = hrss.get(f"{API}/oversight/rules?year=2025").json()
    (judged,) = hrss.get(f"{API}/oversight/committees?year=2025").json()["items"]
    assert {cell["rule"] for cell in judged["cells"]} <= {one["rule"] for one in rules["items"]} or rules["next"]
    assert sum(judged["states"].values()) == len(judged["cells"])
    assert hrss.get(f"{API}/reports").json()["items"] == []
    assert problem(office.get(f"{API}/reports")) == (403, "api.not_allowed")


def test_ledger_shows_entries_without_payload_and_to_no_reader(under_way: Town, hrss: TestClient) -> None:
    head = hrss.get(f"{API}/ledger/head").json()
    last = hrss.get(f"{API}/ledger/entries/{head['size'] - 1}").json()
    assert (last["actor"], sorted(last)) == (
        "office",
        ["actor", "at", "body_hash", "kind", "leaf_hash", "scope", "seq"],
    )
    assert problem(hrss.get(f"{API}/ledger/entries/{head['size']}")) == (404, "api.no_entry")
    assert problem(under_way.expert(STRANGER).get(f"{API}/ledger/head")) == (403, "api.not_allowed")


def test_rules_and_verifier_are_for_everybody_and_a_certificate_is_checked_without_being_kept(under_way: Town) -> None:
    public = under_way.client()
    rules = public.get(f"{API}/rules?on=2025-08-01&limit=200").json()
    assert (rules["total"] > 20, {one["rule"] for one in rules["items"]} >= {"outside-peers"}) == (True, True)
    assert public.get(f"{API}/certificates/verifier").content.startswith(b"#!/usr/bin/env python3")
    before = sorted(path for path in under_way.settings.home.rglob("*"))
    told = public.post(f"{API}/certificates/check", content=b'{"payload": 1}').json()
    assert (told["code"], told["said"][0]) == (5, "不符")
    assert sorted(path for path in under_way.settings.home.rglob("*")) == before
