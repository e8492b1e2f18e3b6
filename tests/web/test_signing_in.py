"""Signing in by the front door: both factors, both halves, five tries, one answer for everything wrong."""

from __future__ import annotations

import importlib
import statistics
import time

import pytest

from api.entrance import FROM_ONE_ADDRESS
from expertpool.actions.count_attempt import count_attempt
from expertpool.models import Attempt, Role
from tests.web.town import Town, sentences

WRONG = "登录信息不对，或已失效。 请逐项核对后再试；连续五次不对会暂时锁定。"
STAFF = [Role.OFFICE, Role.INSPECTOR, Role.HRSS, Role.ADMINISTRATOR]


@pytest.mark.parametrize("role", [*STAFF, Role.EXPERT])
def test_each_role_signs_in_and_sees_its_own_sign_in(town: Town, role: Role) -> None:
    browser = town.someone(role)
    own = browser.get("/own")
    assert own.status_code == 200
    assert "登录成功" in own.text
    assert browser.get("/").headers["location"] != "/sign-in"


@pytest.mark.parametrize(
    "changed", [{"name": "nobody"}, {"password": "wrong horse battery"}, {"code": "000000"}, {"code": ""}, {"name": ""}]
)
def test_whatever_is_wrong_is_answered_in_the_same_words(town: Town, changed: dict[str, str]) -> None:
    answer = town.client().post("/sign-in", data=town.entry(Role.OFFICE, **changed))
    assert (answer.status_code, sentences(answer)) == (422, [WRONG])
    assert "set-cookie" not in answer.headers


def test_code_is_taken_once(town: Town) -> None:
    entry = town.entry(Role.OFFICE)
    assert town.client().post("/sign-in", data=entry).status_code == 303
    assert sentences(town.client().post("/sign-in", data=entry)) == [WRONG]


@pytest.mark.parametrize("name", ["office", "nobody"])
def test_five_wrong_tries_lock_known_and_unknown_names_alike(town: Town, name: str) -> None:
    wrong = town.entry(Role.OFFICE, name=name) | {"password": "wrong"}
    for _ in range(5):
        assert sentences(town.client().post("/sign-in", data=wrong)) == [WRONG]
    answer = town.client().post("/sign-in", data=town.entry(Role.OFFICE, name=name))
    assert [text.split("；")[0] for text in sentences(answer)] == ["尝试次数过多，已锁定"]
    town.clock.moves(minutes=16)
    again = town.client().post("/sign-in", data=town.entry(Role.OFFICE, name=name))
    assert again.status_code == (303 if name == "office" else 422)


@pytest.mark.parametrize("missing", ["invite", "code"])
def test_neither_half_alone_lets_an_expert_in(town: Town, missing: str) -> None:
    halves = town.halves() | {missing: ""}
    assert sentences(town.client().post("/sign-in/expert", data=halves)) == [WRONG]


def test_halves_of_two_experts_do_not_go_together(town: Town) -> None:
    mixed = town.halves("E0001") | {"code": town.halves("E0002")["code"]}
    assert sentences(town.client().post("/sign-in/expert", data=mixed)) == [WRONG]


def test_both_halves_let_an_expert_in_once(town: Town) -> None:
    halves = town.halves()
    spoken = halves | {"invite": halves["invite"].lower().replace("-", " ")}
    assert town.client().post("/sign-in/expert", data=spoken).status_code == 303
    assert sentences(town.client().post("/sign-in/expert", data=halves)) == [WRONG]


def test_halves_are_worth_nothing_after_two_days(town: Town) -> None:
    halves = town.halves()
    town.clock.moves(hours=48)
    assert sentences(town.client().post("/sign-in/expert", data=halves)) == [WRONG]


def test_invite_tried_five_times_lets_nobody_in_and_the_expert_can_see_it(town: Town) -> None:
    halves = town.halves()
    for _ in range(5):
        assert sentences(town.client().post("/sign-in/expert", data=halves | {"code": "x"})) == [WRONG]
    assert town.client().post("/sign-in/expert", data=halves).status_code == 422
    town.clock.moves(minutes=20)
    own = town.expert().get("/own").text
    assert own.count("登录被拒绝") == 4
    assert own.count("尝试过多，已锁定") == 1


