"""Every command of a ballot killed at random points first: no accepted vote is lost, doubled or changed."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from expertpool.__main__ import main
from expertpool.party.ballot_folder import TOKENS, votes_bytes
from tests.ballots.chamber import CANDIDATES, Chamber

TOUCHING = {"open", "write", "flush", "fsync", "link", "rename", "replace", "unlink", "mkdir", "flock", "execute"} | {
    "commit",
    "utime",
}
"""Calls between any two of which a kill may fall: those that touch a file, and those of the database."""

VOTERS = ("M02", "M03", "M04")
CHOICES = {"M02": "yes", "M03": "yes", "M04": "no"}

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills are sent to forked processes")


def killed_at(words: list[str], call: int) -> bool:
    """Run a command line in a process of its own that is killed before its n-th such call."""
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
        with contextlib.suppress(BaseException):
            main(words)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


class Room:
    """A ballot in which nobody's machine is to be relied on."""

    def __init__(self, chamber: Chamber, dice: random.Random, *, kills_each: int) -> None:
        self.chamber, self.dice, self.kills_each = chamber, dice, kills_each
        self.kills = 0
        self.accepted: set[str] = set()

    def run(self, who: str, *words: str | Path) -> Any:
        line = [*map(str, words), "--home", str(self.chamber.machine(who)), "--json"]
        if words[0] == "party" or words[1] in ("ask", "vote"):
            line += ["--passphrase-file", str(self.chamber.folder / "passphrase.txt")]
        for _ in range(self.kills_each):
            self.kills += killed_at(line, int(10 ** self.dice.uniform(0, 2.2)))
        return self.chamber.done(who, *words)

    def vote(self, member: str) -> None:
        """Ask, be answered, vote; the file goes to the box however often the box dies, and once more afterwards."""
        place, wall = self.chamber.ballot.path, self.chamber.ballot.ballot().fingerprint
        self.run(member, "ballot", "ask", place, "--fingerprint", wall)
        self.run("inspector", "party", "issue-tokens", place)
        assert self.chamber.ballot.has(TOKENS, f"{member}.json")
        words = [word for name in CANDIDATES for word in ("--choice", f"{name}={CHOICES[member]}")]
        out = self.chamber.machine(member) / "votes.json"
        receipts = self.run(member, "ballot", "vote", place, *words, "--yes", "--out", out)["receipts"]
        for _ in range(self.kills_each):
            copy = out.with_name("carried.json")
            shutil.copyfile(out, copy)
            line = ["ballot", "cast", str(place), str(copy), "--home", str(self.chamber.office)]
            self.kills += killed_at(line, self.dice.randint(1, 40))
            self.hold()
        assert self.chamber.done("office", "ballot", "cast", place, out)["receipts"] == receipts
        self.accepted |= set(receipts)
        self.hold()

    def hold(self) -> None:
        """The box is whole after every death, and holds whatever was accepted."""
        held = {one.hash.hex() for one in self.chamber.box.read().votes.values()}
        assert self.accepted <= held

    def play(self) -> None:
        """The whole ballot."""
        place = self.chamber.ballot.path
        for member in VOTERS:
            self.vote(member)
        self.run("inspector", "party", "issue-tokens", place, "--close")
        self.run("office", "ballot", "close", place)
        self.run("hrss", "party", "witness", self.chamber.ballot.file("closed", "closing-logged.json"))
        for holder in ("hrss", "inspector"):
            self.run(holder, "party", "open-ballot", place)
        told = self.run("office", "ballot", "tally", place, "--out", self.chamber.folder / "results")
        assert [(one["yes"], one["no"]) for one in told["outcomes"]] == [(2, 1)] * len(CANDIDATES)
        listed = {vote.hex() for slot in self.chamber.ballot.closing().slots for vote in slot.votes}
        assert listed == self.accepted
        assert len(votes_bytes(self.chamber.ballot.votes())) == len(self.chamber.ballot.content("closed", "votes.json"))
        assert self.chamber.done("office", "ledger", "verify")["ok"]


def test_ballot_goes_on_after_kills_and_keeps_every_accepted_vote(opened: Chamber) -> None:
    room = Room(opened, random.Random(4), kills_each=1)
    room.play()
    assert room.kills >= 8


@pytest.mark.full
def test_ballot_goes_on_after_two_hundred_kills(opened_folder: Path, tmp_path: Path, capsys: Any) -> None:
    kills, at = 0, 0
    while kills < 200:
        folder = tmp_path / str(at)
        shutil.copytree(opened_folder, folder)
        room = Room(Chamber(folder, capsys), random.Random(100 + at), kills_each=3)
        room.play()
        kills, at = kills + room.kills, at + 1
