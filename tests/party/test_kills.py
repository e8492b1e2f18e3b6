"""The party's tool killed at any point: the parties go on, and nobody ever gives two answers for one attempt."""

from __future__ import annotations

import os
import random
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from blind.ceremony import names
from blind.ceremony.reasons import HRSS, OFFICE
from expertpool.__main__ import main
from tests.blind.ceremony.hall import PARTIES
from tests.party.town import Ceremony, Town

TOUCHING = {"open", "write", "flush", "fsync", "close", "link", "rename", "replace", "unlink", "mkdir", "flock"}
"""Calls of the system between any two of which a kill may fall."""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills are sent to forked processes")


def killed_at(words: list[str], call: int) -> bool:
    """Run a command line in a process of its own that is killed before its n-th call that touches a file."""
    child = os.fork()
    if child == 0:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        left = call

        def watch(_frame: Any, event: str, called: Any) -> None:
            nonlocal left
            if event == "c_call" and getattr(called, "__name__", "") in TOUCHING:
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.setprofile(watch)
        code = main(words)
        os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


class Watched:
    """A ceremony whose every command is first killed once, then run; remembers everything ever laid down."""

    def __init__(self, town: Town, ceremony: Ceremony, dice: random.Random) -> None:
        self.town, self.ceremony, self.dice = town, ceremony, dice
        self.laid_down: dict[str, bytes] = {}
        self.kills = 0

    def run(self, party: str, *words: str | Path, makes: str | None = None) -> None:
        line = ["party", *map(str, words), *self.town.options(party, str(words[0])), "--json"]
        self.kills += killed_at(line, self.dice.randint(1, 60))
        self.look()
        ran = self.town.party(party, *words)
        assert ran.code == 0, ran
        self.look()
        if makes and self.dice.random() < 0.5:
            (self.ceremony.folder / makes).unlink()
            again = self.town.party(party, *words)
            assert again.code == 0, again
            self.look()
            assert makes in self.laid_down

    def look(self) -> None:
        """Whatever stands in the folder must be what stood there before, whole, and never something else."""
        parts = [path for path in self.ceremony.folder.iterdir() if not path.name.startswith(".")]
        for path in parts:
            if not path.name.endswith(".note"):
                assert self.laid_down.setdefault(path.name, path.read_bytes()) == path.read_bytes(), path.name
        assert self.ceremony.state().wrong == ()

    def whole_ceremony(self) -> None:
        folder, library = self.ceremony.folder, self.town.library
        for party in PARTIES:
            self.run(party, "check-pool", folder, "--library", library)
            self.run(party, "commit", folder, makes=names.commitment(party))
        self.ceremony.seal()
        self.witness(names.SEAL_STEM)
        for party in PARTIES:
            self.run(party, "reveal", folder, makes=names.reveal(party, 0))
        self.ceremony.result()
        self.witness("result-0")

    def witness(self, stem: str) -> None:
        self.run(HRSS, "witness", self.ceremony.folder / names.logged(stem))
        self.town.witnessed = len(self.town.ledger.entries)


def play(folder: Path, capsys: pytest.CaptureFixture[str], seed: int) -> int:
    folder.mkdir()
    town = Town(folder, capsys=capsys)
    watched = Watched(town, town.ceremony(), random.Random(seed))
    watched.whole_ceremony()
    state = watched.ceremony.state()
    assert (state.finished, state.wrong, len(state.rounds)) == (True, (), 1)
    return watched.kills


def test_ceremony_goes_on_after_kills_and_nobody_answers_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert play(tmp_path / "town", capsys, 1) >= 6


@pytest.mark.full
def test_ceremony_goes_on_after_two_hundred_kills(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kills, seed = 0, 100
    while kills < 200:
        kills += play(tmp_path / str(seed), capsys, seed)
        seed += 1


@pytest.mark.parametrize("command", ["commit", "reveal"])
@pytest.mark.parametrize("stride", [6, pytest.param(1, marks=pytest.mark.full)])
def test_any_point_of_a_promise_and_of_a_reveal_can_be_the_last(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, stride: int
) -> None:
    """Killed before its first call, then before a later one, and so on until it comes through: one answer in all."""
    town = Town(tmp_path, capsys=capsys)
    ceremony = town.ceremony()
    makes = names.commitment(OFFICE) if command == "commit" else names.reveal(OFFICE, 0)
    if command == "reveal":
        ceremony.sealed()
    else:
        assert town.party(OFFICE, "check-pool", ceremony.folder, "--library", town.library).code == 0
    line = ["party", command, str(ceremony.folder), *town.options(OFFICE, command), "--json"]
    seen: set[bytes] = set()
    call = 1
    while killed_at(line, call):
        seen |= {path.read_bytes() for path in ceremony.folder.glob(makes)}
        call += stride
    assert call > 20
    assert seen | {(ceremony.folder / makes).read_bytes()} == {(ceremony.folder / makes).read_bytes()}
    assert ceremony.state().wrong == ()
