"""Towns with a desk: one for each test that changes something, one for all that only look."""

from tests.web.towns import looked_at, settled, town

__all__ = ["looked_at", "settled", "town"]


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
