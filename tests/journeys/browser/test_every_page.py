"""Every page of every role in a browser, on a phone and on a desk: found in the routers, so that none is forgotten."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page

from expertpool.models import Role
from expertpool.settings import Settings
from tests.journeys.browser.served import DESKTOP, PHONE, Served, Watched
from tests.web.planted import Applicant, grounded, inhabited
from tests.web.review_desk import MINE, READER, address, begun, fill
from tests.web.shown_pages import shown_pages
from tests.web.town import Town

SIZES = {"phone": PHONE, "desk": DESKTOP}
QUICK = 5
"""Pages of a quick run; a full one takes all."""

SMALL = """least => {
  const seen = one => one.offsetParent !== null && getComputedStyle(one).visibility === 'visible';
  const inside = one => one.closest('p, li, td, dd, summary') !== null && one.matches('a:not(.button)')
    && one.closest('p, li, td, dd').textContent.trim() !== one.textContent.trim() && !one.closest('nav, .row, .top');
  const wanted = 'a[href], button, select, textarea, summary, label.check, '
    + 'input:not([type=hidden]):not([type=checkbox]):not([type=radio])';
  return Array.from(document.querySelectorAll(wanted)).filter(one => seen(one) && !inside(one))
    .map(one => [one, one.getBoundingClientRect()])
    .filter(([one, box]) => box.right > 0 && Math.min(box.width, box.height) < least - 0.5)
    .map(([one, box]) => one.outerHTML.slice(0, 120) + ' ' + Math.round(box.width) + 'x' + Math.round(box.height));
}"""
"""Targets smaller than so many pixels; a link within a sentence is as high as its line."""

FINE = """least => {
  const found = new Set(), walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const holder = node.parentElement;
    if (!node.textContent.trim() || holder.offsetParent === null || holder.closest('script, noscript, svg')) continue;
    if (parseFloat(getComputedStyle(holder).fontSize) < least - 0.1) found.add(holder.outerHTML.slice(0, 120));
  }
  return Array.from(found);
}"""
"""Texts in letters smaller than so many pixels."""


SHEET = {"width": 680, "height": 971}
"""What A4 leaves between its margins."""

CUT = """() => {
  const shown = one => one.offsetParent !== null;
  const furniture = Array.from(document.querySelectorAll('.top, .menu, .bottom, button')).filter(shown);
  const wide = Array.from(document.querySelectorAll('main *')).filter(shown)
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1);
  return furniture.concat(wide).slice(0, 5).map(one => one.outerHTML.slice(0, 120));
}"""
"""What a printed page would cut off at the right, and what nobody wants on paper."""


@dataclass(frozen=True)
class Shown:
    """One page as one role sees it on one screen; ``large``: with large letters chosen."""

    role: Role | None
    path: str
    size: str
    large: bool = False

    @property
    def of_experts(self) -> bool:
        """Whether experts read it."""
        return self.role is Role.EXPERT or (self.role is None and self.path in {"/sign-in/expert", "/guide/expert"})

    def __str__(self) -> str:
        return f"{self.role or 'public'} {self.path} {self.size}{' large' if self.large else ''}"


def every_page() -> list[Shown]:
    """Both sizes of each, and the experts' with large letters."""
    listed = shown_pages()
    found = [Shown(role, path, size) for role, path in listed for size in SIZES]
    return found + [Shown(role, path, "phone", large=True) for role, path in listed if role is Role.EXPERT]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A town with a bit of everything: a panel, a meeting, results, filings, packets half scored."""
    town = Town(Settings.embedded(tmp_path_factory.mktemp("everything") / "home")).settled()
    inhabited(grounded(town), Applicant())
    reader = begun(town, READER)
    fill(reader)
    assert reader.post(f"{address(MINE)}/seal").status_code == 303
    running = Served(town)
    yield running
    running.stop()
    town.wiring.engine.dispose()


class Walk:
    """A walk through pages, with one signed-in browser context a role, size and size of letters."""

    def __init__(self, browser: Browser, served: Served) -> None:
        self.browser, self.served = browser, served
        self.open: dict[tuple[Any, ...], Watched] = {}
        self.held: dict[Role, dict[str, str]] = {}

    def at(self, one: Shown) -> Watched:
        """The page, opened."""
        key = (one.role, one.size, one.large)
        if key not in self.open:
            context = self.browser.new_context(viewport=SIZES[one.size])
            context.add_cookies(self._cookies(one))
            self.open[key] = Watched.on(context, self.served.address)
        watched = self.open[key]
        watched.errors.clear()
        answer = watched.page.goto(self.served.address + one.path)
        assert answer is not None
        assert one.role is None or "/sign-in" in one.path or "/sign-in" not in watched.page.url, watched.page.url
        if answer.status >= 400:
            watched.errors[:] = [text for text in watched.errors if str(answer.status) not in text]
        return watched

    def _cookies(self, one: Shown) -> list[Any]:
        given = {"large": "1"} if one.large else {}
        if one.role is not None:
            given |= self._signed_in(one.role)
        return [{"name": name, "value": value, "url": self.served.address} for name, value in given.items()]

    def _signed_in(self, role: Role) -> dict[str, str]:
        """Once a role: an expert who comes in anew ends the stay before."""
        if role not in self.held:
            town = self.served.town
            self.held[role] = dict((town.expert(READER) if role is Role.EXPERT else town.staff(role)).cookies)
        return self.held[role]

    def faults(self, pages: list[Shown]) -> list[tuple[str, object]]:
        """Everything that is wrong with these pages."""
        found: list[tuple[str, object]] = []
        for one in pages:
            try:
                watched = self.at(one)
                watched.require_sound()
                if one.of_experts:
                    found += [(str(one), fault) for fault in poor_for_experts(watched.page, large=one.large)]
            except (AssertionError, Error) as wrong:
                found.append((str(one), str(wrong)[:600]))
        for watched in self.open.values():
            watched.page.context.close()
        return found


def poor_for_experts(page: Page, *, large: bool) -> list[object]:
    """Letters under 18 pixels, targets under 44; under 60 with large letters."""
    small: list[object] = page.evaluate(SMALL, 60 if large else 44)
    fine: list[object] = page.evaluate(FINE, 18)
    return small + fine


def cut_in_print(walk: Walk, pages: list[Shown]) -> list[tuple[str, object]]:
    """Whatever is wrong with these pages on paper; a projector's page is not printed."""
    found: list[tuple[str, object]] = []
    for one in pages:
        page = walk.at(one).page
        page.set_viewport_size(SHEET)
        page.emulate_media(media="print")
        if page.locator("body.screen").count() == 0:
            found += [(f"{one} on paper", fault) for fault in page.evaluate(CUT)]
        page.emulate_media(media="screen")
        page.set_viewport_size(SIZES[one.size])
    return found


