"""Attacks S10, S11, B10 and B11 where they meet the browser, and the browser's arithmetic held against the server's."""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from api.actor import cookie_name
from blind.ballot.vote import check_vote
from blind.blind_rsa import finalize
from blind.dsse import Envelope
from blind.encoding import canonical
from blind.keys.ed25519 import Ed25519Signer
from blind.scoresheet.sealed import SealedSheet, half_of, opened
from blind.seal import open_sealed
from expertpool.models import Role
from expertpool.party.ballot_folder import read_votes
from expertpool.queries.ledger import body_of, entries
from tests.ballots.chamber import every_byte
from tests.blind.review_room import MARKS, RUBRIC, SECRETS, TOKEN_SECRET, TRUSTEES, VECTOR
from tests.hostile.test_ballot_room import other_key, words_in
from tests.journeys.browser.conftest import browser as browser  # noqa: PLC0414  # fixtures come by name
from tests.journeys.browser.served import Served
from tests.web.ballot_room import Room
from web.scripts import FOLDER, scripts_digest

USE = """async (given) => {
  const [bytes, sealing, blinding] = await Promise.all(
    ["bytes", "sealing", "blinding"].map((one) => import(`/static/${one}.js`)));
  const {hex, unhex, utf8} = bytes, trustees = {};
  for (const [name, key] of Object.entries(given.trustees || {})) { trustees[name] = unhex(key); }
  %s
}"""


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    made = Room.prepared(tmp_path_factory.mktemp("attacked"))
    made.bind("M01", "M02", "M03", "M04", "M05", "M06")
    yield made
    made.town.wiring.engine.dispose()


@pytest.fixture(scope="module")
def page(browser: Browser, room: Room) -> Iterator[Page]:
    """A page of the site itself, so that scripts run under its policy."""
    running = Served(room.town)
    opened_page = browser.new_page()
    opened_page.goto(running.address + "/sign-in/expert")
    yield opened_page
    running.stop()


def use(page: Page, work: str, **given: Any) -> Any:
    return page.evaluate(USE % work, given)


def sealed_in_browser(page: Page, comment: str, marks: dict[str, int]) -> SealedSheet:
    place = {"group": "g", "packet": "01" * 32, "reader": "R1", "rubric": RUBRIC.hash.hex(), "version": 1}
    sheet = {"comment": comment, "marks": marks, "place": place, "reasons": {}}
    trustees = {name: key.hex() for name, key in TRUSTEES.items()}
    work = "return hex((await sealing.sealSheet(given.sheet, trustees)).record);"
    return SealedSheet.parse(bytes.fromhex(use(page, work, sheet=sheet, trustees=trustees)))


def test_sheet_sealed_in_the_browser_opens_with_two_trustees_and_holds_the_same_bytes(page: Page) -> None:
    comment = '一\u2028\u007f\u0001"\\/é😀'
    sealed = sealed_in_browser(page, comment, {"10": 100, "9": 50, "ability": 8000})
    halves = [
        half_of(sealed, SECRETS[one], holder=one, partner=other)
        for one, other in (("hrss", "office"), ("office", "hrss"))
    ]
    sheet = opened(sealed, *halves)
    assert (sheet.comment, sheet.marks) == (comment, {"10": 100, "9": 50, "ability": 8000})
    again = use(
        page, "return hex(bytes.canonical(given.value));", value={"b": [comment, None, True], "a": {"9": 1, "10": 2}}
    )
    assert bytes.fromhex(again) == canonical({"b": [comment, None, True], "a": {"9": 1, "10": 2}})


