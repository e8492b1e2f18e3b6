"""HRSS in a browser: from the matrix to the verdicts of a committee, to its report, and to the report countersigned."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest
from playwright.sync_api import Browser, expect

from expertpool.models import Role
from expertpool.settings import Settings
from tests.journeys.browser.served import DESKTOP, Served, Watched
from tests.reporting.supervised import Supervised
from tests.web.town import Town

T = TypeVar("T")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Supervised:
    """One office, one HRSS with a machine of its own, one report that waits."""
    return apart(lambda: Supervised(tmp_path_factory.mktemp("supervised")))


def apart(work: Callable[[], T]) -> T:
    """Done in a thread of its own: the browser holds this one's event loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


def signs(place: Supervised) -> int:
    """HRSS looks at the report and countersigns it on its own machine; the office takes it in."""
    assert place.party("check-report", place.report / "report.json", "--given", place.committee).code == 0
    signed = place.party("countersign", place.report / "report.json")
    return place.run("report", "receive", signed.json["out"], "--trust", place.trust).code


@pytest.fixture(scope="module")
def served(place: Supervised) -> Iterator[Served]:
    town = Town(Settings.embedded(place.office)).settled()
    running = Served(town)
    yield running
    running.stop()
    town.wiring.engine.dispose()


@pytest.mark.parametrize("scripts", [False, True], ids=["no scripts", "scripts"])
def test_hrss_goes_from_the_matrix_to_a_countersigned_report(
    browser: Browser, served: Served, place: Supervised, scripts: bool
) -> None:
    """Signing is done on HRSS's own machine: the page says how, shows what to sign, and then that it is signed."""
    with browser.new_context(viewport=DESKTOP, java_script_enabled=scripts) as context:
        watched = Watched.on(context, served.address)
        page = watched.page
        watched.sign_in(served.town, Role.HRSS)
        expect(page.locator("h1")).to_have_text("2025年度监督总览")
        page.locator(".matrix tbody a").first.click()
        expect(page.locator("main")).to_contain_text("逐条结论")
        page.click("text=← 2025 年度总览")
        page.click("text=报告与会签")
        line = page.locator("tbody tr").first
        expect(page.locator("main")).to_contain_text("expertpool party countersign")
        if scripts:
            expect(line).to_contain_text("已会签")
        else:
            expect(line).not_to_contain_text("已会签")
            assert apart(lambda: signs(place)) == 0
            page.reload()
            expect(line).to_contain_text("已会签")
        assert (watched.errors, watched.foreign) == ([], [])
