"""Towns whose office has blinded a batch: one made once, and copies of it to change or to look at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.intake.office import waited
from tests.web.batches import batch_of_three
from tests.web.told_jobs import blind, ended
from tests.web.town import Town, copied


@pytest.fixture(scope="session")
def blinded(settled: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town with a batch of three dossiers that were blinded once: one has a question, two are released."""
    with copied(settled, tmp_path_factory.mktemp("blinded") / "home") as own:
        batch = batch_of_three(own)
        blind(own, batch)
        waited(ended(own, batch))
        yield own


@pytest.fixture
def office_town(blinded: Town, tmp_path: Path) -> Iterator[Town]:
    with copied(blinded, tmp_path / "home") as own:
        yield own


@pytest.fixture(scope="module")
def looked_through(blinded: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with copied(blinded, tmp_path_factory.mktemp("looked-through") / "home") as own:
        yield own
