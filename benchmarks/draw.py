"""Measures this project on the standing pools: lotteries of 1,000 and 10,000 tickets and the queue, one a process."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from typing import Any

from benchmarks.pools import make_pool, write_pool
from benchmarks.process import OUT, run
from benchmarks.suite import SUITE, Instance

JOBS: dict[str, Sequence[str]] = {
    "lottery": ("lottery", "--tickets", "1000"),
    "lottery_10000": ("lottery", "--tickets", "10000"),
    "queue": ("queue",),
}
"""What is measured on every pool, by name."""

CPU_LIMIT = 400


def measure(instance: Instance, jobs: Sequence[str] = tuple(JOBS), *, cpu_limit: int = CPU_LIMIT) -> dict[str, Any]:
    """The jobs named, one after the other: what ``draw_job`` said of each, or how it ended instead."""
    folder = write_pool(make_pool(instance.order), OUT / "pools" / instance.name)
    found: dict[str, Any] = {}
    for job in jobs:
        kind, *options = JOBS[job]
        finished = run([sys.executable, "-m", "benchmarks.draw_job", kind, str(folder), *options], cpu_limit=cpu_limit)
        if finished.ended == "limit":
            found[job] = {"ended": "limit", "cpu_limit_s": cpu_limit}
        elif finished.ended == "failed":
            found[job] = {"ended": "failed", "exit_code": finished.code, "error": finished.error}
        else:
            found[job] = {"ended": "done", **finished.result}
    return found


def start_up() -> dict[str, Any]:
    """What every measured process costs before it does anything: Python, NumPy and OR-Tools."""
    return run([sys.executable, "-m", "benchmarks.draw_job", "nothing"]).result


def main() -> None:
    """Measure the pools whose names contain every word given, and print a line of JSON for each."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("words", nargs="*", help="parts of the names of the pools wanted; none: all")
    words.add_argument("--jobs", nargs="+", choices=list(JOBS), default=list(JOBS))
    words.add_argument("--cpu-limit", type=int, default=CPU_LIMIT)
    given = words.parse_args()
    for instance in SUITE:
        if all(word in instance.name for word in given.words):
            found = measure(instance, given.jobs, cpu_limit=given.cpu_limit)
            print(json.dumps({"pool": instance.name, **found}), flush=True)


if __name__ == "__main__":
    main()
