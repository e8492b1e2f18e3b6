"""An assignment killed at random points: begun again it is completed or drawn once, and the ledger has it once."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.commands.assignment_desk import Desk
from tests.commands.killed_command import killed as killed_since

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills are sent to forked processes")
STAGING = ("expertpool.documents.assignment_out", "put_in_place")
"""Nothing is kept before this is called."""


def killed(words: list[str], call: int) -> int:
    return killed_since(words, call, since=STAGING)


def entered(desk: Desk, kind: str = "assignment:drawn") -> int:
    """How many entries of a kind the ledger has."""
    base = desk.folder / "home" / "expertpool.sqlite3"
    if not base.exists():
        return 0
    with sqlite3.connect(base) as connection:
        found = connection.execute("SELECT count(*) FROM ledger_entry WHERE entry LIKE ?", (f'%"{kind}"%',)).fetchone()
        return int(found[0])


def shown(desk: Desk, out: str) -> list[str]:
    return sorted(path.name for path in (desk.folder / out).iterdir())


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """One assignment made already, so that kills fall into the second and not into the making of the database."""
    desk = Desk(tmp_path_factory.mktemp("desk"))
    assert desk.assign(out="first").code == 0
    return desk


@pytest.mark.parametrize("kills", [6, pytest.param(120, marks=pytest.mark.full)], ids=["quick", "whole"])
def test_a_killed_draw_is_completed_or_begun_anew_and_entered_once(begun: Desk, kills: int) -> None:
    dice = random.Random(17)
    calls = killed(begun.line(*begun.words("--cap", "1", out=f"counted-{kills}")), 0)
    died = 0
    for at in range(kills):
        out, before = f"k{kills}-{at}", entered(begun)
        died += killed(begun.line(*begun.words("--cap", "1", out=out)), dice.randint(1, calls)) < 0
        stood = entered(begun) - before
        files = begun.result(out).exists()
        assert stood <= 1
        assert stood >= files
        if files:
            continue
        ran = begun.assign("--cap", "1", out=out)
        assert (ran.code, ran.json.get("recovered", False)) == (0, stood == 1)
        assert entered(begun) - before == 1
        assert shown(begun, out) == ["assignment.json", "assignment.xlsx"]
        assert begun.run("verify", begun.result(out)).code == 0
    assert died >= kills * 4 // 5
    assert begun.run("ledger", "verify").code == 0


@pytest.mark.parametrize("kills", [3, pytest.param(30, marks=pytest.mark.full)], ids=["quick", "whole"])
def test_a_killed_replacement_is_completed_and_entered_once(begun: Desk, kills: int) -> None:
    dice = random.Random(18)
    first = begun.result("first")
    pairs = [(name, readers[kills == 30]) for name, readers in begun.read("first")["packets"].items()]
    died = 0
    for at in range(kills):
        out, before = f"r{kills}-{at}", entered(begun, "assignment:reader:replaced")
        chosen = [word for pair in pairs[at % 4 : at % 4 + 1 + at // 4] for word in ("--pair", *pair)]
        words = ["assign", "recuse", "--assignment", first, *chosen, "--out", begun.folder / out]
        died += killed(begun.line(*words), dice.randint(1, 150)) < 0
        if begun.result(out).exists():
            continue
        ran = begun.run(*words)
        assert (ran.code, shown(begun, out)) == (0, ["assignment.json", "assignment.xlsx"])
        assert entered(begun, "assignment:reader:replaced") - before == 1
    assert died >= kills // 2
    assert begun.run("ledger", "verify").code == 0


def entered_without_files(desk: Desk, out: str) -> None:
    """What a kill right after the entry leaves: both files staged, none shown."""
    assert desk.assign(out=out).code == 0
    staged = desk.folder / out / ".assignment"
    staged.mkdir()
    for name in ("assignment.json", "assignment.xlsx"):
        (desk.folder / out / name).rename(staged / name)


def test_after_the_entry_the_same_assignment_comes_out_whatever_is_asked_next(begun: Desk) -> None:
    entered_without_files(begun, "cut")
    kept = (begun.folder / "cut" / ".assignment" / "assignment.json").read_bytes()
    before = entered(begun)
    ran = begun.assign("--seed", "别的", out="cut")
    assert (ran.code, ran.json["recovered"], entered(begun)) == (0, True, before)
    assert begun.result("cut").read_bytes() == kept
    assert begun.assign(out="cut").json["error"]["code"] == "assign.out_taken"


def test_staged_files_that_no_entry_vouches_for_are_drawn_anew(begun: Desk) -> None:
    entered_without_files(begun, "forged")
    staged = begun.folder / "forged" / ".assignment" / "assignment.json"
    forged = staged.read_bytes().replace(b'"M0"', b'"M1"')
    staged.write_bytes(forged)
    ran = begun.assign(out="forged")
    assert (ran.code, ran.json.get("recovered")) == (0, None)
    assert begun.result("forged").read_bytes() != forged


def test_a_replacement_does_not_take_another_runs_files_for_its_own(begun: Desk, tmp_path: Path) -> None:
    entered_without_files(begun, "other")
    name, readers = next(iter(begun.read("first")["packets"].items()))
    words = ["--assignment", begun.result("first"), "--pair", name, readers[0], "--out", begun.folder / "other"]
    assert begun.run("assign", "recuse", *words).json["error"]["code"] == "assign.out_taken"
    assert shown(begun, "other") == ["assignment.json", "assignment.xlsx"]
    shutil.copy(begun.result("other"), tmp_path / "a.json")
    assert begun.run("verify", tmp_path / "a.json").code == 0
