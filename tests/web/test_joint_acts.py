"""Acts that take two people: the same person twice, another role, too late, again, altered; nobody alone does them."""

from __future__ import annotations

import html
import re
import time
from datetime import UTC, timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import select
from starlette.testclient import TestClient

from expertpool.actions.decide_act import confirm_act
from expertpool.actions.open_account import close_account, open_account
from expertpool.actions.propose_act import Person, propose_act
from expertpool.actions.unlock_pool import unlock_pool
from expertpool.db import open_session
from expertpool.errors import Refusal
from expertpool.models import Account, JointAct, Kind, Role, Waiver
from expertpool.models.account import STAFF
from expertpool.models.joint_kind import JOINT, Joint
from expertpool.queries.ledger import entries
from expertpool.queries.ledger_audit import audit_ledger
from tests.conftest import AT
from tests.web.office_town import HOME, kept
from tests.web.town import PASSWORD, Town, sentences

ASKED = {"rule": "rest-after-three-years", "expert": "E0003", "reason": "这个专业只有两人"}


@pytest.fixture
def office(town: Town) -> TestClient:
    browser = town.staff(Role.OFFICE)
    kept(browser)
    return browser


@pytest.fixture
def act(office: TestClient) -> str:
    """The address of a waiver that the office has asked for."""
    answer = office.post(f"{HOME}/waivers", data=ASKED)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def digest_of(town: Town) -> str:
    with open_session(town.settings, reading=True) as session:
        return session.exec(select(JointAct)).one().digest


def granted(town: Town) -> list[str]:
    with open_session(town.settings, reading=True) as session:
        assert audit_ledger(session).findings == ()
        return [one.approver for one in session.exec(select(Waiver))]


def confirmed(town: Town, browser: TestClient, act: str, **changed: str) -> tuple[int, list[str]]:
    answer = browser.post(f"{act}/confirm", data={"digest": digest_of(town)} | changed)
    return answer.status_code, sentences(answer)


def test_waiver_is_granted_once_somebody_of_hrss_confirms_and_both_stand_in_the_ledger(town: Town, act: str) -> None:
    hrss = town.staff(Role.HRSS)
    assert "给予例外" in hrss.get("/waiting").text
    assert confirmed(town, hrss, act) == (303, [])
    assert granted(town) == ["hrss"]
    assert hrss.get("/oversight").status_code == 200
    with open_session(town.settings, reading=True) as session:
        kinds = [one.kind for one in entries(session)]
        row = session.exec(select(JointAct)).one()
    assert kinds[-3:] == [Kind.ACT_PROPOSED, Kind.WAIVER_GRANTED, Kind.ACT_CONFIRMED]
    assert (row.proposed_by, row.decided_by, row.decided_role) == ("office", "hrss", "hrss")


def test_whoever_proposed_cannot_confirm(town: Town, office: TestClient, act: str) -> None:
    assert confirmed(town, office, act) == (422, ["提出和确认必须是两个人，您不能确认自己提出的。"])
    assert f"{act}/confirm" not in office.get(act).text
    assert granted(town) == []


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.ADMINISTRATOR, Role.EXPERT, None])
def test_another_role_sees_none_and_confirms_none(town: Town, act: str, role: Role | None) -> None:
    browser = town.someone(role)
    digest = digest_of(town)
    seen = [browser.get(act).status_code, browser.post(f"{act}/confirm", data={"digest": digest}).status_code]
    assert set(seen) <= {303, 400, 401, 403, 404}
    assert granted(town) == []


def test_another_of_the_offices_people_cannot_grant_what_hrss_grants(town: Town, act: str) -> None:
    with open_session(town.settings) as session:
        given = {"at": AT, "actor": "王", "keys": unlock_pool(session, town.settings)}
        town.secrets["office"] = open_account(session, "李明", Role.OFFICE, password=PASSWORD, **given).secret
        session.commit()
    town.clock.moves(seconds=60)
    browser = town.client()
    assert browser.post("/sign-in", data=town.entry(Role.OFFICE, name="李明")).status_code == 303
    assert confirmed(town, browser, act) == (422, ["这件事不由您的岗位来办。"])
    assert granted(town) == []