def test_half_an_hour_without_doing_anything_signs_out(town: Town) -> None:
    browser = town.staff(Role.OFFICE)
    for _ in range(3):
        town.clock.moves(minutes=29)
        assert browser.get("/own").status_code == 200
    town.clock.moves(minutes=30)
    assert browser.get("/own").headers["location"] == "/sign-in?next=%2Fown"


def test_device_signed_out_from_another_is_out_at_once(town: Town) -> None:
    first, second = town.staff(Role.OFFICE), town.staff(Role.OFFICE)
    assert second.post("/own/devices/1/sign-out").status_code == 303
    assert first.get("/own").status_code == 303
    assert second.get("/own").status_code == 200


def test_nobody_signs_out_somebody_elses_device(town: Town) -> None:
    first, other = town.staff(Role.OFFICE), town.staff(Role.HRSS)
    assert other.post("/own/devices/1/sign-out").status_code == 404
    assert first.get("/own").status_code == 200


def test_sign_out_ends_the_stay_and_forgets_the_cookie(town: Town) -> None:
    browser = town.staff(Role.OFFICE)
    token = browser.cookies["expertpool"]
    assert browser.post("/sign-out").headers["location"] == "/sign-in"
    assert browser.cookies == {}
    browser.cookies.set("expertpool", token)
    assert browser.get("/own").status_code == 303


@pytest.mark.parametrize("following", ["https://evil.test/", "//evil.test", "/\\evil.test", "x", ""])
def test_signing_in_leads_to_our_own_pages_alone(town: Town, following: str) -> None:
    answer = town.client().post("/sign-in", data=town.entry(Role.OFFICE, following=following))
    assert answer.headers["location"] == "/"


def test_one_click_doors_exist_in_a_demonstration_alone(town: Town) -> None:
    assert town.client().post("/sign-in/demonstration/office").status_code == 404
    assert "一键登录" not in town.client().get("/sign-in").text


@pytest.mark.parametrize("name", ["office", "nobody", "", "O" * 300])
def test_unknown_name_costs_the_same_work_as_a_wrong_password(
    town: Town, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def counted(module: str, function: str) -> None:
        whole = getattr(importlib.import_module(module), function)

        def call(*given: object, **named: object) -> object:
            done.append(function)
            return whole(*given, **named)

        monkeypatch.setattr(f"{module}.{function}", call)

    for function in ("matches", "step_of", "count_attempt", "account_named"):
        counted("api.entrance", function)
    town.client().post("/sign-in", data=town.entry(Role.OFFICE, name=name) | {"password": "wrong"})
    assert done == ["count_attempt", "count_attempt", "account_named", "matches", "step_of", "account_named"]


@pytest.mark.full
def test_known_and_unknown_names_take_the_same_time(town: Town) -> None:
    took: dict[str, list[float]] = {"office": [], "nobody": []}
    for _ in range(8):
        for name, times in took.items():
            town.clock.moves(minutes=20)
            begun = time.perf_counter()
            town.client().post("/sign-in", data=town.entry(Role.OFFICE, name=name) | {"password": "wrong"})
            times.append(time.perf_counter() - begun)
    known, unknown = (statistics.median(times) for times in took.values())
    assert abs(known - unknown) < 0.3 * max(known, unknown)


def test_tries_from_one_address_are_counted_whatever_the_names(town: Town) -> None:
    town.client().post("/sign-in/expert", data={"invite": "x", "code": "1"})
    address = town.wiring.desk.mark("address", "testclient")
    with town.wiring.writing() as session:
        assert session.get_one(Attempt, address).tries == 1
        for _ in range(59):
            count_attempt(session, address, at=town.clock.at, most=FROM_ONE_ADDRESS)
    answer = town.client().post("/sign-in", data=town.entry(Role.OFFICE))
    assert [text.split("；")[0] for text in sentences(answer)] == ["尝试次数过多，已锁定"]


def test_locks_outlive_a_restart_of_the_server(town: Town) -> None:
    for _ in range(5):
        town.client().post("/sign-in", data=town.entry(Role.OFFICE) | {"password": "wrong"})
    again = Town(town.settings, clock=town.clock, secrets=town.secrets)
    assert again.client().post("/sign-in", data=again.entry(Role.OFFICE)).status_code == 422
    again.wiring.engine.dispose()
