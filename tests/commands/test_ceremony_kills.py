"""A ceremony whose every command is killed at random points first: all go on, and no attempt has two results."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 3_600
"""Seconds by the clock for one ceremony with all its deaths: a minute or two of work, on a machine full of others."""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills are sent to forked processes")


def play(folder: Path, seed: int, method: str, often: str) -> int:
    """One whole ceremony under kills, in a process of its own; gives how many there were."""
    folder.mkdir()
    command = [sys.executable, "-m", "tests.commands.killed_ceremony", str(folder), str(seed), method, often]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert ended.returncode == 0, ended.stderr
    return int(ended.stdout)


def test_ceremony_goes_on_after_kills_and_has_one_result(tmp_path: Path) -> None:
    assert play(tmp_path / "lottery", 2, "lottery", "few") >= 8


@pytest.mark.full
def test_ceremony_goes_on_after_two_hundred_kills(tmp_path: Path) -> None:
    kills, at = 0, 0
    while kills < 200:
        kills += play(tmp_path / str(at), 100 + at, ("queue", "lottery")[at % 2], "many")
        at += 1