def test_hpke_and_curves_of_the_browser_are_those_of_the_server(page: Page) -> None:
    work = """return [hex(await sealing.seal(utf8("secret"), unhex(given.key), [utf8("expertpool/x/v1"), utf8("c")])),
      hex(sealing.x25519(unhex(given.scalar), unhex(given.point))),
      hex(await blinding.publicOf(unhex(given.seed))), hex(await blinding.signedBy(unhex(given.seed), utf8("abc")))];"""
    seed = secrets.token_bytes(32)
    vector = {
        "scalar": "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
        "point": "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c",
    }
    sealed, shared, public, signature = use(page, work, key=TRUSTEES["hrss"].hex(), seed=seed.hex(), **vector)
    opened_text = open_sealed(bytes.fromhex(sealed), SECRETS["hrss"], purpose="expertpool/x/v1", context=(b"c",))
    assert opened_text == b"secret"
    assert shared == "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552"
    signer = Ed25519Signer(seed)
    assert (public, signature) == (signer.verifier.public.hex(), signer.sign(b"abc").hex())


def test_blinding_of_the_browser_is_that_of_rfc_9474(page: Page) -> None:
    modulus, inverse = TOKEN_SECRET.public.modulus, int(VECTOR["inv"], 16)
    work = """const [modulus, factor] = [given.modulus, given.factor].map((one) => BigInt("0x" + one));
      const made = await blinding.blinded(modulus, unhex(given.prepared), unhex(given.salt), factor);
      return [hex(made.message), made.inverse.toString(16)];"""
    prepared = VECTOR["msg_prefix"] + VECTOR["msg"]
    factor = f"{pow(inverse, -1, modulus):x}"
    given = {"modulus": f"{modulus:x}", "prepared": prepared, "salt": VECTOR["salt"], "factor": factor}
    message, found = use(page, work, **given)
    assert (message, int(found, 16)) == (VECTOR["blinded_msg"], inverse)
    finalize(TOKEN_SECRET.public, bytes.fromhex(prepared), bytes.fromhex(VECTOR["blind_sig"]), int(found, 16))


def test_s10_what_leaves_the_device_is_equally_long_whatever_is_in_it(page: Page) -> None:
    short, long = sealed_in_browser(page, "", MARKS), sealed_in_browser(page, "很长" * 500, {**MARKS, "ethics": 5})
    assert len(short.to_bytes()) == len(long.to_bytes())
    assert b"time" not in short.to_bytes()
    assert not re.search(rb"20\d\d-", short.to_bytes())


def test_s11_an_altered_script_no_longer_has_the_digest_in_the_ledger(room: Room, tmp_path: Path) -> None:
    with room.town.wiring.reading() as session:
        bodies = [one for one in entries(session) if one.kind == "device:key:bound"]
        told = {re.search(rb'"scripts":"(\w+)"', body_of(session, one.seq).content)[1].decode() for one in bodies}
    assert told == {scripts_digest()}
    shutil.copytree(FOLDER, tmp_path / "static")
    assert scripts_digest(tmp_path / "static") == scripts_digest()
    script = tmp_path / "static" / "sealing.js"
    script.write_text(script.read_text("utf-8").replace("fresh(32)", "new Uint8Array(32)", 1), encoding="utf-8")
    assert scripts_digest(tmp_path / "static") not in told


@pytest.fixture(scope="module")
def opened_room(room: Room) -> Room:
    """The ballot opened by the office, and every member's papers asked for and signed."""
    desk = room.town.staff(Role.OFFICE)
    assert desk.post("/ballots/1/open").status_code == 303
    assert [room.ask(member) for member in room.devices] == [200] * 6
    room.issue()
    return room


def test_b10_a_ballot_with_a_key_for_one_voter_has_another_mark_and_its_answers_are_refused(
    page: Page, opened_room: Room
) -> None:
    ballot, mine = opened_room.ballot, other_key()
    work = """const real = await blinding.definitionOf(utf8(given.real));
      const marked = await blinding.definitionOf(utf8(given.marked));
      const asked = await blinding.ask(real, given.member);
      let taken = "taken";
      try { blinding.receive(real, asked.pending, given.answers); } catch (error) { taken = error.message; }
      return [real.mark, marked.mark, taken, asked.pending.length];"""
    text = ballot.to_bytes().decode()
    marked = text.replace(ballot.token_key.to_bytes().hex(), mine.public.to_bytes().hex())
    answers = [secrets.token_bytes(ballot.token_key.size).hex()] * 2
    found = use(page, work, real=text, marked=marked, member="M01", answers=answers)
    assert found[0] == ballot.fingerprint.replace("-", "")
    assert found[1] != found[0]
    assert found[2:] == ["wrong-blind-signature", 2]


