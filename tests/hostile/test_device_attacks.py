"""Attacks K2, K3, K4, K6 and S7 on experts' devices: what is sent is what a thief or an administrator could send."""

from __future__ import annotations

import logging
import secrets
import sqlite3
from contextlib import closing
from typing import Any

import pytest
from sqlmodel import select

from blind.keys.p256 import P256Signer
from blind.scoresheet.sealed import seal_sheet
from blind.scoresheet.sheet import Place, Sheet
from expertpool.access.device_proof import Purpose
from expertpool.db import open_session
from expertpool.ids import ExpertId
from expertpool.models import Happened, SealedScoresheet
from expertpool.queries.accounts import account_named, events_of
from expertpool.queries.reader_desk import own_group
from tests.blind.review_room import MARKS, TRUSTEES
from tests.web.conftest import settled as settled  # noqa: PLC0414  # fixtures come by name
from tests.web.conftest import town as town  # noqa: PLC0414  # fixtures come by name
from tests.web.devices import Device
from tests.web.review_desk import GROUP, MINE, READER, address, digest, with_review
from tests.web.town import Town

INSIDE = "/desk"


def inside(browser: Any) -> bool:
    """Whether a browser is let in."""
    return bool(browser.get(INSIDE).status_code == 200)


def sealed_by(town: Town, key: P256Signer, *, version: int = 1) -> bytes:
    """A sound sheet for the reader's packet, signed with this key."""
    with open_session(town.settings, reading=True) as session:
        group = own_group(session, ExpertId(READER), GROUP)
    place = Place(
        group=GROUP,
        packet=bytes.fromhex(digest(MINE)),
        reader=group.reader,
        rubric=group.rubric.hash,
        version=version,
    )
    sheet = Sheet(place=place, marks=MARKS, salt=secrets.token_bytes(32))
    return seal_sheet(sheet, group.rubric, trustees=TRUSTEES, signer=key, fresh=secrets.token_bytes).to_bytes()


def reading(town: Town) -> Device:
    """The reader with a device, accepted and pledged."""
    device = Device(with_review(town), READER).bound()
    device.browser.post(f"/desk/groups/{GROUP}/accept")
    device.browser.post(f"/desk/groups/{GROUP}/pledge", data={"agreed": "1"})
    return device


def taken(town: Town) -> int:
    with open_session(town.settings, reading=True) as session:
        return len(session.exec(select(SealedScoresheet)).all())


def test_k2_an_invite_binds_one_device_and_never_a_second(town: Town) -> None:
    halves = town.halves("E0001")
    first, thief = Device(town, "E0001"), Device(town, "E0001")
    assert first.browser.post("/sign-in/expert", data=halves | first.proof(Purpose.BIND)).status_code == 303
    assert thief.browser.post("/sign-in/expert", data=halves | thief.proof(Purpose.BIND)).status_code == 422
    assert (first.enters(), thief.enters()) == (200, 401)


def test_k2_a_challenge_is_answered_once_in_time_for_one_purpose_and_at_one_address(town: Town) -> None:
    device = Device(town, "E0001").bound()
    sent = device.proof()
    other = town.client()
    assert other.post("/device/enter", data=sent).status_code == 200
    assert other.post("/device/enter", data=sent).status_code == 401
    late = device.proof()
    town.clock.moves(minutes=4)
    forged = device.proof(nonce="0.00.00")
    phished = device.proof(host="desk.example")
    bound = device.proof(Purpose.BIND)
    assert [other.post("/device/enter", data=one).status_code for one in (late, forged, phished, bound)] == [401] * 4


def test_k2_too_many_wrong_codes_do_not_lock_out_a_device_that_is_bound(town: Town) -> None:
    device = Device(town, "E0001").bound()
    for _ in range(8):
        town.client().post("/sign-in/expert", data={"invite": "7K3QM-8ZT4W-R", "code": "000000"})
    assert device.enters() == 200


def test_k2_a_key_never_seen_and_a_key_that_was_ended_get_the_same_answer(town: Town) -> None:
    device, stranger = Device(town, "E0001").bound(), Device(town, "E0001")
    assert device.browser.post("/own/keys/1/end").status_code == 303
    answers = [one.browser.post("/device/enter", data=one.proof()) for one in (device, stranger)]
    assert {(one.status_code, "没有被认出" in one.text) for one in answers} == {(401, True)}
    with open_session(town.settings, reading=True) as session:
        account = account_named(session, "E0001")
        newest = events_of(session, account.id or 0)[0] if account else None
    assert newest is not None
    assert newest.what == Happened.REFUSED


