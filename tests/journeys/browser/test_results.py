"""Results in a browser, with real scores and names: ranked, unsealed, posted, confirmed; by two where two are due."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from blind.vault import Vault, seal_map
from expertpool.actions.release_packets import release_packets
from expertpool.db import open_session
from expertpool.models import Role
from expertpool.party.ceremony_plan import BEIJING
from expertpool.queries.ledger_audit import audit_ledger
from tests.blind.review_room import TRUSTEES
from tests.conftest import AT
from tests.journeys.browser.served import DESKTOP, Served, Watched
from tests.results.conftest import CODENAMES, IDS, LAST, Office
from tests.web.town import Town

HOME = "/committees/1/results"
POSTED, AFTER = date(2025, 9, 25), date(2025, 10, 10)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Scores and names are open, the ballot is counted, the vault is on record."""
    folder = tmp_path_factory.mktemp("results")
    return Office(folder, capsys=None, patch=None)  # nothing is printed or patched here


@pytest.fixture(scope="module")
def served(office: Office) -> Iterator[Served]:
    town = Town(office.settings).settled()
    office.found()
    office.count()
    numbers = iter(range(1, 10_000))
    names = {name: f"K{at}" for at, name in enumerate(CODENAMES, start=1)}
    sealed = seal_map(names, TRUSTEES, vault_id=bytes(16), fresh=lambda size: next(numbers).to_bytes(size, "big"))
    vault = Vault(bytes(16), sealed)
    (office.folder / "vault.json").write_bytes(vault.to_bytes())
    given: dict[str, Any] = {"at": AT, "actor": "王"}
    with open_session(office.settings) as session:
        release_packets(session, decisions={}, packets={}, manifest=vault.manifest, **given)
        session.commit()
    running = Served(town)
    yield running
    running.stop()
    town.wiring.engine.dispose()


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=BEIJING)


def signed_in(browser: Browser, served: Served, role: Role) -> Watched:
    watched = Watched.on(browser.new_context(viewport=DESKTOP, accept_downloads=True), served.address)
    watched.sign_in(served.town, role)
    return watched


def confirmed(inspector: Watched, what: str) -> None:
    """The other person finds it, looks at it and confirms it."""
    inspector.goto("/waiting")
    inspector.page.click(f"a:has-text('{what}')")
    inspector.page.click("button:has-text('确认办理')")
    expect(inspector.page.locator("main")).to_contain_text("已确认")


def refused(desk: Watched) -> None:
    """The summary of faults takes the focus; the browser's note of the status is no error of the page."""
    expect(desk.page.locator("#faults")).to_be_focused()
    desk.errors[:] = [one for one in desk.errors if "422" not in one]


def downloaded(page: Page, press: str, target: Path) -> Path:
    with page.expect_download() as download:
        page.click(press)
    download.value.save_as(target)
    return target


def test_results_go_from_scores_to_the_roster_in_a_browser(browser: Browser, served: Served, office: Office) -> None:
    served.town.clock.at = on(POSTED)
    desk, inspector = (signed_in(browser, served, role) for role in (Role.OFFICE, Role.INSPECTOR))
    page = desk.page
    desk.goto(HOME)
    page.set_input_files("#rank-scores", office.folder / "opened" / "scores.csv")
    page.click("form[action*='/rank'] button")
    rows = page.locator("section:has(> #ranking) tbody tr")
    expect(rows).to_have_count(len(CODENAMES))
    expect(rows.first).to_contain_text("85.00")
    desk.require_sound()

    page.click("form[action*='/unseal'] button")
    refused(desk)
    page.set_input_files("#unseal-vault", office.folder / "vault.json")
    page.fill("#unseal-reason", "公示要用姓名")
    page.click("form[action*='/unseal'] button")
    expect(page.locator("main")).to_contain_text("等待确认")
    confirmed(inspector, "申请启封姓名")
    desk.goto(HOME)
    request = downloaded(page, "a:has-text('request.json')", office.folder / "request.json")
    assert [name for name in CODENAMES if name not in request.read_text(encoding="utf-8")] == [CODENAMES[3]]

    page.set_input_files("#publish-names", office.names)
    page.set_input_files("#publish-applicants", office.applicants)
    page.fill("#publish-days", "5")
    page.fill("#publish-reason", "评审结束")
    page.click("form[action*='/publish'] button")
    expect(page.locator("main")).to_contain_text("赵甲")
    confirmed(inspector, "公示评审结果")
    desk.goto(HOME)
    expect(page.locator("#posted")).to_contain_text(f"{LAST.month}月{LAST.day}日")
    expect(page.locator("section:has(> #posted) tbody tr")).to_have_count(3)
    desk.require_sound()
    posted = downloaded(page, "a:has-text('公示名单')", office.folder / "posted.xlsx")

    page.set_input_files("#confirm-posted", posted)
    page.click("form[action*='/confirm'] button")
    refused(desk)

    served.town.clock.at = on(AFTER)
    desk.sign_in(served.town, Role.OFFICE)
    desk.goto(HOME)
    expect(page.locator("main")).to_contain_text("公示期满")
    page.set_input_files("#confirm-posted", posted)
    page.set_input_files("#confirm-names", office.names)
    page.set_input_files("#confirm-applicants", office.applicants)
    roster = downloaded(page, "form[action*='/confirm'] button", office.folder / "roster.xlsx")
    cells = {str(cell.value) for row in openpyxl.load_workbook(roster).worksheets[0].iter_rows() for cell in row}
    assert [number for number in IDS if number in cells] == list(IDS[:3])
    desk.goto(HOME)
    expect(page.locator("main")).to_contain_text(re.compile("10月10日 已确认"))
    assert (desk.errors, desk.foreign, inspector.errors, inspector.foreign) == ([], [], [], [])
    with open_session(office.settings, reading=True) as session:
        assert audit_ledger(session).findings == ()
