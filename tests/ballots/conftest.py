"""Chambers at the points where tests begin: built once, copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.ballots.chamber import MEMBERS, Chamber


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("chamber")
    Chamber(folder).found()
    return folder


@pytest.fixture
def chamber(founded: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Chamber:
    """A panel on record; nothing called yet."""
    return _copy(founded, tmp_path, capsys)


@pytest.fixture(scope="session")
def opened_folder(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("opened") / "all"
    shutil.copytree(founded, folder)
    made = Quiet(folder)
    made.call()
    made.run("office", "meeting", "freeze", "1", made.fill_roll(absent=("M07",), recused={"M01": "1111-2222"}))
    made.make_devices()
    made.open()
    return folder


@pytest.fixture
def opened(opened_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Chamber:
    """Six of seven present, M01 recused for the first candidate, the ballot open, no token asked for."""
    return _copy(opened_folder, tmp_path, capsys)


@pytest.fixture(scope="session")
def voted_folder(opened_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("voted") / "all"
    shutil.copytree(opened_folder, folder)
    made = Quiet(folder)
    made.ask(*MEMBERS[:6])
    for member in ("M04", "M02", "M05", "M01"):
        made.cast(member, c2="no")
    made.cast("M03", "no", c3="abstain")
    return folder


@pytest.fixture
def voted(voted_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Chamber:
    """All six have tokens and five have voted, out of order; the box is open."""
    return _copy(voted_folder, tmp_path, capsys)


@pytest.fixture(scope="session")
def closed_folder(voted_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("closed") / "all"
    shutil.copytree(voted_folder, folder)
    made = Quiet(folder)
    made.close()
    return folder


@pytest.fixture
def closed(closed_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Chamber:
    """The box is closed, and no witness has signed yet."""
    return _copy(closed_folder, tmp_path, capsys)


class Quiet(Chamber):
    """A chamber that is being built, where nobody reads what the commands print."""

    def done(self, who: str, *words: str | Path) -> object:
        assert self.run(who, *words).code == 0, words
        return None


def _copy(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Chamber:
    folder = tmp_path / "all"
    shutil.copytree(source, folder)
    return Chamber(folder, capsys)
