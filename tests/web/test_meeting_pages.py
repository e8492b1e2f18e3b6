"""A meeting at the desk: called, the roll checked and frozen, departures, paper ballots counted by two people apart."""

from __future__ import annotations

import html
import re

import pytest
from starlette.testclient import TestClient

from expertpool.db import open_session
from expertpool.models import Role
from expertpool.queries.ballots import counts_of
from expertpool.queries.ledger_audit import audit_ledger
from expertpool.queries.meetings import meeting_of
from tests.conftest import make_expert
from tests.oversight.seasons import seat
from tests.web.office_town import COMMITTEE, HOME, called, kept, roll_of
from tests.web.town import Town, sentences
from web.committee_form import draft

VOTES = {"given_out": "11", "found": "11"} | {
    f"{field}-{place}": value
    for place in (1, 2)
    for field, value in (("yes", "8"), ("no", "2"), ("abstained", "1"), ("spoilt", "0"))
}


@pytest.fixture
def office(town: Town) -> TestClient:
    """An office whose panel of eleven is seated."""
    browser, people = town.staff(Role.OFFICE), [make_expert(number) for number in range(1, 13)]
    kept(browser)
    with open_session(town.settings) as session:
        seat(session, people, draft(COMMITTEE).committee, [one.facts.expert_no for one in people[:11]])
        session.commit()
    return browser


@pytest.fixture
def meeting(office: TestClient) -> str:
    return called(office, "4821-3907 综合", "1111-2222 综合")


@pytest.fixture
def frozen(office: TestClient, meeting: str) -> str:
    answer = office.post(f"{meeting}/freeze", data=roll_of(office, meeting))
    assert answer.status_code == 303, sentences(answer)
    return meeting


def counts(town: Town) -> list[tuple[int, int, list[tuple[int, bool]]]]:
    """Number, mismatches, and the yes votes with the outcome of each candidate."""
    with open_session(town.settings, reading=True) as session:
        assert audit_ledger(session).findings == ()
        return [
            (one.number, len(one.mismatches), [(each["yes"], each["passed"]) for each in one.outcomes])
            for one in counts_of(session, 1)
        ]


def test_meeting_needs_a_panel_and_candidates(town: Town) -> None:
    office = town.staff(Role.OFFICE)
    kept(office)
    assert "抽出名单之后才能召开会议" in office.get(f"{HOME}/meetings").text
    answer = office.post(f"{HOME}/meetings", data={"candidates": "4821-3907"})
    assert (answer.status_code, len(sentences(answer))) == (422, 1)


@pytest.mark.parametrize("candidates", ["", "4821-3907\n4821-3907"])
def test_candidates_that_cannot_be_called_are_sent_back_as_typed(office: TestClient, candidates: str) -> None:
    answer = office.post(f"{HOME}/meetings", data={"candidates": candidates})
    assert (answer.status_code, len(sentences(answer))) == (422, 1)
    assert candidates in html.unescape(answer.text).replace("\r", "")


def test_check_says_what_the_rules_say_and_keeps_nothing(town: Town, office: TestClient, meeting: str) -> None:
    few = roll_of(office, meeting) | {f"present-M{number:02}": "否" for number in range(1, 5)}
    page = html.unescape(office.post(f"{meeting}/check", data=few).text)
    assert "到会 7 人，共 11 席" in page
    assert "40号令 第二十" in page.split('id="checked"')[1]
    assert 'name="present-M01" value="否" checked' in page
    with open_session(town.settings, reading=True) as session:
        assert meeting_of(session, 1).frozen_at is None


@pytest.mark.parametrize(("present", "opens"), [(8, True), (7, False)], ids=str)
def test_two_thirds_of_eleven_open_a_meeting_and_one_fewer_does_not(
    office: TestClient, meeting: str, present: int, opens: bool
) -> None:
    absent = {f"present-M{number:02}": "否" for number in range(present + 1, 12)}
    answer = office.post(f"{meeting}/freeze", data=roll_of(office, meeting) | absent)
    assert answer.status_code == (303 if opens else 422)


@pytest.mark.parametrize(
    ("changed", "row"),
    [
        ({"present-M03": ""}, "M03"),
        ({"recused-M02": "9999-9999", "ground-M02": "师生"}, "M02"),
        ({"recused-M02": "4821-3907"}, "M02"),
        ({"pledged_on-M05": "yesterday"}, "M05"),
    ],
    ids=str,
)
def test_fault_in_the_roll_is_told_at_the_persons_line(
    office: TestClient, meeting: str, changed: dict[str, str], row: str
) -> None:
    answer = office.post(f"{meeting}/check", data=roll_of(office, meeting) | changed)
    assert (answer.status_code, len(sentences(answer))) == (422, 1)
    assert f'id="row-{row}-fault"' in answer.text, sentences(answer)
    assert 'name="present-M01" value="是" checked' in answer.text


@pytest.mark.usefixtures("town")
def test_frozen_roll_stays_and_departures_stand_beside_it(office: TestClient, frozen: str) -> None:
    assert office.post(f"{frozen}/freeze", data=roll_of(office, frozen)).status_code == 422
    for code in ("M01", "M02", "M03", "M04"):
        assert office.post(f"{frozen}/leave", data={"member": code, "why": "急诊"}).status_code == 303
    page = html.unescape(office.get(frozen).text)
    assert "离会后只剩 7 人，不足 8 人" in page
    assert "到会 11 人" in page
    assert office.post(f"{frozen}/leave", data={"member": "M99", "why": "急诊"}).status_code == 422
    assert office.post(f"{frozen}/leave", data={"member": "M05", "why": ""}).status_code == 422


