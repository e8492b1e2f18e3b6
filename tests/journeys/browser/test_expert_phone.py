"""An expert's phone without a key of its own: from the invitation to the receipt, and what a dying line takes away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from expertpool.settings import Settings
from tests.journeys.browser.served import PHONE, Served, Watched
from tests.web.review_desk import GROUP, READER, SHARED, address, with_review
from tests.web.town import Town


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    town = Town(Settings.embedded(tmp_path_factory.mktemp("phone") / "home")).settled()
    running = Served(with_review(town))
    yield running
    running.stop()
    town.wiring.engine.dispose()


def enters(page: Page, served: Served, *, scripts: bool) -> None:
    """By invite and code, on a device that keeps no key."""
    halves = served.town.halves(READER)
    page.goto(served.address + "/sign-in/expert")
    page.fill("#invite", halves["invite"])
    page.fill("#code", halves["code"])
    if scripts:
        page.uncheck("#own-device")
    page.click("main form.bind button")
    page.wait_for_url("**/desk")


def test_expert_goes_from_the_invitation_to_the_receipt_without_scripts(browser: Browser, served: Served) -> None:
    with browser.new_context(viewport=PHONE, java_script_enabled=False) as context:
        watched = Watched.on(context, served.address)
        page = watched.page
        enters(page, served, scripts=False)
        page.click("text=查看并答复")
        page.click("button:has-text('同意参加')")
        page.click("button:has-text('签署承诺')")
        expect(page.locator("#faults")).to_be_visible()
        page.check("#agreed")
        page.click("button:has-text('签署承诺')")
        page.click(f".packet:has-text('{SHARED}')")
        for line, mark in ((0, "80"), (2, "90"), (1, "999")):
            page.fill(f"#mark-{line}", mark)
            page.locator(f"form.line:has(#mark-{line}) button").click()
        expect(page.locator("#faults")).to_be_focused()
        expect(page.locator("#faults a")).to_have_attribute("href", "#mark-1")
        expect(page.locator("#mark-1")).to_have_value("999")
        page.fill("#mark-1", "75.5")
        page.locator("form.line:has(#mark-1) button").click()
        page.click("text=核对并递交")
        page.click("button:has-text('密封并递交')")
        expect(page.locator("h1")).to_have_text(f"回执 {SHARED}")
        assert ([one for one in watched.errors if "422" not in one], watched.foreign) == ([], [])


def test_lost_line_is_said_until_it_is_back(browser: Browser, served: Served) -> None:
    with browser.new_context(viewport=PHONE) as context:
        page = context.new_page()
        page.goto(served.address + "/guide/expert")
        expect(page.locator("#line-lost")).to_be_hidden()
        context.set_offline(True)
        expect(page.locator("#line-lost")).to_contain_text("网络断开了")
        context.set_offline(False)
        expect(page.locator("#line-lost")).to_be_hidden()


def test_large_letters_and_the_language_stay_on_this_device(browser: Browser, served: Served) -> None:
    with browser.new_context(viewport=PHONE, java_script_enabled=False) as context:
        page = context.new_page()
        enters(page, served, scripts=False)
        page.click("text=大字版")
        page.goto(served.address + "/own")
        expect(page.locator("html.large")).to_have_count(1)
        page.click("header >> text=English")
        page.goto(served.address + "/desk")
        expect(page.locator("h1")).to_have_text("My reviews")
        page.click("header >> text=中文")
        expect(page.locator("h1")).to_have_text("我的评审")
        page.click("nav >> text=大字版")
        expect(page.locator("html.large")).to_have_count(0)


def test_night_turns_the_pages_dark_and_stays_until_it_is_turned_off(browser: Browser, served: Served) -> None:
    with browser.new_context(viewport=PHONE) as context:
        watched = Watched.on(context, served.address)
        page, paper = watched.page, watched.page.locator(".paper.night")
        enters(page, served, scripts=True)
        page.goto(f"{served.address}/desk/groups/{GROUP}")
        taken(page)
        page.goto(served.address + address())
        expect(paper).to_have_count(0)
        page.click("button:has-text('夜间模式')")
        expect(paper).to_be_visible()
        expect(paper.locator("img").first).to_have_css("filter", "invert(1) hue-rotate(180deg)")
        watched.require_sound()
        page.reload()
        expect(page.locator("button:has-text('夜间模式')")).to_have_attribute("aria-pressed", "true")
        page.click("button:has-text('夜间模式')")
        expect(paper).to_have_count(0)


def taken(page: Page) -> None:
    """On the page of a group: whatever has to be said before reading is said."""
    for act in ("同意参加", "签署承诺"):
        if page.locator(f"button:has-text('{act}')").count():
            if page.locator("#agreed").count():
                page.check("#agreed")
            with page.expect_navigation():
                page.click(f"button:has-text('{act}')")


def test_checking_waits_for_every_field_on_a_slow_line(browser: Browser, served: Served) -> None:
    slow = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
    with browser.new_context(viewport=PHONE) as context:
        page = context.new_page()
        enters(page, served, scripts=True)
        page.goto(f"{served.address}/desk/groups/{GROUP}")
        taken(page)
        page.goto(served.address + address())
        context.new_cdp_session(page).send("Network.emulateNetworkConditions", slow)
        for line in range(3):
            page.fill(f"#mark-{line}", "80")
        page.fill("#comment", "最后写下的总评")
        page.click("#to-check")
        expect(page.locator("dl.checked")).to_contain_text("最后写下的总评")
        expect(page.locator("#faults")).to_have_count(0)


def test_nothing_typed_is_lost_when_server_tab_and_session_die(browser: Browser, served: Served) -> None:
    town = served.town
    with browser.new_context(viewport=PHONE) as context:
        page = context.new_page()
        enters(page, served, scripts=True)
        page.goto(f"{served.address}/desk/groups/{GROUP}")
        taken(page)
        page.goto(served.address + address())
        page.fill("#mark-0", "81")
        page.dispatch_event("#mark-0", "change")
        expect(page.locator("form.line:has(#mark-0) .saved")).to_contain_text("已保存 ")
        served.stop()
        page.fill("#mark-1", "72.5")
        page.fill("#comment", "断线时写下的总评")
        page.dispatch_event("#comment", "change")
        expect(page.locator("form.line:has(#comment) .saved")).to_contain_text("尚未保存")
        page.close()
        again = Served(town, served.running.port)
        try:
            context.clear_cookies()
            page = context.new_page()
            enters(page, again, scripts=True)
            page.goto(again.address + address())
            for field, text in (("#mark-0", "81"), ("#mark-1", "72.5"), ("#comment", "断线时写下的总评")):
                expect(page.locator(field)).to_have_value(text)
            expect(page.locator("form.line:has(#comment) .saved")).to_contain_text("已保存 ")
            expect(page.locator("form.line:has(#mark-1) .saved")).to_contain_text("已保存 ")
            assert page.evaluate("Object.keys(localStorage).filter(key => key.includes('/desk/'))") == []
        finally:
            again.stop()