def test_k3_nothing_that_is_stored_lets_an_administrator_in(town: Town) -> None:
    halves, device = town.halves("E0002"), Device(town, "E0001")
    sent = device.proof(Purpose.BIND)
    device.browser.post("/sign-in/expert", data=town.halves("E0001") | sent)
    with closing(sqlite3.connect(town.settings.home / "expertpool.sqlite3")) as raw:
        (invite,) = raw.execute("SELECT code FROM invite ORDER BY id LIMIT 1").fetchone()
        (code,) = raw.execute("SELECT code FROM one_time_code ORDER BY id LIMIT 1").fetchone()
        (token,) = raw.execute("SELECT token FROM sign_in").fetchone()
        (public,) = raw.execute("SELECT public FROM device_key").fetchone()
        text = "\n".join(raw.iterdump())
    admin = town.client()
    assert admin.post("/sign-in/expert", data={"invite": invite, "code": code}).status_code == 422
    admin.cookies.set("expertpool", token)
    assert not inside(admin)
    assert admin.post("/device/enter", data=device.proof() | {"signature": sent["signature"]}).status_code == 401
    assert public == device.key.verifier.public.hex()
    assert [one for one in (halves["invite"], halves["code"], sent["signature"]) if f"'{one}'" in text] == []


def test_k4_a_session_moved_to_another_device_is_worth_nothing_after_minutes(town: Town) -> None:
    device = Device(town, "E0001").bound()
    thief = town.client()
    thief.cookies.set("expertpool", device.browser.cookies["expertpool"])
    assert inside(thief)
    town.clock.moves(minutes=5)
    assert thief.get(INSIDE).headers["location"] == "/sign-in/expert?next=%2Fdesk"
    assert Device(town, "E0001", browser=thief).enters() == 401
    assert not inside(thief)
    assert device.enters() == 200
    town.clock.moves(minutes=4)
    assert device.enters() == 200
    assert inside(device.browser)


def test_k4_a_moved_session_binds_no_device_and_seals_no_sheet(town: Town) -> None:
    device = reading(town)
    thief = Device(town, READER)
    thief.browser.cookies.set("expertpool", device.browser.cookies["expertpool"])
    assert thief.browser.post("/sign-in/expert", data=thief.proof(Purpose.BIND)).status_code == 422
    refused = thief.browser.post(f"{address()}/sealed", content=sealed_by(town, thief.key))
    plain = thief.browser.post(f"{address()}/fields", data={"line": "0", "mark": "80"})
    assert (refused.status_code, plain.status_code, taken(town)) == (400, 409, 0)


def test_k6_codes_proofs_and_names_stand_in_no_log_and_no_error(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    halves, device = town.halves("E0001"), Device(town, "E0001")
    sent = device.proof(Purpose.BIND)
    wrong = device.browser.post("/sign-in/expert", data=halves | sent | {"signature": "00" * 64})
    odd = device.browser.post("/device/enter", data=device.proof() | {"public": "zz"})
    device.browser.post("/sign-in/expert", data=halves | sent)
    canaries = [halves["code"], sent["nonce"], sent["signature"], sent["public"], "专家1"]
    shown = wrong.text.replace(halves["invite"], "") + odd.text + caplog.text
    assert (wrong.status_code, odd.status_code) == (422, 401)
    assert [one for one in canaries if one in shown] == []
    assert halves["invite"] not in odd.text + caplog.text


def test_s7_a_revoked_or_replaced_key_signs_no_sheet(town: Town) -> None:
    device = reading(town)
    assert device.browser.post(f"{address()}/sealed", content=sealed_by(town, device.key)).status_code == 200
    old, late = device.key, sealed_by(town, device.key, version=2)
    again = Device(town, READER).bound()
    assert again.browser.post(f"{address()}/sealed", content=late).status_code == 400
    assert again.browser.post(f"{address()}/sealed", content=sealed_by(town, again.key, version=2)).status_code == 200
    assert again.browser.post("/own/keys/2/end").status_code == 303
    assert not inside(again.browser)
    assert Device(town, READER, key=old).enters() == 401
    weak = town.expert(READER)
    ends = [(old, 3), (again.key, 3)]
    answers = [weak.post(f"{address()}/sealed", content=sealed_by(town, key, version=at)) for key, at in ends]
    assert [one.status_code for one in answers] == [409, 409]
    assert taken(town) == 2
