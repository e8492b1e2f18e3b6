"""A desk for tests: a small pool, an account for each role, and people who sign in by the front door."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from api.wiring import Wiring
from expertpool.access.totp import code_at
from expertpool.actions.import_roster import import_roster
from expertpool.actions.issue_invite import issue_code, issue_invite
from expertpool.actions.open_account import open_account
from expertpool.actions.unlock_pool import unlock_pool
from expertpool.db import open_session
from expertpool.ids import ExpertId
from expertpool.jobs.runner import InThread
from expertpool.models import Role
from expertpool.models.account import STAFF
from expertpool.party.halls import FOLDER, Halls
from expertpool.settings import Settings
from tests.conftest import AT, make_expert
from tests.web.site import site_of

PASSWORD = "correct horse battery"  # noqa: S105  # a test's own
HOST = "http://desk.test"
SAME_SITE = {"Sec-Fetch-Site": "same-origin"}
PEOPLE = 12


@dataclass
class Clock:
    """A clock that stands until a test moves it."""

    at: datetime = AT

    def __call__(self) -> datetime:
        return self.at

    def moves(self, **by: float) -> None:
        self.at += timedelta(**by)


@dataclass
class Town:
    """One server with its database, and the secrets that the people of the town carry."""

    settings: Settings
    clock: Clock = field(default_factory=Clock)
    secrets: dict[str, str] = field(default_factory=dict)
    demonstration: bool = False

    def __post_init__(self) -> None:
        self.wiring = Wiring(
            Halls(self.settings.home / FOLDER),
            settings=self.settings,
            clock=self.clock,
            demonstration=self.demonstration,
            runner=InThread(),
        )
        self.site = site_of(self.wiring)

    def settled(self) -> Town:
        """With a pool of twelve and one account for each role of staff, named after it."""
        people = [make_expert(number) for number in range(1, PEOPLE + 1)]
        with open_session(self.settings) as session:
            keys = unlock_pool(session, self.settings)
            given = {"at": AT, "actor": "王", "keys": keys}
            import_roster(session, people, source="名册.xlsx", digest=hashlib.sha256(b"1").hexdigest(), **given)
            for role in STAFF:
                opened = open_account(session, role.value, role, password=PASSWORD, **given)
                self.secrets[role.value] = opened.secret
            session.commit()
        return self

    def client(self, **headers: str) -> TestClient:
        """A browser that nobody is signed in on."""
        headers = SAME_SITE | headers
        return TestClient(self.site, HOST, headers=headers, follow_redirects=False, raise_server_exceptions=False)

    def staff(self, role: Role) -> TestClient:
        """A browser on which the member of staff of that role has signed in; the clock moves on to a fresh code."""
        self.clock.moves(seconds=60)
        browser = self.client()
        answer = browser.post("/sign-in", data=self.entry(role))
        assert (answer.status_code, answer.headers["location"]) == (303, "/"), answer.text
        return browser

    def entry(self, role: Role, **changed: str) -> dict[str, str]:
        """What that member of staff types."""
        code = code_at(self.secrets[role.value], self.clock.at)
        return {"name": role.value, "password": PASSWORD, "code": code} | changed

    def halves(self, expert_no: str = "E0001") -> dict[str, str]:
        """Both halves for an expert, as the inspector and the office give them."""
        given: dict[str, Any] = {"at": self.clock.at, "actor": "王"}
        with open_session(self.settings) as session:
            invite = issue_invite(session, ExpertId(expert_no), desk=self.wiring.desk, **given)
            sent = issue_code(session, ExpertId(expert_no), sender=self.wiring.sender, phone=None, **given)
            session.commit()
        return {"invite": invite, "code": sent.shown or ""}

    def expert(self, expert_no: str = "E0001") -> TestClient:
        """A browser on which that expert has signed in."""
        browser = self.client()
        answer = browser.post("/sign-in/expert", data=self.halves(expert_no))
        assert (answer.status_code, answer.headers["location"]) == (303, "/"), answer.text
        return browser

    def someone(self, role: Role | None) -> TestClient:
        """A browser of somebody of that role; None: of the public."""
        if role is None:
            return self.client()
        return self.expert() if role is Role.EXPERT else self.staff(role)


def problem(answer: Any) -> tuple[int, str]:
    """Status and code of a problem document."""
    assert answer.headers["content-type"] == "application/problem+json"
    assert sorted(answer.json()) == ["code", "hint", "message", "where"]
    return answer.status_code, answer.json()["code"]


def sentences(answer: Any) -> list[str]:
    """The faults that a page's summary names."""
    found = re.search(r'<div class="faults".*?</div>', answer.text, re.DOTALL)
    return re.findall(r"<li>(?:<a[^>]*>)?(.*?)<", found[0], re.DOTALL) if found else []


@contextmanager
def copied(settled: Town, folder: Path, **given: Any) -> Iterator[Town]:
    """A copy of a settled town, to be changed; its database is closed at the end."""
    shutil.copytree(settled.settings.home, folder)
    town = Town(Settings.embedded(folder), secrets=dict(settled.secrets), **given)
    try:
        yield town
    finally:
        town.wiring.engine.dispose()
