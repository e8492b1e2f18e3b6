"""Filings at the desk: the season's list, one filing in full, opening and moving it, and what is refused."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from expertpool.actions.enter_committee_days import enter_committee_days
from expertpool.actions.keep_committee import keep_committee
from expertpool.db import open_session
from expertpool.filings.form import form_named
from expertpool.models import Filing, FilingStep, Role
from expertpool.queries.filings import filing_seen
from expertpool.queries.ledger_audit import audit_ledger
from tests.conftest import AT
from tests.oversight.seasons import committee
from tests.web.town import Town, copied, sentences

NAME = "2025年度第001评审委员会"
MEETING = date(2025, 6, 20)
PLAN = "\n".join(f'{one.id} = "{MEETING if one.a_day else "有"}"' for one in form_named("review-plan").contents)
FORM = {"paper-form": ("方案.toml", PLAN.encode()), "paper-plan": ("方案.pdf", b"%PDF-1.4 no pages")}


@pytest.fixture(scope="module")
def filed(settled: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town with a committee that meets on 20 June 2025."""
    with copied(settled, tmp_path_factory.mktemp("filed") / "home") as town:
        with open_session(town.settings) as session:
            row = keep_committee(session, committee(1), at=AT)
            days = {"meeting": MEETING}
            stated: dict[str, Any] = {"traits": ["senior"], "filed": (date(2024, 3, 1), date(2027, 2, 28))}
            enter_committee_days(session, row, days=days, at=AT, actor="王", **stated)
            session.commit()
        yield town


@pytest.fixture
def desk(filed: Town, tmp_path: Path) -> Iterator[Town]:
    with copied(filed, tmp_path / "home") as own:
        yield own


def opened(browser: TestClient, kind: str = "review-plan", **more: str) -> int:
    answer = browser.post("/filings/new", data={"kind": kind, "year": "2025", "committee": NAME, **more})
    assert answer.status_code == 303, answer.text
    return int(answer.headers["location"].rpartition("/")[2])


def move(browser: TestClient, number: int, act: str, files: Any = None, **typed: str) -> Any:
    return browser.post(f"/filings/{number}/move", data={"act": act, **typed}, files=files or {})


