"""The office in a browser alone: from a roster to a filed panel; then two people; and every page sound."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from expertpool.models import Role
from tests.journeys.browser.served import DESKTOP, PHONE, Served, Watched
from tests.web.office_town import COMMITTEE, HOME
from tests.web.test_pool_pages import people, roster

PAGES = {
    Role.OFFICE: [
        "/committees?year=2025",
        HOME,
        f"{HOME}/edit",
        f"{HOME}/draw",
        f"{HOME}/ceremony",
        f"{HOME}/panel",
        f"{HOME}/slips",
        f"{HOME}/meetings",
        f"{HOME}/meetings/1",
        f"{HOME}/results",
        f"{HOME}/waivers",
        f"{HOME}/papers",
        "/waiting",
        "/counts/1",
    ],
    Role.INSPECTOR: ["/counts", "/counts/1", "/waiting"],
    Role.HRSS: ["/waiting", "/waiting/1"],
}


def signed_in(context: BrowserContext, served: Served, role: Role) -> Watched:
    watched = Watched.on(context, served.address)
    watched.sign_in(served.town, role)
    return watched


def downloaded(page: Page, folder: Path, link: str) -> Path:
    with page.expect_download() as download:
        page.click(link)
    target = folder / download.value.suggested_filename
    download.value.save_as(target)
    return target


def test_office_goes_from_roster_to_filed_panel(browser: Browser, served: Served, tmp_path: Path) -> None:
    """Roster uploaded, committee kept, draw rehearsed, list issued, both papers filed; HRSS takes it on file."""
    file = tmp_path / "名册.csv"
    file.write_bytes(roster(people(16)))
    with browser.new_context(viewport=DESKTOP, java_script_enabled=False, accept_downloads=True) as context:
        watched = signed_in(context, served, Role.OFFICE)
        page = watched.page
        page.click("text=名册导入")
        page.set_input_files("#roster", file)
        page.click("text=查看会改变什么")
        page.click("main button:has-text('导入')")
        expect(page.locator("tbody tr").first).to_contain_text("名册.csv")

        page.click("nav >> text=评委会")
        page.click("text=新建评委会")
        for name, value in COMMITTEE.items():
            if name in ("level", "basis"):
                page.select_option(f"#{name}", value)
            else:
                page.fill(f"#{name}", value)
        page.click("button:has-text('试算')")
        expect(page.locator("#found")).to_contain_text("可以抽取")
        page.click("button:has-text('保存评委会')")
        expect(page.locator("h1")).to_have_text(COMMITTEE["name"])

        page.click(".tabs >> text=抽取")
        expect(page.locator(".loud").last).to_contain_text("不能用于评审")
        page.fill("#tickets", "20")
        page.click("button:has-text('演练第 1 次抽取')")
        expect(page.locator("#result")).to_have_text("第 1 次抽取的结果", timeout=60_000)
        record = downloaded(page, tmp_path, "text=抽取记录表")

        page.click(".tabs >> text=文书与备案")
        page.click("#issue-panel-list button")
        page.wait_for_selector("a:has-text('panel-list.pdf')", timeout=60_000)
        members = downloaded(page, tmp_path, "a:has-text('panel-list.pdf')")
        assert [one.read_bytes()[:4] for one in (record, members)] == [b"%PDF", b"%PDF"]

        page.click("a:has-text('评委会组建情况备案')")
        page.click("main form button")
        page.set_input_files("input[name=paper-members]", members)
        page.set_input_files("input[name=paper-draw-record]", record)
        page.click("button:has-text('报备')")
        expect(page.locator("#steps ~ ol")).to_contain_text("panel-list.pdf")
        filing = re.sub(r"^https?://[^/]+", "", page.url)

        with browser.new_context(viewport=DESKTOP, java_script_enabled=False) as other:
            hrss = signed_in(other, served, Role.HRSS)
            hrss.goto(filing)
            hrss.page.click("summary:has-text('收讫备案')") if hrss.page.locator(
                "details.act:not([open])"
            ).count() else None
            hrss.page.click("button:has-text('收讫备案')")
            expect(hrss.page.locator("#steps ~ ol")).to_contain_text("已备案")
            assert (hrss.errors, hrss.foreign) == ([], [])

        watched.goto(f"{HOME}/papers")
        expect(page.locator("tr", has_text="评委会组建情况备案")).to_contain_text("已备案")
        assert (watched.errors, watched.foreign) == ([], [])


def test_waiver_takes_two_people_and_a_meeting_two_counters(browser: Browser, served: Served) -> None:
    """After the journey above: the office proposes, HRSS confirms; office and inspector count apart."""
    with browser.new_context(viewport=PHONE) as first, browser.new_context(viewport=PHONE) as second:
        office, hrss = signed_in(first, served, Role.OFFICE), signed_in(second, served, Role.HRSS)
        office.goto(f"{HOME}/waivers")
        office.page.click("button:has-text('提交人社部门批准')")
        expect(office.page.locator("#faults")).to_be_focused()
        office.page.select_option("#rule", index=1)
        office.page.fill("#expert", "E0003")
        office.page.fill("#reason", "本市这个专业只有两人")
        office.page.click("button:has-text('提交人社部门批准')")
        expect(office.page.locator("main")).to_contain_text("等待确认")
        expect(office.page.locator("button:has-text('确认办理')")).to_have_count(0)
        hrss.page.click("text=等我确认")
        hrss.page.click("a:has-text('给予例外')")
        hrss.page.click("button:has-text('确认办理')")
        expect(hrss.page.locator("main")).to_contain_text("已确认")
        office.goto(f"{HOME}/waivers")
        expect(office.page.locator("table").first).to_contain_text("本市这个专业只有两人")

        office.goto(f"{HOME}/meetings")
        office.page.fill("#candidates", "4821-3907 综合")
        office.page.click("button:has-text('召开')")
        expect(office.page.locator("#roll")).to_be_visible()
        for row in office.page.locator("tr[id^=row-]").all():
            row.locator("input[type=radio]").first.check()
            row.locator("input[type=date]").fill("2025-08-10")
        office.page.click("button:has-text('核对')")
        expect(office.page.locator("#checked")).to_contain_text("到会 11 人")
        office.page.click("button:has-text('冻结签到册')")
        expect(office.page.locator("main")).to_contain_text("签到册（已冻结）")


@pytest.mark.full
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("role", PAGES, ids=str)
def test_pages_are_sound(browser: Browser, served: Served, role: Role, size: dict[str, int]) -> None:
    """As the two tests above have left them; a quick run looks at pages in ``test_every_page``."""
    with browser.new_context(viewport=size) as context:
        watched = signed_in(context, served, role)
        for path in PAGES[role]:
            watched.goto(path)
            watched.require_sound()