def test_two_people_who_counted_the_same_give_a_result(town: Town, office: TestClient, frozen: str) -> None:
    inspector = town.staff(Role.INSPECTOR)
    assert office.post("/counts/1", data=VOTES).status_code == 303
    assert counts(town) == []
    assert inspector.post("/counts/1", data=VOTES).status_code == 303
    assert counts(town) == [(1, 0, [(8, True), (8, True)])]
    assert "通过" in office.get(frozen).text
    assert standing_of_votes(office) == ("已计票（纸质）", True)
    page = inspector.get("/ballots/1").text
    assert ("用纸质选票" in page, "放入" in page, 'action="/ballots/1' in page) == (True, False, False)


def standing_of_votes(browser: TestClient) -> tuple[str, bool]:
    """How the first meeting stands on the list of ballots, and whether that is well."""
    (found,) = re.findall(r'<span class="tag( good| warn)?">([^<]+)</span>', browser.get("/ballots").text)
    return found[1], found[0] == " good"


@pytest.mark.usefixtures("frozen")
def test_meeting_that_nobody_counted_yet_has_not_begun_to_vote(office: TestClient) -> None:
    assert standing_of_votes(office) == ("未开始", False)


@pytest.mark.usefixtures("frozen")
def test_second_counter_sees_none_of_the_firsts_numbers(town: Town, office: TestClient) -> None:
    inspector = town.staff(Role.INSPECTOR)
    strange = VOTES | {"yes-1": "7", "no-1": "3", "found": "11"}
    assert office.post("/counts/1", data=strange).status_code == 303
    body = inspector.get("/counts/1").text.split("<main")[1]
    assert re.findall(r'name="[a-z_-]+\d?" [^>]*value="([^"]+)"', body) == []
    waiting = inspector.get("/waiting").text
    assert '/counts/1"' in waiting
    assert inspector.get("/waiting/1").status_code in (400, 404)
    assert inspector.post("/waiting/1/confirm", data={"digest": "x"}).status_code in (400, 404)


@pytest.mark.usefixtures("frozen")
def test_same_person_cannot_count_twice(town: Town, office: TestClient) -> None:
    office.post("/counts/1", data=VOTES)
    answer = office.post("/counts/1", data=VOTES)
    assert (answer.status_code, "必须是两个人" in sentences(answer)[0], counts(town)) == (422, True, [])


def test_counters_who_differ_are_both_entered_and_nothing_is_tallied(
    town: Town, office: TestClient, frozen: str
) -> None:
    inspector = town.staff(Role.INSPECTOR)
    office.post("/counts/1", data=VOTES)
    inspector.post("/counts/1", data=VOTES | {"yes-1": "9", "no-1": "1"})
    assert counts(town) == [(1, 2, [])]
    assert "不一致" in office.get(frozen).text
    assert standing_of_votes(office) == ("纸质计票不一致", False)
    inspector.post("/counts/1", data=VOTES)
    office.post("/counts/1", data=VOTES)
    assert counts(town) == [(1, 2, []), (2, 0, [(8, True), (8, True)])]


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"yes-1": ""}, "yes-1"), ({"no-2": "-1"}, "no-2"), ({"found": "x"}, "found"), ({"yes-2": "9"}, "yes-2")],
    ids=str,
)
@pytest.mark.usefixtures("frozen")
def test_slip_of_the_pen_is_sent_back_at_its_field(office: TestClient, changed: dict[str, str], field: str) -> None:
    answer = office.post("/counts/1", data=VOTES | changed)
    assert (answer.status_code, len(sentences(answer))) == (422, 1)
    assert f'id="{field}-fault"' in answer.text
    assert 'id="no-1" name="no-1" inputmode="numeric" autocomplete="off" value="2"' in answer.text


@pytest.mark.usefixtures("office")
@pytest.mark.usefixtures("frozen")
def test_hrss_and_experts_count_nothing(town: Town) -> None:
    for role in (Role.HRSS, Role.ADMINISTRATOR, Role.EXPERT):
        browser = town.someone(role)
        assert (browser.get("/counts/1").status_code, browser.post("/counts/1", data=VOTES).status_code) == (403, 403)


def test_meetings_papers_are_printed_and_ballots_of_one_meeting_are_alike(office: TestClient, frozen: str) -> None:
    for file in ("roll.pdf", "agenda.pdf", "count-1.pdf"):
        assert office.get(f"{frozen}/papers/{file}").content.startswith(b"%PDF")
    ballots = [office.get(f"{frozen}/papers/ballots.pdf").content for _ in range(2)]
    assert ballots[0] == ballots[1]
    assert office.get(f"{frozen}/papers/..%2fx").status_code in (400, 404)


@pytest.mark.usefixtures("meeting")
def test_meeting_of_another_committee_is_none_of_this_one(office: TestClient) -> None:
    other = office.post("/committees/new/save", data=COMMITTEE | {"name": "别的评委会"}).headers["location"]
    assert office.get(f"{other}/meetings/1").status_code in (400, 404)
    assert office.get(f"{other}/meetings/1/papers/roll.pdf").status_code in (400, 404)
