"""A desk on a real port for a real browser, and what is asked of every page that a browser shows."""

from __future__ import annotations

import gzip
import shutil
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from expertpool.models import Role
from tests.api.running import Running
from tests.web.town import Town

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
FLAGS = ["--disable-gpu", "--disable-background-networking", "--no-first-run"]
DESKTOP, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
PATIENCE = 60_000
"""Milliseconds that a page may take on a machine with much else to do."""

HEAVIEST = 20_000
"""Gzipped bytes of a page with its styles and scripts, without pictures."""


class Served:
    """The town's site on a port of this machine, in a thread."""

    def __init__(self, town: Town, port: int = 0) -> None:
        self.town = town
        self.running = Running(town.site, port)
        self.address = self.running.address

    def stop(self) -> None:
        self.running.stop()


@dataclass
class Watched:
    """A page with all that went wrong behind it: console errors, requests to elsewhere, weight."""

    page: Page
    address: str
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    @classmethod
    def on(cls, context: BrowserContext, address: str) -> Watched:
        context.set_default_timeout(PATIENCE)
        watched = cls(context.new_page(), address)
        watched.page.on("console", watched._heard)
        watched.page.on("pageerror", lambda error: watched.errors.append(str(error)))
        watched.page.on("request", lambda request: watched._asked(request.url))
        return watched

    def _heard(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.errors.append(message.text)

    def _asked(self, url: str) -> None:
        if not url.startswith((self.address, "blob:", "data:")):
            self.foreign.append(url)

    def weight(self) -> int:
        """Gzipped bytes of the page, its styles and its scripts; pictures on it are not counted."""
        loaded = (
            "performance.getEntriesByType('resource').filter(one => one.initiatorType !== 'img').map(one => one.name)"
        )
        urls = {self.page.url, *self.page.evaluate(loaded)}
        return sum(len(gzip.compress(self.page.context.request.get(url).body())) for url in urls)

    def goto(self, path: str) -> None:
        self.page.goto(self.address + path)

    def sign_in(self, town: Town, role: Role) -> None:
        """By the front door, as that member of staff."""
        town.clock.moves(seconds=60)
        self.goto("/sign-in")
        entry = town.entry(role)
        for name in ("name", "password", "code"):
            self.page.fill(f"#{name}", entry[name])
        self.page.click("main form button")
        self.page.wait_for_url(lambda url: "/sign-in" not in url)

    def require_sound(self) -> None:
        """No violation, no error, nothing from elsewhere, no sideways scrolling, and light."""
        self.page.wait_for_load_state()
        broken = Axe().run(self.page).response["violations"]
        found = [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in broken]
        assert found == [], (self.page.url, found)
        sizes = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        across, room = self.page.evaluate(sizes)
        assert across <= room, self.page.url
        assert (self.errors, self.foreign) == ([], []), (self.errors, self.foreign)
        assert self.weight() <= HEAVIEST, self.page.url
