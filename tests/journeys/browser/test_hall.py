"""The draw in the hall: two projectors live, a reload, a phone without scripts; all show the same and nobody's name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browser.served import PHONE, Served, Watched
from tests.party.season import Season
from tests.web.room import NAME, Room

PROJECTOR = {"width": 1920, "height": 1080}
SEATS = "#seats .seat code"
SOON = 30_000
"""Milliseconds that a busy machine may take to show what was laid down."""


def seats(page: Page) -> list[str]:
    return page.locator(SEATS).all_inner_texts()


def test_two_screens_follow_a_draw_live_and_a_reload_shows_the_same(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Room(Season(tmp_path / "season", monkeypatch))
    served, hall = Served(room), room.hall
    try:
        first = Watched.on(browser.new_context(viewport=PROJECTOR, reduced_motion="reduce"), served.address)
        first.goto(f"/screen/{NAME}")
        expect(first.page.locator("body")).to_contain_text("等待办事机构锁定抽取条件")
        hall.moves()
        first.page.get_by_text("条件已锁定").wait_for(timeout=SOON)
        hall.pass_time(hours=2)
        hall.commit()
        hall.moves()
        second = Watched.on(browser.new_context(viewport=PROJECTOR, reduced_motion="reduce"), served.address)
        second.goto(f"/screen/{NAME}")
        hall.witness("seal")
        for screen in (first, second):
            screen.page.get_by_text("人社部门已见证").wait_for(timeout=SOON)
        hall.moves()
        hall.reveal()
        hall.moves()
        hall.witness("result-0")
        for screen in (first, second):
            screen.page.locator(".step.result").wait_for(timeout=SOON)
            screen.page.locator(".qr").wait_for(timeout=SOON)
        expect(first.page.locator(SEATS)).to_have_count(11)
        drawn = seats(first.page)
        expect(second.page.locator(SEATS)).to_have_text(drawn)
        first.page.reload()
        expect(first.page.locator(SEATS)).to_have_text(drawn)
        plain = browser.new_context(viewport=PHONE, java_script_enabled=False).new_page()
        plain.goto(f"{served.address}/screen/{NAME}")
        expect(plain.locator(SEATS)).to_have_text(drawn)
        sent = plain.request.get(plain.url).text()
        names = {one["name"] for one in json.loads(room.season.roster.read_text(encoding="utf-8"))}
        assert [name for name in names for text in (first.page.content(), sent) if name in text] == []
        for screen in (first, second):
            broken = Axe().run(screen.page).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in broken] == []
            assert (screen.errors, screen.foreign) == ([], [])
    finally:
        served.stop()
