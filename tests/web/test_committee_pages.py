"""Committees at the office: those on record with their draws and names, and a new one tried out from a plain form."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from sqlmodel import select

from expertpool.actions.close_scores import close_scores
from expertpool.actions.open_review import open_review
from expertpool.db import open_session
from expertpool.documents.committee_file import parse_committee
from expertpool.models import Draw, Role
from expertpool.queries.ledger_audit import audit_ledger
from expertpool.queries.review import group_of
from expertpool.rules.facts import SeatRange
from expertpool.rules.toml_file import parse_toml
from tests.actions.review_stage import PLAN
from tests.blind.review_room import PACKETS, RUBRIC, TRUSTEES
from tests.oversight.seasons import committee, pool, seat
from tests.web.town import Town, copied, sentences

NAME = "2025年度第001评审委员会"
ONE = "/committees/1"
NAMED = f"/committees/one?year=2025&name={quote(NAME)}"
WHOLE = {
    "name": "2025年度云岭市工程系列高级职称评审委员会",
    "year": "2025",
    "series": "工程",
    "level": "副高级",
    "basis": "specialty",
    "seats": "11",
    "meeting": "2025-08-15",
}


@pytest.fixture(scope="module")
def drawn(settled: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Two attempts of one committee; the pool of the town itself has twelve, all of engineering."""
    with copied(settled, tmp_path_factory.mktemp("drawn") / "home") as town:
        experts = pool(60)
        people = [one.facts.expert_no for one in experts if one.facts.series == "卫生"]
        with open_session(town.settings) as session:
            for members in (people[:11], people[1:12]):
                seat(session, experts, committee(1), members)
            session.commit()
        yield town