def test_b11_the_box_takes_no_vote_that_comes_with_a_sign_in(opened_room: Room) -> None:
    browser = opened_room.devices["M06"].browser
    assert cookie_name(opened_room.town.wiring) in browser.cookies
    answers = [browser.post("/box/1", content=b"{}"), browser.put(f"/box/1/parcels/{'0' * 64}", content=b"x")]
    answers.append(browser.delete(f"/box/1/parcels/{'0' * 64}"))
    assert {(one.status_code, "票和人不能在一处" in one.text) for one in answers} == {(400, True)}


def test_b11_casting_over_the_network_changes_no_file_but_the_box_and_logs_nobody(
    opened_room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    votes = opened_room.votes("M02", "no")
    office = opened_room.chamber.office
    opened_room.cast(opened_room.votes("M03"))
    before = {path: (data, path.stat().st_mtime_ns) for path, data in every_byte(office)}
    assert opened_room.cast(votes).status_code == 200
    after = {path: (data, path.stat().st_mtime_ns) for path, data in every_byte(office)}
    changed = {path.name for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert changed == {"box", "key-0", "key-1"}
    told = [one.getMessage() for one in caplog.records if not one.name.startswith(("httpx", "httpcore"))]
    assert [line for line in told if re.search("M02|testclient|/box/", line)] == []


def test_b11_no_value_joins_what_a_member_asked_with_a_vote_that_was_cast(opened_room: Room) -> None:
    for vote in opened_room.votes("M04"):
        check_vote(opened_room.ballot, vote)
        assert opened_room.cast([vote]).status_code == 200
    held = [one.to_bytes() for one in opened_room.chamber.box.read().votes.values()]
    own = set().union(*map(words_in, held)) - {opened_room.ballot.hash.hex().encode()}
    folder = opened_room.chamber.ballot
    about = [folder.content(part, f"{one}.json") for part in ("requests", "tokens") for one in folder.members_in(part)]
    payloads = [Envelope.parse(data).payload for data in about if b'"payload"' in data]
    assert set().union(*map(words_in, [*about, *payloads])) & own == set()


def test_b11_a_parcel_on_the_server_opens_for_nobody_there_and_is_fetched_once(opened_room: Room) -> None:
    tablet, name = opened_room.town.client(), "ab" * 32
    assert tablet.put(f"/box/1/parcels/{name}", content=b"sealed").status_code == 200
    kept = [path for path, data in every_byte(opened_room.chamber.office) if data == b"sealed"]
    assert [(path.name, path.stat().st_mtime_ns) for path in kept] == [(name, 0)]
    answers = [tablet.delete(f"/box/1/parcels/{name}") for _ in range(2)]
    assert [one.status_code for one in answers] == [200, 409]
    assert answers[0].content == b"sealed"
    assert tablet.put(f"/box/1/parcels/{'..%2f' * 4}", content=b"x").status_code in (404, 409)


def test_b1_a_member_asks_once_and_a_token_is_spent_once_in_the_browser_too(opened_room: Room) -> None:
    votes = opened_room.votes("M05")
    assert [opened_room.cast(votes).status_code for _ in range(2)] == [200, 200]
    other = opened_room.votes("M05", "no")
    assert opened_room.cast(other).status_code == 422
    pending = opened_room.pending["M05"]
    assert opened_room.ask("M05") == 409
    opened_room.pending["M05"] = pending
    assert len(read_votes(opened_room.cast(votes).request.content)) == 3
