"""What the fault tests share: the warm process, towns made once, PostgreSQL servers of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.served import Warm
from tests.faults.towns import Made, ballot_town, desk_town, results_town


@pytest.fixture(scope="session")
def warm() -> Iterator[Warm]:
    made = Warm()
    yield made
    made.end()


@pytest.fixture(scope="session")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return desk_town(tmp_path_factory.mktemp("desks"))


@pytest.fixture(scope="session")
def results(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return results_town(tmp_path_factory.mktemp("results"))


@pytest.fixture(scope="session")
def ballots(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return ballot_town(tmp_path_factory.mktemp("ballots"))
