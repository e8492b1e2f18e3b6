"""A browser and a served town for each file; without a browser these tests loudly stay out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from expertpool.settings import Settings
from tests.journeys.browser.served import CHROMIUM, FLAGS, PATIENCE, Served
from tests.web.town import Town

expect.set_options(timeout=PATIENCE)
MISSING = "NO BROWSER: install Chromium (Debian: apt-get install chromium fonts-noto-cjk); no page was tried in one"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Gone with its file: while it is there, its event loop holds the thread, and no other can run in it."""
    if not CHROMIUM:
        pytest.skip(MISSING)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, chromium_sandbox=False, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    town = Town(Settings.embedded(tmp_path_factory.mktemp("served") / "home")).settled()
    running = Served(town)
    yield running
    running.stop()
    town.wiring.engine.dispose()