def text(browser: TestClient, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, answer.text
    return html.unescape(answer.text)


def states(town: Town, number: int) -> list[str]:
    with open_session(town.settings, reading=True) as session:
        return [step.to for step in filing_seen(session, number).filing.steps]


def require_sound_ledger(town: Town) -> None:
    with open_session(town.settings, reading=True) as session:
        assert audit_ledger(session).findings == ()


def test_plan_goes_from_the_office_to_hrss_back_and_on_each_by_its_own_desk(desk: Town) -> None:
    office, hrss = desk.staff(Role.OFFICE), desk.staff(Role.HRSS)
    number = opened(office)
    assert move(office, number, "submit", FORM).status_code == 303
    assert "<strong>已报待审</strong>" in text(hrss, f"/filings/{number}")
    assert move(hrss, number, "return", reason="地点未定").status_code == 303
    assert "地点未定" in text(office, f"/filings/{number}")
    assert "地点未定" in text(office, "/filings?year=2025")
    assert move(office, number, "submit", FORM).status_code == 303
    assert move(hrss, number, "agree", {"paper-consent": ("批复.pdf", b"consent")}).status_code == 303
    assert states(desk, number) == ["submitted", "returned", "submitted", "agreed"]
    assert "命令行上自称" not in text(hrss, f"/filings/{number}")
    require_sound_ledger(desk)


def test_papers_are_read_by_those_who_decide_and_by_nobody_else(desk: Town) -> None:
    office, hrss = desk.staff(Role.OFFICE), desk.staff(Role.HRSS)
    number = opened(office)
    move(office, number, "submit", FORM)
    links = re.findall(rf"/filings/{number}/papers/[0-9a-f]{{64}}", text(hrss, f"/filings/{number}"))
    assert sorted(hrss.get(link).content for link in links) == sorted([PLAN.encode(), b"%PDF-1.4 no pages"])
    assert hrss.get(links[0]).headers["content-disposition"].startswith("attachment;")
    assert desk.expert().get(links[0]).status_code == 403
    place = next((desk.settings.home / "filings").rglob(links[0].rpartition("/")[2]))
    place.chmod(0o600)
    place.write_bytes(b"other")
    assert hrss.get(links[0]).status_code == 400
    assert "文件不见了或被改过" in text(hrss, f"/filings/{number}")


@pytest.mark.parametrize(
    ("act", "typed", "files", "said"),
    [
        ("submit", {}, {}, "还缺材料：评审实施方案填报表、评审实施方案（2025通知 六(二)2"),
        ("submit", {}, {**FORM, "paper-form": ("空.toml", b"")}, "还缺材料：评审实施方案填报表"),
        ("submit", {}, {**FORM, "paper-form": ("x.xlsx", b"PK\x03\x04 no workbook")}, ""),
        ("submit", {}, {**FORM, "paper-form": ("x.toml", b"\xff\xfe = [")}, ""),
        ("submit", {}, {**FORM, "paper-form": ("x.toml", 'time = "明天"'.encode())}, "找不到日期"),
        ("submit", {}, {**FORM, "paper-../../x": ("../../x", b"x")}, "不收"),
        ("submit", {"on": "2025-05-30"}, FORM, "要有收文回执"),
        ("submit", {"on": "2025-07-30"}, FORM, "还没有到"),
        ("submit", {"on": "soon"}, FORM, "“soon”不是日期"),
        ("withdraw", {"reason": " "}, {}, "要写理由"),
        ("withdraw", {"reason": "长" * 2001}, {}, "最多 2000 字"),
        ("agree", {}, {}, "现在是“拟稿”，不能“同意”"),
        ("hold", {}, {}, "现在是“拟稿”"),
        ("nothing", {}, {}, "没有“nothing”这一步"),
        ("", {}, {}, "没有“”这一步"),
    ],
)
def test_act_that_cannot_be_is_refused_in_words_and_nothing_is_moved(
    desk: Town, act: str, typed: dict[str, str], files: Any, said: str
) -> None:
    office = desk.staff(Role.OFFICE)
    number = opened(office)
    answer = move(office, number, act, files, **typed)
    assert answer.status_code == 422, answer.text
    found = [html.unescape(one) for one in sentences(answer)]
    assert len(found) == 1
    assert said in found[0]
    assert "--" not in found[0]
    assert states(desk, number) == []


def test_what_was_typed_stays_in_the_form_of_its_own_act(desk: Town) -> None:
    office = desk.staff(Role.OFFICE)
    number = opened(office)
    answer = move(office, number, "submit", reason="补充<b>材料</b>", on="2025-06-01")
    page = answer.text
    assert 'id="submit-reason"' in page
    assert "补充&lt;b&gt;材料&lt;/b&gt;</textarea>" in page.split('id="submit-reason"')[1].split("</div>")[0]
    assert page.split('id="withdraw-reason"')[1].split("</div>")[0].count("补充") == 0
    assert 'href="#submit-paper-form"' in page


@pytest.mark.parametrize("role", [Role.HRSS, Role.INSPECTOR])
def test_role_may_not_do_the_act_of_another_and_is_not_offered_it(desk: Town, role: Role) -> None:
    number, other = opened(desk.staff(Role.OFFICE)), desk.staff(role)
    assert f'action="/filings/{number}/move' not in text(other, f"/filings/{number}")
    answer = move(other, number, "submit", FORM)
    assert answer.status_code == 422
    assert "不归" in html.unescape(sentences(answer)[0])
    assert states(desk, number) == []


def test_opening_or_moving_twice_is_once(desk: Town) -> None:
    office = desk.staff(Role.OFFICE)
    assert opened(office) == opened(office)
    number = opened(office)
    assert [move(office, number, "submit", FORM).status_code for _ in range(2)] == [303, 303]
    assert states(desk, number) == ["submitted"]
    with open_session(desk.settings, reading=True) as session:
        assert len(session.exec(select(Filing)).all()) == 1
        assert len(session.exec(select(FilingStep)).all()) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"committee": ""}, "要说明是哪个评委会"),
        ({"committee": "没有的评委会"}, "没有登记名为“没有的评委会”"),
        ({"year": "20x5"}, "“20x5”不是年度"),
        ({"year": "2024"}, "2024"),
        ({"committee": "长" * 3000}, "最多 2000 字"),
        ({"kind": "result-publicity", "day-posted": "yesterday"}, ""),
    ],
)
def test_filing_that_cannot_be_opened_is_refused_and_what_was_typed_stays(
    desk: Town, typed: dict[str, str], said: str
) -> None:
    office = desk.staff(Role.OFFICE)
    given = {"kind": "review-plan", "year": "2025", "committee": NAME, **typed}
    answer = office.post("/filings/new", data=given)
    assert answer.status_code in (422, 303)
    if said:
        assert said in html.unescape("".join(sentences(answer)))
        assert html.escape(given["year"]) in answer.text


