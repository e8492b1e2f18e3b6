"""The office in a browser: in by the front door, a roster imported and undone, every page sound at both sizes."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from expertpool.models import Role
from tests.journeys.browser.served import DESKTOP, PHONE, Served, Watched
from tests.web.test_pool_pages import people, roster

PAGES = {
    None: ["/sign-in", "/sign-in/expert", "/nowhere"],
    Role.OFFICE: ["/office?year=2025", "/pool", "/pool/E0001", "/pool-health?year=2025", "/imports", "/codes", "/own"],
    Role.INSPECTOR: ["/invites"],
    Role.ADMINISTRATOR: ["/accounts"],
}


@pytest.mark.parametrize("size", [pytest.param(DESKTOP, marks=pytest.mark.full), PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("role", [one and pytest.param(one, marks=pytest.mark.full) for one in PAGES], ids=str)
def test_pages_are_sound(browser: Browser, served: Served, role: Role | None, size: dict[str, int]) -> None:
    with browser.new_context(viewport=size) as context:
        watched = Watched.on(context, served.address)
        if role is not None:
            watched.sign_in(served.town, role)
        for path in PAGES[role]:
            watched.goto(path)
            watched.errors[:] = [one for one in watched.errors if path != "/nowhere" or "404" not in one]
            watched.require_sound()


@pytest.mark.parametrize("scripts", [True, pytest.param(False, marks=pytest.mark.full)], ids=["scripts", "no scripts"])
def test_office_imports_a_roster_after_seeing_the_difference_and_undoes_it(
    browser: Browser, served: Served, tmp_path: Path, scripts: bool
) -> None:
    file = tmp_path / "名册.csv"
    rows = people()
    rows[0][2] = "别的单位"
    file.write_bytes(roster(rows))
    with browser.new_context(viewport=DESKTOP, java_script_enabled=scripts) as context:
        watched = Watched.on(context, served.address)
        page = watched.page
        watched.sign_in(served.town, Role.OFFICE)
        page.click("text=名册导入")
        page.set_input_files("#roster", file)
        page.click("text=查看会改变什么")
        expect(page.locator("h1")).to_have_text("导入前核对：名册.csv")
        expect(page.locator("td", has_text="别的单位")).to_be_visible()
        page.click("main button:has-text('导入')")
        expect(page.locator("tbody tr").first).to_contain_text("名册.csv")
        page.click("main table button >> nth=0")
        expect(page.locator("tbody tr").first).to_contain_text("撤销")
        page.click("text=专家库 >> nth=1")
        page.fill("#search", "别的单位")
        page.click("main button")
        expect(page.locator("main")).to_contain_text("共 0 人")
        page.get_by_role("button", name="退出登录").click()
        expect(page.locator("h1")).to_have_text("工作人员登录")
        assert (watched.errors, watched.foreign) == ([], [])


def test_fault_is_told_on_top_and_at_the_field_and_has_the_focus(browser: Browser, served: Served) -> None:
    with browser.new_context(viewport=PHONE) as context:
        watched = Watched.on(context, served.address)
        watched.goto("/sign-in/expert")
        watched.page.fill("#invite", "7K3QM-8ZT4W-R")
        watched.page.click("main form button")
        expect(watched.page.locator("#faults")).to_be_focused()
        expect(watched.page.locator("#invite")).to_have_value("7K3QM-8ZT4W-R")
        expect(watched.page.locator("#code")).to_have_value("")


def test_description_of_the_api_opens_without_anything_from_elsewhere(browser: Browser, served: Served) -> None:
    with browser.new_context(viewport=DESKTOP) as context:
        watched = Watched.on(context, served.address)
        watched.goto("/api/docs")
        expect(watched.page.locator(".opblock-summary-path").first).to_be_visible(timeout=15_000)
        assert (watched.errors, watched.foreign) == ([], [])


def test_idle_reader_is_warned_and_stays_or_is_signed_out(browser: Browser, served: Served) -> None:
    """The browser's clock and the server's are moved on; nobody waits."""
    with browser.new_context(viewport=DESKTOP) as context:
        watched = Watched.on(context, served.address)
        page, warning = watched.page, watched.page.locator("#line-idle")
        watched.sign_in(served.town, Role.OFFICE)
        page.clock.install()
        watched.goto("/own")
        expect(warning).to_be_hidden()
        page.clock.fast_forward("28:01")
        served.town.clock.moves(minutes=28)
        expect(warning).to_contain_text("再过两分钟")
        warning.get_by_role("button", name="继续使用").click()
        expect(warning).to_be_hidden()
        page.clock.fast_forward("28:01")
        served.town.clock.moves(minutes=31)
        expect(warning).to_be_visible()
        warning.get_by_role("button", name="继续使用").click()
        expect(page.locator("h1")).to_have_text("工作人员登录")
        assert watched.foreign == []