def require_none(faults: list[tuple[str, object]]) -> None:
    """Every fault on a line of its own."""
    assert faults == [], "\n".join(f"{page}: {fault}" for page, fault in faults)


def test_pages_drawn_by_lot_are_sound(browser: Browser, served: Served) -> None:
    """Sound: no violation, no console error, nothing foreign, no sideways scroll, light; for experts large enough."""
    pages = every_page()
    chosen = random.Random(f"{len(pages)} pages").sample(pages, QUICK)
    require_none(Walk(browser, served).faults(chosen))


def test_pages_drawn_by_lot_are_whole_on_paper(browser: Browser, served: Served) -> None:
    """Nothing of the window's furniture, no column cut off."""
    pages = [one for one in every_page() if one.size == "desk"]
    chosen = random.Random(f"{len(pages)} sheets").sample(pages, QUICK)
    require_none(cut_in_print(Walk(browser, served), chosen))


@pytest.mark.full
def test_every_page_is_whole_on_paper(browser: Browser, served: Served) -> None:
    require_none(cut_in_print(Walk(browser, served), [one for one in every_page() if one.size == "desk"]))


@pytest.mark.full
@pytest.mark.parametrize("role", [None, *Role], ids=str)
def test_every_page_is_sound(browser: Browser, served: Served, role: Role | None) -> None:
    pages = [one for one in every_page() if one.role is role]
    assert len(pages) > 4
    require_none(Walk(browser, served).faults(pages))


def test_small_targets_and_fine_print_would_be_found(browser: Browser) -> None:
    with browser.new_context(viewport=PHONE) as context:
        page = context.new_page()
        page.set_content('<p>一<a href="/x">在句中</a></p><nav><a href="/y">小</a></nav><p><small>小字</small></p>')
        assert len(poor_for_experts(page, large=False)) > 1
        page.set_content('<style>* { font-size: 20px } a { display: block; padding: 20px }</style><a href="/">好</a>')
        assert poor_for_experts(page, large=True) == []
