"""Measures the PyPI package sortition-algorithms on the same pools, installed in an environment of its own.

The package is under the GPL and is never a dependency of this project. Its leximin needs a commercial solver, so its
maximin is what can be compared: it lifts the worst-off person and stops there.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.pools import make_pool, write_pool
from benchmarks.process import OUT, Run, run
from benchmarks.suite import SUITE, Instance

PACKAGE = "sortition-algorithms==0.12.15"
PYTHON = OUT / "peer-venv" / "bin" / "python"
CPU_LIMIT = 150
LEGACY_SECONDS = 40


def environment() -> Path:
    """The Python of the peer's own environment, made and filled when it is not there yet."""
    ready = (
        PYTHON.exists() and subprocess.run([PYTHON, "-c", "import sortition_algorithms"], check=False).returncode == 0
    )
    if not ready:
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(PYTHON.parent.parent)], check=True)
        subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", PACKAGE], check=True)
    return PYTHON


def measure(instance: Instance, *, cpu_limit: int = CPU_LIMIT) -> dict[str, Any]:
    """The package's maximin, and where asked for its legacy draw: what ``peer_job`` said, or how far it came."""
    python = str(environment())
    folder = str(write_pool(make_pool(instance.order), OUT / "pools" / instance.name))
    job = [python, "-m", "benchmarks.peer_job"]
    quiet = {"PYTHONPATH": ""}
    found = {"maximin": _told(run([*job, "maximin", folder], cpu_limit=cpu_limit, environment=quiet), cpu_limit)}
    if instance.legacy:
        options = ["--seconds", str(LEGACY_SECONDS)]
        found["legacy"] = _told(
            run([*job, "legacy", folder, *options], cpu_limit=cpu_limit, environment=quiet), cpu_limit
        )
    return found


def _told(finished: Run, cpu_limit: int) -> dict[str, Any]:
    if finished.ended == "done":
        return {"ended": "done", **finished.result}
    if finished.ended == "limit":
        return {"ended": "limit", "cpu_limit_s": cpu_limit, "reached": finished.said[-1] if finished.said else None}
    return {"ended": "failed", "error": finished.error}


def main() -> None:
    """Run the package on the pools whose names contain every word given, and print a line of JSON for each."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument(
        "words", nargs="*", help="parts of the names of the pools wanted; none: all that it can be asked"
    )
    words.add_argument("--cpu-limit", type=int, default=CPU_LIMIT)
    given = words.parse_args()
    for instance in SUITE:
        if instance.peer and all(word in instance.name for word in given.words):
            found = measure(instance, cpu_limit=given.cpu_limit)
            print(json.dumps({"pool": instance.name, **found}), flush=True)


if __name__ == "__main__":
    main()
