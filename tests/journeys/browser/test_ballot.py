"""A secret ballot in browsers: one member on a phone, one on the tablet in the hall, four with devices of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from expertpool.models import Role
from expertpool.party.ballot_folder import CLOSED
from tests.journeys.browser.served import DESKTOP, PHONE, Served, Watched
from tests.journeys.browser.test_device_sealing import enters
from tests.web.ballot_room import Room

SLOWLY = 20_000


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    return Room.prepared(tmp_path_factory.mktemp("room"))


@pytest.fixture(scope="module")
def hall(room: Room) -> Iterator[Served]:
    running = Served(room.town)
    yield running
    running.stop()
    room.town.wiring.engine.dispose()


def phone(browser: Browser, hall: Served, expert_no: str) -> tuple[BrowserContext, Watched]:
    context = browser.new_context(viewport=PHONE)
    watched = Watched.on(context, hall.address)
    enters(watched.page, hall, expert_no)
    return context, watched


def asks(watched: Watched, mark: str) -> None:
    watched.goto("/vote")
    watched.require_sound()
    watched.page.click("main a.button")
    expect(watched.page.locator("#compare")).to_be_visible()
    watched.require_sound()
    watched.page.fill("#seen", mark.lower())
    watched.page.click("#ask")
    expect(watched.page.locator("#waiting")).to_be_visible(timeout=SLOWLY)


def chooses(page: Page, choice: str, count: int) -> None:
    expect(page.locator("#candidates fieldset")).to_have_count(count, timeout=SLOWLY)
    for set_ in page.locator("#candidates fieldset").all():
        set_.locator(f"input[value={choice}]").check()
    page.click("#cast")
    expect(page.locator("#receipts code")).to_have_count(count, timeout=SLOWLY)


def opens(browser: Browser, hall: Served, room: Room) -> tuple[Watched, str]:
    """The office opens the ballot; what it reads out."""
    desk = Watched.on(browser.new_context(viewport=DESKTOP), hall.address)
    desk.sign_in(room.town, Role.OFFICE)
    desk.goto("/ballots/1")
    desk.page.click("#open")
    mark = desk.page.locator(".code").first.text_content() or ""
    assert mark == room.ballot.fingerprint
    desk.require_sound()
    return desk, mark


def test_ballot_from_opening_to_the_count(browser: Browser, hall: Served, room: Room) -> None:
    first, one = phone(browser, hall, "E0001")
    second, two = phone(browser, hall, "E0002")
    room.bind("M03", "M04", "M05", "M06")
    desk, mark = opens(browser, hall, room)
    one.goto("/vote/1")
    one.page.fill("#seen", "AAAA-AAAA")
    one.page.click("#ask")
    expect(one.page.locator("#said")).to_contain_text("请勿投票")
    asks(one, mark)
    asks(two, mark)
    assert [room.ask(member) for member in ("M03", "M04", "M05", "M06")] == [200] * 4
    room.issue()
    cast: list[object] = []
    one.page.on("request", lambda asked: cast.append((asked.url, asked.headers)) if "/box/" in asked.url else None)
    chooses(one.page, "no", 2)
    assert [name for _, headers in cast for name in headers if name == "cookie"] == []
    one.page.reload()
    expect(one.page.locator("#receipts code")).to_have_count(2)

    expect(two.page.locator("#choose")).to_be_visible(timeout=SLOWLY)
    two.page.reload()
    expect(two.page.locator("#choose")).to_be_visible(timeout=SLOWLY)
    two.require_sound()
    two.page.click("#to-tablet")
    code = two.page.locator("#parcel-code")
    expect(code).to_contain_text("-", timeout=SLOWLY)
    tablet = Watched.on(browser.new_context(viewport={"width": 768, "height": 1024}), hall.address)
    tablet.goto("/box/1")
    tablet.require_sound()
    tablet.page.fill("#code", code.text_content() or "")
    tablet.page.click("#open-code")
    chooses(tablet.page, "yes", 3)
    for watched in (one, two, tablet):
        assert (watched.errors, watched.foreign) == ([], [])
    for member in ("M03", "M04", "M05", "M06"):
        assert room.cast(room.votes(member)).status_code == 200

    folder = room.chamber.ballot
    room.chamber.done("inspector", "party", "issue-tokens", folder.path, "--close")
    desk.goto("/ballots/1")
    expect(desk.page.locator("main")).to_contain_text("17 / 17")
    desk.page.click("#close")
    expect(desk.page.locator("#count")).to_be_visible()
    room.chamber.done("hrss", "party", "witness", folder.file(CLOSED, "closing-logged.json"))
    for holder in ("hrss", "inspector"):
        room.chamber.done(holder, "party", "open-ballot", folder.path)
    desk.page.click("#count")
    rows = desk.page.locator("tbody tr")
    expect(rows).to_have_count(3, timeout=SLOWLY)
    assert [row.locator("td").all_text_contents()[:5] for row in rows.all()] == [
        ["1111-2222", "5", "0", "0", "0"],
        ["3333-4444", "5", "1", "0", "0"],
        ["5555-6666", "5", "1", "0", "0"],
    ]
    desk.require_sound()
    for context in (first, second, desk.page.context, tablet.page.context):
        context.close()
