"""The search for conflicts killed at random points: begun again, the list is whole and each decision entered once."""

from __future__ import annotations

import json
import os
import random
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.commands.killed_command import killed as killed_since
from tests.commands.test_conflicts import Office

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills are sent to forked processes")
STAGING = ("expertpool.conflicts.search", "Question")
"""Nothing is kept before this is called, but texts that were read, by their digest."""
DECIDED = "conflict:finding:decided"


def entries(office: Office, kind: str) -> int:
    """How many entries of a kind the ledger has."""
    base = office.folder / "home" / "expertpool.sqlite3"
    with sqlite3.connect(base) as connection:
        told = connection.execute("SELECT count(*) FROM ledger_entry WHERE entry LIKE ?", (f'%"{kind}"%',)).fetchone()
        return int(told[0])


def kept(out: Path) -> Any:
    """The list that stands, or None; never half of one."""
    path = out / "conflicts.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


@pytest.mark.parametrize("kills", [4, pytest.param(60, marks=pytest.mark.full)], ids=["quick", "whole"])
def test_a_killed_search_leaves_no_half_list_and_enters_each_decision_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kills: int
) -> None:
    office = Office(tmp_path, capsys)
    office.find()
    answers = office.answer("回避")
    dice = random.Random(23)
    words = ["conflicts", "find", *map(str, office.lists()), "--on", "2025-06-01", "--answers", str(answers)]
    words += ["--home", str(office.folder / "home"), "--json"]
    out = office.folder / "c"
    undecided = (out / "conflicts.json").read_bytes()
    calls = killed_since([*words, "--out", str(office.folder / "counted")], 0, since=STAGING)
    died, decided = 0, 1
    for _ in range(kills):
        (out / "conflicts.json").write_bytes(undecided)
        died += killed_since([*words, "--out", str(out)], dice.randint(1, calls), since=STAGING) < 0
        assert kept(out)["findings"]
        ran = office.find("--answers", answers)
        assert (ran.code, ran.json["open"]) == (0, 0)
        assert entries(office, DECIDED) == decided
    assert died >= kills * 3 // 4
    assert office.run("ledger", "verify").code == 0
