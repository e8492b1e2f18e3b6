"""The ticket table built again on a party's machine: the same, or said not to have been compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.blind.ceremony.hall import HRSS, INSPECTOR
from tests.party.season import Hall, Season


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Hall:
    """A lottery that the office has just frozen."""
    with pytest.MonkeyPatch.context() as patch:
        season = Season(tmp_path_factory.mktemp("table") / "season", patch)
        hall = season.hall()
        hall.moves()
    return hall


def checked(hall: Hall, party: str) -> tuple[int, str]:
    ran = hall.season.party(party, "check-pool", hall.folder, "--library", hall.season.roster)
    return ran.code, ran.json["table"]


def test_table_of_an_honest_freeze_is_built_again_from_the_partys_own_library(frozen: Hall) -> None:
    assert checked(frozen, INSPECTOR) == (0, "same")


@pytest.mark.parametrize(
    "other", ["expertpool.party.table_check.version", "expertpool.party.table_check.platform.machine"]
)
def test_table_of_another_solver_or_processor_is_not_compared_and_that_is_said(
    frozen: Hall, monkeypatch: pytest.MonkeyPatch, other: str
) -> None:
    monkeypatch.setattr(other, lambda *_: "another")
    assert checked(frozen, HRSS) == (0, "not-compared")
    season = frozen.season
    words = ("check-pool", frozen.folder, "--library", season.roster, "--passphrase-file", season.passphrase)
    told = season.run("party", *words, who=HRSS, flags=("--lang", "en"))
    assert "The table of tickets was not built again" in told.out


def test_queue_has_no_table_to_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hall = Season(tmp_path / "season", monkeypatch).hall(method="queue")
    hall.moves()
    assert checked(hall, INSPECTOR) == (0, "none")