def test_kind_that_is_not_the_readers_is_not_opened(desk: Town) -> None:
    answer = desk.staff(Role.HRSS).post("/filings/new", data={"kind": "review-plan", "year": "2025", "committee": NAME})
    assert "不由人社部门发起" in html.unescape("".join(sentences(answer)))
    assert desk.staff(Role.OFFICE).post("/filings/new", data={"kind": "../x"}).status_code == 400


def test_list_names_what_is_owed_its_day_its_clause_and_whom_it_waits_for(filed: Town) -> None:
    page = text(filed.staff(Role.OFFICE), "/filings?year=2025")
    plan = next(line for line in page.split("<tr>") if "评审实施方案备案" in line)
    assert "2025年6月13日" in plan
    assert "2025通知 六(二)2" in plan
    assert "等我办" in plan
    assert "未发起" in plan
    other = next(
        line for line in text(filed.staff(Role.HRSS), "/filings?year=2025").split("<tr>") if "实施方案" in line
    )
    assert "等我办" not in other
    assert "评委会办事机构" in other


@pytest.mark.parametrize("path", ["/filings", "/filings?year=2025", "/filings/new", "/filings/new?kind=review-plan"])
def test_only_those_with_acts_of_their_own_see_filings(filed: Town, path: str) -> None:
    statuses = {role: filed.someone(role).get(path).status_code for role in [None, *Role]}
    allowed = {Role.OFFICE, Role.HRSS, Role.INSPECTOR}
    assert {role for role, status in statuses.items() if status == 200} == allowed


@pytest.mark.parametrize(
    "path",
    [
        "/filings?year=1999&committee=x&show=all",
        "/filings?year=x",
        "/filings?committee=%00",
        f"/filings?committee={'a' * 999}",
        "/filings/new?kind=..%2fx",
        "/filings/new?kind=review-plan&year=2025&committee=%3Cscript%3E",
        "/filings/0",
        "/filings/99999999999999999999",
        "/filings/9",
        "/filings/forms/nothing.xlsx",
    ],
)
def test_hostile_addresses_end_in_no_bug(filed: Town, path: str) -> None:
    answer = filed.staff(Role.OFFICE).get(path)
    assert answer.status_code < 500
    assert "<script>" not in answer.text


def test_empty_form_is_a_workbook(filed: Town) -> None:
    answer = filed.staff(Role.OFFICE).get("/filings/forms/review-plan.xlsx")
    assert (answer.status_code, answer.content[:2]) == (200, b"PK")


@pytest.mark.parametrize("path", ["/filings?year=2025", "/filings/new", "/filings/new?kind=review-plan"])
def test_page_speaks_english_too(filed: Town, path: str) -> None:
    page = text(filed.staff(Role.OFFICE), path + ("&" if "?" in path else "?") + "lang=en")
    assert '<html lang="en"' in page
