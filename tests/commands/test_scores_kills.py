"""The scoring killed at random points, from seal to opened table: nothing accepted is lost, doubled or changed."""

from __future__ import annotations

import csv
import os
import random
import signal
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest

from expertpool.__main__ import main
from tests.commands.review_town import GROUP, PACKETS, Review

TOUCHING = {
    *("open", "write", "flush", "fsync", "close", "link", "rename", "replace", "unlink", "mkdir", "flock"),
    *("execute", "executemany", "commit", "fetchall", "fetchone"),
}
"""Calls of the system and of the database between any two of which a kill may fall."""

MARKS = {"E0001": 70, "E0002": 80, "E0003": 90}

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills are sent to forked processes")


def killed(words: list[str], call: int) -> bool:
    """Run a command line in a process of its own that is killed before its n-th call that touches anything kept."""
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
        os._exit(main(words))
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def kept(review: Review) -> dict[str, str]:
    """Every sealed sheet in the office's database, after SQLite's own check of the whole file."""
    with sqlite3.connect(review.machine("office") / "expertpool.sqlite3") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return dict(connection.execute("SELECT hash, document FROM sealed_scoresheet"))


class Chain:
    """The commands of a scoring in their order, each killed some times before it is let through."""

    def __init__(self, review: Review, dice: random.Random, kills: int) -> None:
        self.review, self.dice, self.each = review, dice, kills
        self.kills, self.seen = 0, dict[str, str]()

    def run(self, who: str, *words: str | Path) -> Any:
        line = [*map(str, words), "--home", str(self.review.machine(who)), "--json"]
        for _ in range(self.each):
            self.kills += killed(line, self.dice.randint(1, 140))
            self.look()
        found = self.review.ok(who, *words)
        self.look()
        return found

    def look(self) -> None:
        """What was accepted once is there, byte for byte."""
        now = kept(self.review)
        assert {name: now.get(name) for name in self.seen} == self.seen
        self.seen = now

    def go(self) -> list[dict[str, str]]:
        review, typed = self.review, self.review.typed()
        for expert, mark in MARKS.items():
            out = review.desk(expert) / "sent.json"
            sheet = review.fill(expert, dict.fromkeys(PACKETS, mark))
            self.run(expert, "reader", "seal", sheet, "--out", out, *typed)
            self.run("office", "scores", "submit", out)
        closed = self.run("office", "scores", "close", GROUP, "--review", review.review)
        self.run("hrss", "party", "witness", closed["logged"], *typed)
        for holder in ("hrss", "inspector"):
            self.run(holder, "party", "open-scores", review.review, *typed)
        opened = review.folder / "opened"
        where = ("--review", review.review, "--trust", review.trust_file, "--out", opened)
        self.run("office", "scores", "unseal", GROUP, *where)
        return list(csv.DictReader((opened / "scores.csv").read_text(encoding="utf-8-sig").splitlines()))


@pytest.mark.parametrize(
    ("each", "least"), [(1, 6), pytest.param(33, 200, marks=pytest.mark.full)], ids=["quick", "whole"]
)
def test_killed_and_tried_again_the_scoring_loses_doubles_and_changes_nothing(
    review: Review, each: int, least: int
) -> None:
    chain = Chain(review, random.Random(41), each)
    table = chain.go()
    assert chain.kills >= least
    assert sorted(row["得分"] for row in table) == [f"{mark}.00" for mark in MARKS.values() for _ in PACKETS]
    for expert in MARKS:
        held = review.ok(expert, "reader", "receipts", review.review, *review.typed())
        assert ([one["version"] for one in held["receipts"]], held["left_out"]) == ([1, 1, 1], [])
    kinds = [one["kind"] for one in review.ok("office", "ledger", "show", "--last", "99")["entries"]]
    assert [kinds.count(kind) for kind in ("score:group:closed", "score:group:unsealed")] == [1, 1]
    review.audit()


def test_a_kill_at_the_very_first_call_changes_nothing(review: Review) -> None:
    before = kept(review)
    words = ["scores", "close", GROUP, "--review", str(review.review), "--home", str(review.machine("office"))]
    assert killed(words, 1)
    assert kept(review) == before