def text(browser: Any, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, answer.text
    return html.unescape(answer.text)


def test_list_shows_each_committee_with_its_attempts_and_assurance(drawn: Town) -> None:
    page = text(drawn.staff(Role.OFFICE), "/committees?year=2025")
    line = next(line for line in page.split("<tr>") if NAME in line)
    assert '<td class="number">2</td>' in line
    assert "已抽出名单" in line
    assert "M0" in line


def test_committee_names_the_newest_panel_and_links_to_its_filings(drawn: Town) -> None:
    page = text(drawn.staff(Role.OFFICE), ONE)
    experts = [one for one in pool(60) if one.facts.series == "卫生"]
    named = page.split('id="seats"')[1]
    assert [one.facts.expert_no in named for one in experts[:12]] == [False] + [True] * 11
    assert experts[5].name in named
    assert page.count('<td class="nowrap">抽取</td>') == 11
    assert f"/filings?year=2025&committee={quote(NAME)}&show=all" in page


def step(town: Town, title: str) -> str:
    """How a step of the committee's year stands, and what the page says of it."""
    pattern = rf'<li class="(\w+)"[^>]*><a[^>]*>{title}</a>.*?<span class="muted">(.*?)</span>'
    found = re.search(pattern, text(town.staff(Role.OFFICE), ONE))
    assert found
    return f"{found[1]}: {found[2]}"


def test_reading_is_done_once_every_group_of_members_is_closed_and_nothing_is_claimed_without_one(
    settled: Town, tmp_path: Path, at: datetime
) -> None:
    experts = pool(60)
    people = [one.facts.expert_no for one in experts if one.facts.series == "卫生"]
    with copied(settled, tmp_path / "home") as town:
        with open_session(town.settings) as session:
            seat(session, experts, committee(1), people[:11])
            session.commit()
        assert step(town, "材料与盲审") == "silent: 没有登记只由名单中专家评审的组。"
        given: dict[str, Any] = {"rubric": RUBRIC, "plan": PLAN, "trustees": TRUSTEES, "packets": PACKETS, "at": at}
        given |= {"title": "组", "seed": bytes(32), "assignment": "00" * 32, "actor": "王"}
        given["assigned"] = dict.fromkeys(PACKETS, people[:1])
        with open_session(town.settings) as session:
            open_review(session, "members", experts=people[:2], **given)
            open_review(session, "others-too", experts=[people[0], "E9999"], **given)
            session.commit()
        assert step(town, "材料与盲审") == f"now: 名单中专家的评审组：交来打分 0/{len(PACKETS)} 份。"
        with open_session(town.settings) as session:
            close_scores(session, group_of(session, "members"), despite_missing=True, at=at, actor="王")
            session.commit()
        assert step(town, "材料与盲审").startswith("done: ")


def test_committee_is_found_by_its_name_under_its_own_address(drawn: Town) -> None:
    answer = drawn.staff(Role.OFFICE).get(NAMED)
    assert (answer.status_code, answer.headers["location"]) == (303, ONE)


@pytest.mark.parametrize("path", ["/committees", ONE, "/committees/new"])
def test_only_the_office_sees_committees_with_names(drawn: Town, path: str) -> None:
    statuses = {role: drawn.someone(role).get(path).status_code for role in [None, *Role]}
    assert {role for role, status in statuses.items() if status == 200} == {Role.OFFICE}


def test_committee_that_can_be_seated_says_so_and_draws_nothing(drawn: Town) -> None:
    office = drawn.staff(Role.OFFICE)
    before = draws(drawn)
    for _ in range(2):
        answer = office.post("/committees/new", data=WHOLE)
        assert answer.status_code == 200, answer.text
        assert "可以抽取" in answer.text
        assert "专家库 12 人" in answer.text
        assert f'value="{WHOLE["name"]}"' in answer.text
    assert draws(drawn) == before
    with open_session(drawn.settings, reading=True) as session:
        assert audit_ledger(session).findings == ()


def draws(town: Town) -> int:
    with open_session(town.settings, reading=True) as session:
        return len(session.exec(select(Draw)).all())


def test_committee_that_cannot_be_seated_names_the_clash_and_the_way_out(drawn: Town) -> None:
    answer = drawn.staff(Role.OFFICE).post("/committees/new", data={**WHOLE, "specialty-1": "采矿", "least-1": "3"})
    page = html.unescape(answer.text)
    assert answer.status_code == 200
    assert "组不成评委会" in page
    assert "要有至少 3 人，符合的候选专家有 0 人" in page
    assert "补救办法" in page
    assert "采矿专家" in page.split("补救办法")[1]


def test_rules_that_remove_people_are_counted_with_their_clause(drawn: Town) -> None:
    page = html.unescape(drawn.staff(Role.OFFICE).post("/committees/new", data={**WHOLE, "series": "卫生"}).text)
    assert "可抽 0 人" in page
    assert '<td class="number">12</td><td class="number">0</td>' in page


def test_file_states_what_the_form_stated(drawn: Town) -> None:
    typed = {
        **WHOLE,
        "name": '名"称\\',
        "specialty-1": "冶金",
        "least-1": "2",
        "most-1": "4",
        "specialty-2": "材料",
        "self_reviewing_unit": "云岭稀土研究院",
        "affiliates": "甲院\n乙院\n",
        "enterprise_related": "true",
        "private_enterprise_at_least": "1/5",
        "max_per_employer": "2",
    }
    answer = drawn.staff(Role.OFFICE).post("/committees/new/file", data=typed)
    assert answer.status_code == 200, answer.text
    found = parse_committee(parse_toml(answer.text, "x"), "x")
    assert (found.name, found.seats, found.meeting) == ('名"称\\', 11, date(2025, 8, 15))
    assert found.specialties == {"冶金": SeatRange(2, 4), "材料": SeatRange()}
    assert (found.affiliates, found.max_per_employer) == (frozenset({"甲院", "乙院"}), 2)
    assert (found.enterprise_related, str(found.private_enterprise_at_least)) == (True, "1/5")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"basis": ""}, "basis"),
        ({"seats": "x"}, "seats"),
        ({"seats": "0"}, "seats"),
        ({"seats": "９" * 300}, "seats"),
        ({"year": "25"}, "year"),
        ({"meeting": "soon"}, "meeting"),
        ({"level": "院士"}, "level"),
        ({"enterprise_related": "perhaps"}, "enterprise_related"),
        ({"max_per_employer": "0"}, "max_per_employer"),
        ({"private_enterprise_at_least": "3/2"}, "private_enterprise_at_least"),
        ({"affiliates": "甲院"}, "affiliates"),
        ({"least-2": "3"}, "specialty-2"),
        ({"specialty-1": "冶金", "least-1": "-1"}, "least-1"),
        ({"specialty-1": "冶金", "least-1": "4", "most-1": "2"}, "specialty-1"),
        ({"specialty-1": "冶金", "specialty-2": "冶金"}, "specialty-2"),
        ({"name": "长" * 501}, "name"),
    ],
)
def test_field_that_is_unfit_is_named_and_what_was_typed_stays(drawn: Town, typed: dict[str, str], field: str) -> None:
    for path in ("/committees/new", "/committees/new/file"):
        answer = drawn.staff(Role.OFFICE).post(path, data={**WHOLE, "series": "<b>工程</b>", **typed})
        assert answer.status_code == 422, answer.text
        assert len(sentences(answer)) == 1
        assert f'<a href="#{field}">' in answer.text
        assert f'id="{field}-fault"' in answer.text
        assert 'value="&lt;b&gt;工程&lt;/b&gt;"' in answer.text


def test_everything_left_out_is_named_at_once(drawn: Town) -> None:
    answer = drawn.staff(Role.OFFICE).post("/committees/new", data={"seats": "11"})
    asked = ["请填评委会名称。", "请填年度。", "请填系列。", "请选择层级。", "请选择组建方式。", "请填评审会议日。"]
    assert (answer.status_code, sentences(answer)) == (422, asked)


@pytest.mark.parametrize(
    "path",
    [
        "/committees?year=x",
        "/committees?year=1999",
        "/committees/one",
        "/committees/one?year=2025&name=%00%3Cscript%3E",
    ],
)
def test_hostile_addresses_end_in_no_bug(drawn: Town, path: str) -> None:
    answer = drawn.staff(Role.OFFICE).get(path)
    assert answer.status_code < 500
    assert "<script>" not in answer.text


@pytest.mark.parametrize("name", ["\x00", "\x7f", "\u2028", "]]\n[x]", '"""', "\\u0000"])
def test_hostile_names_end_in_no_bug(drawn: Town, name: str) -> None:
    typed = {**WHOLE, "name": name, "specialty-1": name, "self_reviewing_unit": name, "affiliates": name}
    assert drawn.staff(Role.OFFICE).post("/committees/new", data=typed).status_code in (200, 422)


@pytest.mark.parametrize("path", ["/committees?year=2025", ONE, "/committees/new"])
def test_page_speaks_english_too(drawn: Town, path: str) -> None:
    page = text(drawn.staff(Role.OFFICE), path + ("&" if "?" in path else "?") + "lang=en")
    assert '<html lang="en"' in page
