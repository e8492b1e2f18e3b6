"""The queue's panel does not depend on the version of OR-Tools that finds it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from solver.queue import queue_panel
from tests.solver.problems import town

ROOT = Path(__file__).resolve().parents[2]
OTHER = ("ortools==9.14.6206", "protobuf==6.31.1")
SEEDS = [str(number) for number in range(12)]
DRAW = """
import json, sys
from importlib.metadata import version
from solver.queue import queue_panel
from tests.solver.problems import town
draws = [queue_panel(town(120, 15), seed.encode()) for seed in json.loads(sys.argv[1])]
print(json.dumps({"version": version("ortools"), "panels": [draw.panel for draw in draws]}))
"""


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with another version of OR-Tools, to stand before the installed one on the path."""
    folder = tmp_path_factory.mktemp("other-ortools")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(folder), *OTHER]
    installed = subprocess.run(command, capture_output=True, text=True, check=False)
    if installed.returncode:
        pytest.skip(f"another version of OR-Tools could not be installed: {installed.stderr.strip()[-200:]}")
    return folder


@pytest.mark.full
def test_queue_panel_is_the_same_with_another_version_of_the_solver(elsewhere: Path) -> None:
    paths = os.pathsep.join([str(elsewhere), str(ROOT)])
    told = subprocess.run(
        [sys.executable, "-c", DRAW, json.dumps(SEEDS)],
        env={**os.environ, "PYTHONPATH": paths},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(told.stdout)
    assert found["version"] == OTHER[0].split("==")[1] != version("ortools")
    assert found["panels"] == [list(queue_panel(town(120, 15), seed.encode()).panel) for seed in SEEDS]
