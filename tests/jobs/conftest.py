"""An office for each test, on SQLite always, on PostgreSQL with ``--full``; and one on SQLite alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from expertpool.jobs import worker as working
from expertpool.jobs.kinds import KINDS
from expertpool.settings import Settings
from tests.jobs.counting import install
from tests.jobs.office import Office


@pytest.fixture(autouse=True)
def known_kinds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The kinds of these tests, and a worker that looks often."""
    before = dict(KINDS)
    install()
    monkeypatch.setattr(working, "POLL", 0.1)
    monkeypatch.setattr(working, "NOTE", 0.0)
    yield
    KINDS.clear()
    KINDS.update(before)


@pytest.fixture
def office(settings: Settings) -> Iterator[Office]:
    made = Office(settings)
    yield made
    made.engine.dispose()


@pytest.fixture
def small(sqlite_settings: Settings) -> Iterator[Office]:
    made = Office(sqlite_settings)
    yield made
    made.engine.dispose()