def test_too_late_is_too_late(town: Town, act: str) -> None:
    town.clock.moves(days=7)
    hrss = town.staff(Role.HRSS)
    assert "给予例外" not in hrss.get("/waiting").text
    status, faults = confirmed(town, hrss, act)
    assert (status, "已经失效" in faults[0], granted(town)) == (422, True, [])


def test_when_it_was_too_late_is_told_in_beijing_time_wherever_the_server_stands(
    town: Town, act: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_session(town.settings, reading=True) as session:
        ended = session.exec(select(JointAct)).one().expires_at.astimezone(UTC) + timedelta(hours=8)
    town.clock.moves(days=7)
    hrss, told = town.staff(Role.HRSS), []
    for zone in ("America/New_York", "UTC", "Asia/Shanghai"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        told.append(confirmed(town, hrss, act)[1][0].split(" 没有")[0])
    monkeypatch.undo()
    time.tzset()
    assert told == [f"过了 {ended:%Y-%m-%d %H:%M}"] * 3


def test_confirming_again_does_it_once(town: Town, act: str) -> None:
    hrss = town.staff(Role.HRSS)
    confirmed(town, hrss, act)
    assert confirmed(town, hrss, act) == (422, ["这件事已由 hrss 办结，不能再办一次。"])
    assert hrss.post(f"{act}/decline", data={"note": "不"}).status_code == 422
    assert granted(town) == ["hrss"]


def test_same_request_replayed_under_its_key_gets_the_first_answer(town: Town, act: str) -> None:
    hrss, digest = town.staff(Role.HRSS), digest_of(town)
    answers = [hrss.post(f"{act}/confirm?once=k-00000001", data={"digest": digest}) for _ in range(3)]
    assert [(one.status_code, one.headers["location"]) for one in answers] == [(303, act)] * 3
    assert granted(town) == ["hrss"]


@pytest.mark.parametrize("digest", ["", "0" * 64, "x"])
def test_form_that_saw_something_else_confirms_nothing(town: Town, act: str, digest: str) -> None:
    status, faults = confirmed(town, town.staff(Role.HRSS), act, digest=digest)
    assert (status, "不一致" in faults[0], granted(town)) == (422, True, [])


def test_declining_needs_a_reason_and_ends_it(town: Town, office: TestClient, act: str) -> None:
    hrss = town.staff(Role.HRSS)
    empty = hrss.post(f"{act}/decline", data={"note": " "})
    assert (empty.status_code, 'id="note-fault"' in empty.text) == (422, True)
    assert hrss.post(f"{act}/decline", data={"note": "可以补充专家"}).status_code == 303
    assert "可以补充专家" in office.get(act).text
    assert confirmed(town, hrss, act)[0] == 422
    assert granted(town) == []


def test_taken_back_it_can_be_proposed_anew_and_not_confirmed(town: Town, office: TestClient, act: str) -> None:
    twice = office.post(f"{HOME}/waivers", data=ASKED | {"reason": "另一个理由"})
    assert (twice.status_code, "正等另一人确认" in sentences(twice)[0]) == (422, True)
    assert office.post(f"{act}/withdraw").status_code == 303
    hrss = town.staff(Role.HRSS)
    assert hrss.post(f"{act}/withdraw").status_code == 422
    assert confirmed(town, hrss, act)[0] == 422
    assert office.post(f"{HOME}/waivers", data=ASKED).status_code == 303


def test_only_principles_can_be_waived_and_only_for_people_there_are(office: TestClient) -> None:
    page = html.unescape(office.get(f"{HOME}/waivers").text)
    offered = re.findall(r'<option value="([a-z-]+)"', page)
    assert offered == ["rest-after-three-years"]
    strict = office.post(f"{HOME}/waivers", data=ASKED | {"rule": "odd-size"})
    nobody, unnamed = (office.post(f"{HOME}/waivers", data=ASKED | {"expert": one}) for one in ("E9999", ""))
    told = [(one.status_code, len(sentences(one))) for one in (strict, nobody, unnamed)]
    assert told == [(422, 1)] * 3
    assert all('id="expert-fault"' in one.text for one in (nobody, unnamed))
    assert "这个专业只有两人" in strict.text


def test_account_is_closed_by_two_and_lives_until_then(town: Town) -> None:
    administrator, inspector = town.staff(Role.ADMINISTRATOR), town.staff(Role.INSPECTOR)
    office = town.staff(Role.OFFICE)
    assert administrator.post("/accounts/office/close", data={"reason": ""}).status_code == 422
    act = administrator.post("/accounts/office/close", data={"reason": "离职"}).headers["location"]
    assert confirmed(town, administrator, act)[0] == 422
    assert office.get("/committees").status_code == 200
    assert confirmed(town, inspector, act) == (303, [])
    assert office.get("/committees").status_code == 303


def test_act_of_an_account_closed_since_cannot_be_confirmed(town: Town, act: str) -> None:
    with open_session(town.settings) as session:
        account = session.exec(select(Account).where(Account.name == "office")).one()
        close_account(session, account, at=town.clock.at, actor="王")
        session.commit()
    status, faults = confirmed(town, town.staff(Role.HRSS), act)
    assert (status, "账号已经停用" in faults[0], granted(town)) == (422, True, [])


@pytest.mark.usefixtures("act")
def test_database_itself_keeps_one_account_from_being_both(town: Town) -> None:
    with open_session(town.settings) as session, pytest.raises(sa.exc.IntegrityError):
        session.connection().execute(
            sa.text("UPDATE joint_act SET decision = 'confirmed', decided_account = proposed_account")
        )


@pytest.mark.usefixtures("act")
def test_act_changed_past_the_program_is_found_by_the_audit(town: Town) -> None:
    with open_session(town.settings) as session:
        session.connection().execute(sa.text("UPDATE joint_act SET reason = 'x'"))
        session.commit()
    with open_session(town.settings, reading=True) as session:
        assert [one.code for one in audit_ledger(session).findings] != []


@pytest.mark.parametrize("kind", Joint)
@pytest.mark.parametrize("role", STAFF)
def test_table_of_kinds_is_kept_for_every_role(town: Town, kind: Joint, role: Role) -> None:
    """A second account of any role: proposes and confirms exactly what the table says."""
    with open_session(town.settings) as session:
        ids = {one.role: one.id or 0 for one in session.exec(select(Account))}
        first = next(iter(sorted(JOINT[kind].proposes)))
        given = {"content": {}, "reason": "x", "at": town.clock.at}
        if role in JOINT[kind].proposes:
            propose_act(session, kind, "a", person=Person(ids[role], role.value, role), **given)
        else:
            with pytest.raises(Refusal, match="not_yours"):
                propose_act(session, kind, "a", person=Person(ids[role], role.value, role), **given)
        made = propose_act(session, kind, "b", person=Person(ids[first], "first", first), **given)
        second = Person(ids[Role.EXPERT] if Role.EXPERT in ids else max(ids.values()), "second", role)
        if second.account_id == ids[first]:
            second = Person(min(ids.values()), "second", role)
        late = town.clock.at + JOINT[kind].lasts - timedelta(seconds=1)
        if role in JOINT[kind].confirms:
            done = confirm_act(
                session, made, person=second, digest=made.digest, at=late, carry_out=lambda _: {"done": 1}
            )
            assert done == {"done": 1}
        else:
            with pytest.raises(Refusal, match="not_yours"):
                confirm_act(session, made, person=second, digest=made.digest, at=late, carry_out=lambda _: {})


@pytest.mark.parametrize("name", ["Office", " office ", "ｏｆｆｉｃｅ"])
@pytest.mark.usefixtures("act")
def test_second_account_under_the_same_name_is_the_same_person(town: Town, name: str) -> None:
    with open_session(town.settings) as session:
        row = session.exec(select(JointAct)).one()
        other = session.exec(select(Account.id).where(Account.role == "hrss")).one() or 0
        with pytest.raises(Refusal, match="same_person"):
            confirm_act(
                session,
                row,
                person=Person(other, name, Role.HRSS),
                digest=row.digest,
                at=town.clock.at,
                carry_out=lambda _: {},
            )
