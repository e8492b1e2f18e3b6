"""Writes of the API: a key on each, one act under one key, and one shape for what is refused."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from expertpool.db import open_session
from expertpool.models import Role
from expertpool.queries.accounts import every_account
from tests.web.town import PASSWORD, Town, problem

NEW = {"name": "李明", "role": "office", "password": PASSWORD}


def write(browser: TestClient, key: str | None, body: dict[str, str] | None = None) -> object:
    headers = {"Idempotency-Key": key} if key is not None else {}
    return browser.post("/api/v1/accounts", json=NEW if body is None else body, headers=headers)


def names(town: Town) -> list[str]:
    with open_session(town.settings, reading=True) as session:
        return [one.name for one in every_account(session)]


@pytest.mark.parametrize("key", [None, "", "short", "with blank in it", "x" * 129])
def test_write_without_a_key_is_refused(town: Town, key: str | None) -> None:
    assert problem(write(town.staff(Role.ADMINISTRATOR), key)) == (400, "api.no_key")
    assert "李明" not in names(town)


def test_same_key_twice_is_one_act_with_one_answer(town: Town) -> None:
    browser = town.staff(Role.ADMINISTRATOR)
    assert write(browser, "key-00000001").status_code == 201
    asked = {"json": {"reason": "已调离"}, "headers": {"Idempotency-Key": "key-00000002"}}
    closing = [browser.post("/api/v1/accounts/李明/close", **asked) for _ in range(2)]
    assert [one.status_code for one in closing] == [202, 202]
    assert closing[0].json() == closing[1].json()
    assert [one.headers.get("idempotent-replay") for one in closing] == [None, "true"]
    assert "李明" in names(town)
    office = town.staff(Role.OFFICE)
    undone = [office.post("/api/v1/imports/1/undo", headers={"Idempotency-Key": "key-00000003"}) for _ in range(2)]
    assert [one.status_code for one in undone] == [200, 200]
    assert undone[0].json() == undone[1].json()


def test_secret_is_shown_once_and_its_answer_kept_nowhere(town: Town) -> None:
    browser = town.staff(Role.ADMINISTRATOR)
    first, second = write(browser, "key-00000001"), write(browser, "key-00000001")
    assert (first.status_code, problem(second)) == (201, (409, "api.shown_once"))
    assert names(town).count("李明") == 1
    town.wiring.engine.dispose()
    secret = first.json()["otpauth"].partition("secret=")[2].partition("&")[0].encode()
    assert [one for one in town.settings.home.glob("expertpool.sqlite3*") if secret in one.read_bytes()] == []


def test_same_key_for_something_else_is_refused(town: Town) -> None:
    browser = town.staff(Role.ADMINISTRATOR)
    write(browser, "key-00000001")
    other = write(browser, "key-00000001", NEW | {"name": "赵强"})
    assert problem(other) == (422, "api.key_used_otherwise")
    assert "赵强" not in names(town)


def test_key_of_one_person_says_nothing_to_another(town: Town) -> None:
    write(town.staff(Role.ADMINISTRATOR), "key-00000001")
    again = write(town.staff(Role.ADMINISTRATOR), "key-00000001")
    assert problem(again) == (409, "account.taken")


def test_refused_write_leaves_no_answer_behind(town: Town) -> None:
    browser = town.staff(Role.ADMINISTRATOR)
    assert problem(write(browser, "key-00000001", NEW | {"password": "x"})) == (400, "account.password_length")
    assert problem(write(browser, "key-00000001", NEW | {"password": "x"})) == (400, "account.password_length")
    assert write(browser, "key-00000001").status_code == 201


def test_form_sent_twice_is_one_act(town: Town) -> None:
    browser = town.staff(Role.OFFICE)
    town.staff(Role.OFFICE)
    first = browser.post("/own/devices/2/sign-out?once=abcdefgh1234")
    second = browser.post("/own/devices/2/sign-out?once=abcdefgh1234")
    assert (first.status_code, second.status_code) == (303, 303)
    assert second.headers["idempotent-replay"] == "true"


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"name": 3}', b'{"name": null, "role": {}, "password": []}', b"\xff"]
)
def test_malformed_body_is_refused_in_the_one_shape(town: Town, body: bytes) -> None:
    browser = town.staff(Role.ADMINISTRATOR)
    headers = {"Idempotency-Key": "key-00000001", "Content-Type": "application/json"}
    assert problem(browser.post("/api/v1/accounts", content=body, headers=headers)) == (400, "api.bad_question")


def test_lists_come_in_parts_that_join_to_the_whole(looked_at: Town) -> None:
    browser = looked_at.staff(Role.OFFICE)
    found, cursor = [], 0
    while cursor is not None:
        part = browser.get("/api/v1/experts", params={"limit": 5, "cursor": cursor}).json()
        assert part["total"] == 12
        found += [one["expert_no"] for one in part["items"]]
        cursor = part["next"]
    assert found == [f"E{number:04}" for number in range(1, 13)]


def test_description_names_every_route_in_chinese(looked_at: Town) -> None:
    paths = looked_at.client().get("/api/v1/openapi.json").json()["paths"]
    said = {(path, method): one["summary"] for path, methods in paths.items() for method, one in methods.items()}
    assert {key for key, text in said.items() if not any("一" <= sign <= "鿿" for sign in text)} == set()
