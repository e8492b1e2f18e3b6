"""A ceremony whose every command is killed at random points first; run as a program, one ceremony a process.

No command runs in this process itself: what some libraries keep running beside it (threads that set pages) does not
come along into a forked process, which would then wait for it for ever.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from blind.ceremony.steps import read
from expertpool.__main__ import main
from expertpool.party.board import Board
from solver.lottery import Lottery, prepare_lottery
from solver.problem import Problem
from tests.blind.ceremony.hall import HRSS, INSPECTOR, OFFICE
from tests.party.season import Hall, Season, verified
from tests.party.town import Ran

TOUCHING = {"open", "write", "flush", "fsync", "close", "link", "rename", "replace", "unlink", "mkdir", "flock"} | {
    "execute",
    "commit",
    "rmdir",
}
"""Calls between any two of which a kill may fall: those that touch a file, and those of the database."""

MOST_CALLS = {"draw": 3.3, "party": 1.8}
"""The longest runs make some two thousand and some sixty such calls, as powers of ten."""

FEW = {"draw": (1, 3), "party": (1, 1)}
MANY = {"draw": (6, 10), "party": (3, 5)}


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


def forked(words: list[str], said: Path) -> Ran:
    """Run a command line to its end in a process of its own; ``said`` is where its words go on the way."""
    child = os.fork()
    if child == 0:
        for number, name in ((1, "out"), (2, "err")):
            os.dup2(os.open(f"{said}.{name}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
        code = main(words)
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    _, status = os.waitpid(child, 0)
    out, err = (Path(f"{said}.{name}").read_text(encoding="utf-8") for name in ("out", "err"))
    return Ran(os.waitstatus_to_exitcode(status), out, err)


class Watched(Hall):
    """A hall in which every command dies again and again, each time elsewhere, before it is run to its end.

    ``deaths``: how often each kind of command is begun in vain, at least and at most. What a killed run left is looked
    at before the next one meets it, so that more deaths of one command reach states which one death never leaves.
    """

    def __init__(
        self, season: Season, folder: Path, dice: random.Random, *, method: str, deaths: dict[str, tuple[int, int]]
    ) -> None:
        super().__init__(season, folder, assurance="M2", method=method)
        self.dice, self.kills = dice, 0
        self.seen: dict[str, bytes] = {}

        def run(*words: str | Path, who: str = OFFICE, flags: tuple[str, ...] = ("--json",)) -> Any:
            line = [*map(str, words), "--home", str(season.home(who)), *flags]
            for _ in range(self.dice.randint(*deaths[line[0]])):
                self.kills += killed_at(line, int(10 ** self.dice.uniform(0, MOST_CALLS[line[0]])))
                self.look()
            ran = forked(line, folder.with_name(f"{folder.name}-said"))
            self.look()
            return ran

        season.run = run  # type: ignore[method-assign]  # every command of this season, whoever's it is

    def look(self) -> None:
        """What was laid down once stands there for ever, whole; nothing in the hall or the ledger contradicts it."""
        if not self.folder.is_dir():
            return
        for path in self.folder.iterdir():
            if not path.name.startswith("."):
                assert self.seen.setdefault(path.name, path.read_bytes()) == path.read_bytes(), path.name
        state = read(Board(self.folder).documents(), self.season.trust, now=self.season.now)
        assert state.wrong == ()
        assert self.entries("draw:result:recorded") <= 1
        assert self.entries("draw:ceremony:sealed") <= 1
        assert self.entries("draw:panel:seated") == self.entries("draw:result:recorded")

    def entries(self, kind: str) -> int:
        file = self.season.home(OFFICE) / "expertpool.sqlite3"
        if not file.exists():
            return 0
        with closing(sqlite3.connect(file)) as base, contextlib.suppress(sqlite3.OperationalError):
            found = base.execute("SELECT count(*) FROM ledger_entry WHERE entry LIKE ?", (f'%"{kind}"%',)).fetchone()
            return int(found[0])
        return 0


def rehearse(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Have the ticket table built before any kill: building it touches no file, so no kill could fall within.

    The processes that are to be killed inherit it; without it they would spend all their time on the same table.
    """
    built: dict[tuple[bytes, int | None, bytes], Lottery] = {}

    def prepare(problem: Problem, tickets: int | None, context: bytes, **given: Any) -> Lottery:
        key = (problem.digest(), tickets, context)
        if key not in built:
            built[key] = prepare_lottery(problem, tickets, context, **given)
        return built[key]

    for module in ("drawing.result", "commands.ceremony_freeze", "party.table_check"):
        patch.setattr(f"expertpool.{module}.prepare_lottery", prepare)
    with pytest.MonkeyPatch.context() as apart:
        Season(folder, apart).hall(method="lottery").moves()
    assert built


def play(folder: Path, seed: int, method: str, *, deaths: dict[str, tuple[int, int]] = FEW) -> int:
    """One whole ceremony under kills; gives how many there were."""
    with pytest.MonkeyPatch.context() as patch:
        if method == "lottery":
            rehearse(folder / "rehearsal", patch)
        season = Season(folder, patch)
        hall = Watched(season, folder / "hall", random.Random(seed), method=method, deaths=deaths)
        told = hall.sealed().drawn()
        assert told["finished"]
        assert (hall.entries("draw:result:recorded"), hall.entries("draw:ceremony:sealed")) == (1, 1)
        assert "M2" in verified(hall.out, trust=season.trust_file)
        assert season.party(HRSS, "status", hall.folder).json["wrong"] == []
        assert season.party(INSPECTOR, "status", hall.folder).json["seeds"].keys() == {"0"}
    return hall.kills


if __name__ == "__main__":
    place, number, way, often = sys.argv[1:]
    sys.stdout.write(str(play(Path(place), int(number), way, deaths={"few": FEW, "many": MANY}[often])))
