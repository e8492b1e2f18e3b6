"""An expert's phone: its key made with the invite, the way back in without one, and a sheet sealed before it leaves."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from blind.scoresheet.sheet import problems
from expertpool.db import open_session
from expertpool.models import Custody
from expertpool.queries.accounts import account_named
from expertpool.queries.device_keys import keys_standing
from expertpool.queries.review import keys_of as keys_of_group
from expertpool.queries.review import sealed_at_rest
from tests.blind.review_room import RUBRIC
from tests.journeys.browser.served import PHONE, Served, Watched
from tests.web.review_desk import GROUP, READER, address, with_review
from tests.web.test_expert_desk import sheets

REASON = "业绩突出“一”\n第二行"


def enters(page: Page, served: Served, expert_no: str, *, own: bool = True) -> None:
    """With an invite and a code, at the experts' door."""
    halves = served.town.halves(expert_no)
    page.goto(served.address + "/sign-in/expert")
    page.fill("#invite", halves["invite"])
    page.fill("#code", halves["code"])
    if not own:
        page.uncheck("#own-device")
    page.click("main form.bind button")
    page.wait_for_url("**/desk")


def keys_of(served: Served, expert_no: str) -> list[str]:
    with open_session(served.town.settings, reading=True) as session:
        account = account_named(session, expert_no)
        return [one.key_id for one in keys_standing(session, account.id if account and account.id else 0)]


def test_phone_makes_its_key_and_comes_back_without_another_invite(browser: Browser, served: Served) -> None:
    with browser.new_context(viewport=PHONE) as context:
        watched = Watched.on(context, served.address)
        page = watched.page
        enters(page, served, "E0001")
        assert len(keys_of(served, "E0001")) == 1
        expect(page.locator("header .tag")).to_have_count(0)
        watched.goto("/own")
        watched.require_sound()
        served.town.clock.moves(minutes=31)
        watched.goto("/own")
        page.wait_for_url("**/own")
        expect(page.locator("h1")).to_have_text("我的登录")
        context.clear_cookies()
        watched.goto("/sign-in/expert")
        watched.require_sound()
        page.click("#enter-here")
        page.wait_for_url("**/desk")
        watched.goto("/own")
        page.click("button:has-text('停用')")
        page.wait_for_url("**/sign-in**")
        watched.goto("/sign-in/expert")
        page.click("#enter-here")
        expect(page.locator("#enter-said")).to_contain_text("没有被认出")
        assert keys_of(served, "E0001") == []


def test_sheet_is_sealed_on_the_phone_and_the_server_cannot_read_it(browser: Browser, served: Served) -> None:
    review = with_review(served.town)
    with browser.new_context(viewport=PHONE) as context:
        watched, sent = Watched.on(context, served.address), []
        page = watched.page
        page.on("request", lambda request: sent.append(request.post_data or ""))
        enters(page, served, READER)
        watched.goto(f"/desk/groups/{GROUP}")
        page.click("button:has-text('同意参加')")
        page.check("#agreed")
        page.click("button:has-text('签署承诺')")
        expect(page.locator(".packets")).to_be_visible()
        watched.goto(address())
        watched.require_sound()
        page.fill("#mark-0", "80")
        page.fill("#mark-1", "99")
        page.click("#check")
        expect(page.locator("#reason-1-fault")).to_contain_text("须写理由")
        page.fill("#reason-1", REASON)
        page.fill("#mark-2", "９０")
        page.fill("#comment", "好 e\u0301 \U0001f600")
        expect(page.locator(".saved").last).to_contain_text("已保存在本设备")
        page.reload()
        expect(page.locator("#reason-1")).to_have_value(REASON)
        page.click("#check")
        expect(page.locator("#checked")).to_be_visible()
        watched.require_sound()
        page.click("#seal")
        page.wait_for_url("**/receipt")
        watched.require_sound()
        expect(page.locator(".done .code")).not_to_be_empty()
        short = page.locator(".done .code").text_content()
    (sheet,) = sheets(review)
    assert sheet.marks == {"ability": 8000, "results": 9900, "ethics": 9000}
    assert (sheet.reasons, sheet.comment) == ({"results": REASON}, "好 é \U0001f600")
    assert (sheet.commitment.hex()[:12], problems(sheet, RUBRIC)) == (short, [])
    assert [one for one in sent if REASON in one or "9900" in one] == []
    with open_session(review.settings, reading=True) as session:
        assert sealed_at_rest(keys_of_group(session, GROUP)) == frozenset()
        assert [one.custody for one in keys_of_group(session, GROUP)] == [Custody.READER]
