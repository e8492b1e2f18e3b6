"""A committee's file at the desk: saved, edited in versions, handed in and out, closed once a ceremony has drawn."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from starlette.testclient import TestClient

from expertpool.actions.save_committee_text import save_committee_file
from expertpool.db import open_session
from expertpool.documents.committee_file import parse_committee
from expertpool.errors import Refusal
from expertpool.models import Draw, Part, Role
from expertpool.queries.committee_texts import texts_of
from expertpool.queries.ledger_audit import audit_ledger
from expertpool.rules.toml_file import parse_toml
from tests.conftest import AT, make_expert
from tests.oversight.seasons import seat
from tests.web.office_town import COMMITTEE, HOME, kept
from tests.web.town import Town, copied, sentences
from web.committee_form import draft, typed_of


@pytest.fixture
def office(town: Town) -> TestClient:
    browser = town.staff(Role.OFFICE)
    kept(browser)
    return browser


@pytest.fixture(scope="module")
def shown(settled: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """An office that only looks at the kept committee."""
    with copied(settled, tmp_path_factory.mktemp("kept") / "home") as own:
        browser = own.staff(Role.OFFICE)
        kept(browser)
        yield browser


def versions(town: Town) -> list[int]:
    with open_session(town.settings, reading=True) as session:
        assert audit_ledger(session).findings == ()
        return [one.number for one in texts_of(session, 1, Part.CONDITIONS)]


def test_saving_keeps_a_version_and_the_same_again_keeps_none(town: Town, office: TestClient) -> None:
    assert office.post(f"{HOME}/edit", data=COMMITTEE).status_code == 303
    assert versions(town) == [1]
    assert office.post(f"{HOME}/edit", data=COMMITTEE | {"seats": "9"}).status_code == 303
    assert versions(town) == [1, 2]


def test_change_is_tried_out_before_it_is_kept(town: Town, office: TestClient) -> None:
    for seats, found in (("11", "可以抽取"), ("9", "组不成评委会"), ("many", "请先改正以下问题")):
        answer = office.post(f"{HOME}/check", data=COMMITTEE | {"seats": seats})
        assert (found in answer.text, f'value="{seats}"' in answer.text) == (True, True), seats
    assert versions(town) == [1]


def test_downloaded_file_handed_in_again_is_the_same_committee(town: Town, office: TestClient) -> None:
    file = office.get(f"{HOME}/committee.toml")
    assert "filename*=UTF-8''2025%E5%B9%B4" in file.headers["content-disposition"]
    answer = office.post("/committees", files={"file": ("committee.toml", file.content)})
    assert (answer.status_code, answer.headers["location"], versions(town)) == (303, HOME, [1])


def test_every_rule_stands_with_clause_and_what_is_missing(shown: TestClient) -> None:
    page = html.unescape(shown.get(HOME).text)
    rules = page.split("规则逐条核对")[1]
    assert "评委会组成人数为单数" in rules
    assert "40号令 第九条" in rules
    assert "完成“核对黑名单”之后" in rules
    steps = page.split('<ol class="path">')[1].split("</ol>")[0]
    assert steps.count("<li ") == 8
    assert steps.count('aria-current="step"') == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"seats": "x"}, "seats"), ({"name": ""}, "name"), ({"name": "别的评委会"}, "name"), ({"year": "2024"}, "year")],
    ids=str,
)
def test_fault_is_told_at_its_field_and_what_was_typed_is_kept(
    shown: TestClient, changed: dict[str, str], field: str
) -> None:
    answer = shown.post(f"{HOME}/edit", data=COMMITTEE | {"series": "<b>工程</b>"} | changed)
    assert (answer.status_code, len(sentences(answer))) == (422, 1)
    assert f'id="{field}-fault"' in answer.text
    assert 'value="&lt;b&gt;工程&lt;/b&gt;"' in answer.text


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"name = 1", b'name = "x"\nyear = 2025', b"a = [" * 400, b"x" * 200_000], ids=len
)
def test_file_that_states_no_committee_is_refused_in_words(shown: TestClient, content: bytes) -> None:
    answer = shown.post("/committees", files={"file": ("c.toml", content)})
    assert (answer.status_code, len(sentences(answer))) == (422, 1)


def test_file_richer_than_the_form_is_edited_as_text_and_nothing_of_it_is_lost(town: Town, office: TestClient) -> None:
    text = office.get(f"{HOME}/committee.toml").text + "\n[records]\nmade_up = 2025-08-01\n"
    assert office.post(f"{HOME}/text", data={"text": text}).status_code == 303
    page = office.get(f"{HOME}/edit").text
    assert "made_up" in page
    assert 'name="seats"' not in page
    bad = office.post(f"{HOME}/text", data={"text": text + "strange = 1\n"})
    assert (bad.status_code, "strange = 1" in html.unescape(bad.text)) == (422, True)
    assert versions(town) == [1, 2]


def test_conditions_stay_once_a_ceremony_has_seated_a_panel_but_not_after_a_rehearsal(
    town: Town, office: TestClient
) -> None:
    facts = draft(COMMITTEE).committee
    people = [make_expert(number) for number in range(1, 13)]
    with open_session(town.settings) as session:
        seat(session, people, facts, [one.facts.expert_no for one in people[:11]])
        session.commit()
    assert office.post(f"{HOME}/edit", data=COMMITTEE | {"seats": "9"}).status_code == 303
    with open_session(town.settings) as session:
        row = session.get_one(Draw, 1)
        row.assurance = "M2"
        session.add(row)
        session.flush()
        given = {"at": AT, "actor": "王"}
        later = replace(facts, records={"plan_filed": date(2025, 8, 1)}, filed_from=date(2024, 1, 1))
        save_committee_file(session, later, "later", **given)
        with pytest.raises(Refusal) as refused:
            save_committee_file(session, replace(facts, seats=9), "other", **given)
    assert refused.value.code == "joint.conditions_drawn"


def test_what_the_form_shows_of_a_committee_states_that_committee() -> None:
    full = COMMITTEE | {
        "specialty-1": "采矿",
        "least-1": "2",
        "most-1": "4",
        "self_reviewing_unit": "云岭院",
        "affiliates": "一所\n二所",
        "enterprise_related": "true",
        "private_enterprise_at_least": "1/5",
        "max_per_employer": "2",
        "keep": "E0001、E0002",
        "previous_panel": "E0001 E0002 E0003",
        "recused": "E0009",
        "reserves": "2",
        "filed_from": "2024-01-01",
        "filed_until": "2026-12-31",
        "pool_cleaned": "2025-05-01",
    }
    made = draft(full).committee
    typed = typed_of(made)
    assert typed is not None
    assert draft(typed).committee == made


def test_waiver_granted_since_stands_in_the_file_that_is_drawn_by(town: Town, office: TestClient) -> None:
    hrss = town.staff(Role.HRSS)
    asked = office.post(
        f"{HOME}/waivers", data={"rule": "rest-after-three-years", "expert": "E0003", "reason": '只有"两"人\\'}
    )
    act = asked.headers["location"]
    digest = hrss.get(act).text.split('name="digest" value="')[1][:64]
    assert hrss.post(f"{act}/confirm", data={"digest": digest}).status_code == 303
    text = office.get(f"{HOME}/committee.toml").text
    assert office.get(HOME).status_code == 200
    waiver = parse_committee(parse_toml(text, "x"), "x").waivers[0]
    assert (waiver.rule, waiver.reason, waiver.approver) == ("rest-after-three-years", '只有"两"人\\', "hrss")
