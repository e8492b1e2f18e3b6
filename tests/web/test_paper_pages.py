"""A committee's papers and results at the desk: statements, drafts, papers issued, refusals at their fields."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from expertpool.db import open_session
from expertpool.models import Kind, Role
from expertpool.queries.ledger import entries
from expertpool.queries.ledger_audit import audit_ledger
from tests.conftest import make_expert
from tests.oversight.seasons import seat
from tests.web.office_town import COMMITTEE, HOME, kept, waited
from tests.web.town import Town, copied, sentences
from web.committee_form import draft
from web.paper_form import read_text, statements_text, typed_of

STATED = {
    "office": "云岭市职称办",
    "made_on": "2025-08-01",
    "posts": "E0001 主任委员",
    "plan-applied": "申报 12 人",
    "plan-place": "市委党校",
    "plan-procedure": "一、宣布纪律\n二、盲审",
    "plan-measures": "专人负责",
    "publicity-working_days": "7",
    "applicants": "张三，冶金厂，冶金，副高级\n李四，矿山",
}


@pytest.fixture(scope="module")
def seated(settled: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Town, TestClient]]:
    with copied(settled, tmp_path_factory.mktemp("papers") / "home") as own:
        own.clock.at = datetime.now(UTC)
        browser, people = own.staff(Role.OFFICE), [make_expert(number) for number in range(1, 13)]
        kept(browser)
        with open_session(own.settings) as session:
            facts = draft(COMMITTEE).committee
            seat(session, people, facts, [one.facts.expert_no for one in people[:11]], at=own.clock.at)
            session.commit()
        yield own, browser


def test_what_is_stated_is_kept_and_shown_again(seated: tuple[Town, TestClient]) -> None:
    _, office = seated
    assert office.post(f"{HOME}/papers/statements", data=STATED).status_code == 303
    page = html.unescape(office.get(f"{HOME}/papers").text)
    assert 'value="市委党校"' in page
    assert "张三，冶金厂，冶金，副高级" in page


def test_form_and_file_state_the_same() -> None:
    stated = read_text(statements_text(STATED))
    assert read_text(statements_text(typed_of(stated))) == stated
    assert (stated.plan.procedure, [one.unit for one in stated.applicants]) == (
        STATED["plan-procedure"],
        ["冶金厂", "矿山"],
    )


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"made_on": "昨天"}, "made_on"),
        ({"publicity-working_days": "many"}, "publicity-working_days"),
        ({"applicants": "张三"}, "applicants"),
        ({"applicants": "张三，厂 13812345678"}, "applicants"),
        ({"posts": "主任"}, "posts"),
        ({"plan-place": "x" * 5000}, "plan-place"),
    ],
    ids=str,
)
def test_statement_with_a_fault_is_sent_back_at_its_field(
    seated: tuple[Town, TestClient], changed: dict[str, str], field: str
) -> None:
    answer = seated[1].post(f"{HOME}/papers/statements", data=STATED | changed)
    assert (answer.status_code, len(sentences(answer))) == (422, 1)
    assert f'href="#{field}"' in answer.text
    assert "专人负责" in answer.text


def test_issued_paper_stands_in_the_ledger_and_can_be_downloaded(seated: tuple[Town, TestClient]) -> None:
    town, office = seated
    assert office.post(f"{HOME}/papers/issue", data={"paper": "panel-list"}).status_code == 303
    waited(town, "papers:1")
    page = office.get(f"{HOME}/papers").text
    links = re.findall(rf'href="({HOME}/papers/issued/[^"]+)"', page)
    assert sorted(link.rpartition("/")[2] for link in links) == ["panel-list.json", "panel-list.pdf", "panel-list.xlsx"]
    assert office.get(links[1]).content.startswith(b"%PDF")
    with open_session(town.settings, reading=True) as session:
        assert audit_ledger(session).findings == ()
        assert [one.kind for one in entries(session)][-1] == Kind.DOCUMENT_ISSUED


def test_plan_that_lacks_its_contents_is_not_issued(town: Town) -> None:
    office = town.staff(Role.OFFICE)
    kept(office)
    answer = office.post(f"{HOME}/papers/issue", data={"paper": "review-plan"})
    assert (answer.status_code, "还缺这些内容" in sentences(answer)[0]) == (422, True)
    assert 'href="#issue-review-plan"' in answer.text


@pytest.mark.parametrize("path", ["draft/nope.pdf", "draft/pledge.exe", "issued/001-x/y", "issued/..%2f1/issued.json"])
def test_paper_that_is_none_is_refused(seated: tuple[Town, TestClient], path: str) -> None:
    assert seated[1].get(f"{HOME}/papers/{path}").status_code in (400, 404)


def test_only_the_office_reads_papers_and_results(seated: tuple[Town, TestClient]) -> None:
    town, _ = seated
    for role in (Role.INSPECTOR, Role.HRSS, Role.EXPERT):
        browser = town.someone(role)
        for path in ("papers", "papers/draft/panel-list.pdf", "results", "panel", "slips", "meetings", "waivers"):
            assert browser.get(f"{HOME}/{path}").status_code == 403


def test_members_and_what_became_of_their_invitations_are_listed(seated: tuple[Town, TestClient]) -> None:
    town, office = seated
    town.halves("E0003")
    page = html.unescape(office.get(f"{HOME}/panel").text)
    lines = {
        number: next(line for line in page.split("<tr>") if f"/pool/{number}" in line) for number in ("E0003", "E0011")
    }
    told = ("已发邀请码" in lines["E0003"], "未发邀请码" in lines["E0011"], "不递补" in page)
    assert told == (True, True, True)
    assert '<span class="tag warn">M0</span> 训练抽取，不能证明随机' in page
    slips = office.get(f"{HOME}/slips").text
    assert slips.count('class="card slip"') == 11


@pytest.mark.parametrize("act", ["rank", "publish", "unseal", "complaints", "confirm"])
def test_results_without_a_meeting_are_refused_in_words(seated: tuple[Town, TestClient], act: str) -> None:
    answer = seated[1].post(f"{HOME}/results/{act}", data={"reason": "x"})
    assert (answer.status_code, len(sentences(answer))) == (422, 1)
