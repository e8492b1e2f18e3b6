"""Towns with a desk: one for each test that changes something, one for all that only look."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from expertpool.settings import Settings
from tests.web.town import Town, copied


@pytest.fixture(scope="session")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The town that others are copies of; nobody signs in here."""
    town = Town(Settings.embedded(tmp_path_factory.mktemp("settled") / "home")).settled()
    town.wiring.engine.dispose()
    yield town


@pytest.fixture
def town(settled: Town, tmp_path: Path) -> Iterator[Town]:
    with copied(settled, tmp_path / "home") as own:
        yield own


@pytest.fixture(scope="module")
def looked_at(settled: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with copied(settled, tmp_path_factory.mktemp("looked-at") / "home") as own:
        yield own
