"""A ceremony at the office's desk in a browser: the key unlocked once, a panel, a decline, and the round after it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from blind.ceremony import names
from blind.ceremony.state import State, Step
from blind.ceremony.steps import read
from expertpool.commands.console import Console
from expertpool.commands.simulated_parties import Simulated
from expertpool.models import Role
from expertpool.party import checking, committing, removing, revealing
from expertpool.party.attendance import attend
from expertpool.party.board import Board
from expertpool.party.ceremony_plan import BEIJING
from expertpool.settings import Settings
from tests.journeys.browser.served import DESKTOP, Served, Watched
from tests.web.office_town import HOME, at_work
from tests.web.town import Town

HALL = "c1-1"
TURNS = 12
COSIGNED = names.cosigned("")
PATIENT = 120_000
"""Milliseconds for a step of the office on a busy machine."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A town whose committee's conditions are kept."""
    town = Town(Settings.embedded(tmp_path_factory.mktemp("ceremony") / "home")).settled()
    at_work(town)
    running = Served(town)
    yield running
    running.stop()
    town.wiring.engine.dispose()


class Others:
    """The inspector and HRSS with tools of their own, who do whatever the hall waits for."""

    def __init__(self, town: Town) -> None:
        self.town = town
        folder = town.settings.home / "others"
        self.sim = Simulated.settle(Console(settings_of_its_own=town.settings), folder, Path("x"))
        self.hall = town.wiring.halls.folder / HALL

    @property
    def passphrase(self) -> str:
        return self.sim.keys["office"][1]()

    @property
    def state(self) -> State:
        trust = self.sim.home("hrss").trust_store.trust()
        return read(Board(self.hall).documents(), trust, now=datetime.now(UTC))

    def act(self) -> None:
        """Every step that is theirs now."""
        state = self.state
        roles = {one.id: one.role for one in state.context.parties} if state.context else {}
        for one in state.awaited:
            role = roles.get(one.by, one.by)
            if role == "office":
                continue
            if one.step is Step.COSIGN:
                self.sim._witness(self.hall, one.document.removesuffix(COSIGNED), lambda _step, _role: None)
                continue
            here = attend(self.hall, self.sim.home(role))
            if one.step is Step.COMMIT:
                library = next((self.town.settings.home / "draws" / "1").glob("library-*.json"))
                assert checking.check(here, library).passed
                committing.promise(here)
            elif one.step is Step.REVEAL:
                revealing.reveal(here)
            elif one.step is Step.REMOVALS:
                removing.confirm_removals(here)


def at_rest(page: Page) -> None:
    """Until no work is under way; the page asks again by itself meanwhile."""
    expect(page.locator("#job")).to_have_count(0, timeout=PATIENT)


def until(page: Page, others: Others, rounds: int) -> None:
    """The office presses its button, the others do theirs, until that many rounds have a result that is witnessed."""
    for _ in range(TURNS):
        page.click("button:has-text('办理下一步')")
        at_rest(page)
        others.act()
        if others.state.finished and len(others.state.rounds) == rounds:
            page.click("button:has-text('办理下一步')")
            at_rest(page)
            return
    raise AssertionError([(one.step, one.by, one.document) for one in others.state.awaited])


def seated(page: Page) -> list[str]:
    expect(page.locator("section:has(> #panel) tbody tr").first).to_be_visible()
    return [one.inner_text() for one in page.locator("section:has(> #panel) tbody td:nth-child(2)").all()]


@pytest.mark.full
def test_panel_is_drawn_with_one_passphrase_and_a_decline_brings_another_member(
    browser: Browser, served: Served
) -> None:
    town = served.town
    others = Others(town)
    with browser.new_context(viewport=DESKTOP) as context:
        watched = Watched.on(context, served.address)
        watched.sign_in(town, Role.OFFICE)
        town.clock.at = datetime.now(UTC)
        page, now = watched.page, town.clock.at.astimezone(BEIJING)
        watched.goto(f"{HOME}/draw")
        page.click("text=举行抽取仪式")
        for name, value in {"purpose": "年度评审", "filing": "云人社备〔2025〕7号", "tickets": "20"}.items():
            page.fill(f"#{name}", value)
        page.fill("#objection_until", f"{now - timedelta(minutes=9):%Y-%m-%dT%H:%M}")
        page.fill("#reveal_by", f"{now + timedelta(hours=2):%Y-%m-%dT%H:%M}")
        page.click("button:has-text('开设仪式大厅')")
        watched.require_sound()

        page.fill("input[name=passphrase]", "wrong")
        page.check("input[name=keep]")
        page.click("button:has-text('办理下一步')")
        expect(page.locator("#faults")).to_contain_text("口令不对", timeout=PATIENT)
        page.fill("input[name=passphrase]", others.passphrase)
        page.check("input[name=keep]")
        page.click("button:has-text('办理下一步')")
        at_rest(page)
        expect(page.locator("#unlocked")).to_contain_text("到")
        until(page, others, 1)
        first = seated(page)
        assert len(first) == 11

        page.click("button:has-text('立即锁上')")
        expect(page.locator("#unlocked")).to_have_count(0)
        gone = first[0]
        page.click("summary:has-text('申请递补一轮')")
        form = page.locator("form[action*='/removals']")
        form.locator(f"input[value={gone}]").check()
        form.locator(f"select[name=reason-{gone}]").select_option("declined")
        letter: Any = {"name": "letter.txt", "mimeType": "text/plain", "buffer": "本人不能参加".encode()}
        form.locator(f"input[name=evidence-{gone}]").set_input_files(letter)
        form.locator("input[name=passphrase]").fill(others.passphrase)
        form.locator("button").click()
        page.locator("form[action*='/step'] input[name=passphrase]").fill(others.passphrase)
        page.check("input[name=keep]")
        until(page, others, 2)
        second = seated(page)
        assert (gone in second, len(set(second) - set(first))) == (False, 1)
        watched.goto(f"{HOME}/panel")
        expect(page.locator("main")).to_contain_text((set(second) - set(first)).pop())
        assert watched.foreign == []
