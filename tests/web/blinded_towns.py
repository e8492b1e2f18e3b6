"""Towns whose office has blinded a batch: one made once, and copies of it to change or to look at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from expertpool.intake.blinding import start_blinding, told_of
from expertpool.intake.errand import Stage
from expertpool.words import Language
from tests.conftest import AT
from tests.intake.office import waited
from tests.web.batches import batch_of_three
from tests.web.town import Town, copied


@pytest.fixture(scope="session")
def blinded(settled: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town with a batch of three dossiers that were blinded once: one has a question, two are released."""
    with copied(settled, tmp_path_factory.mktemp("blinded") / "home") as own:
        batch = batch_of_three(own)
        start_blinding(own.settings, batch, language=Language.ZH, by="王", at=AT)
        waited(lambda: told_of(batch).stage is not Stage.RUNNING)
        yield own


@pytest.fixture
def office_town(blinded: Town, tmp_path: Path) -> Iterator[Town]:
    with copied(blinded, tmp_path / "home") as own:
        yield own


@pytest.fixture(scope="module")
def looked_through(blinded: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with copied(blinded, tmp_path_factory.mktemp("looked-through") / "home") as own:
        yield own
