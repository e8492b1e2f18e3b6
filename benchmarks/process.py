"""One measured child process at a time: its last line of JSON, its processor seconds, and a limit on them."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "benchmarks" / "out"
"""Pools, the peer's environment and scratch files; not kept in version control."""


@dataclass(frozen=True)
class Run:
    """How a child ended: ``said`` are its lines of JSON, ``cpu_s`` all of its processor seconds, user and system.

    ``ended`` is "done", "limit" (it met its limit on processor seconds) or "failed", with ``error`` the last that it
    wrote on standard error.
    """

    ended: str
    said: list[dict[str, Any]]
    cpu_s: float
    error: str

    @property
    def result(self) -> dict[str, Any]:
        """The last line said; RuntimeError when the child failed."""
        if self.ended == "failed" or not self.said:
            raise RuntimeError(self.error or "the process said nothing")
        return self.said[-1]


def run(command: Sequence[str], *, cpu_limit: int | None = None, environment: Mapping[str, str] | None = None) -> Run:
    """Run a command in the project's folder, alone. POSIX only: the limit is the kernel's RLIMIT_CPU."""
    before = _used()
    finished = subprocess.run(
        list(command),
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=None if cpu_limit is None else lambda: _limit(cpu_limit),  # noqa: PLW1509  # no threads run here
    )
    ended = {0: "done", -signal.SIGXCPU: "limit"}.get(finished.returncode, "failed")
    said = [json.loads(line) for line in finished.stdout.splitlines() if line.startswith("{")]
    return Run(ended, said, round(_used() - before, 2), finished.stderr.strip()[-600:])


def _limit(seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))


def _used() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def used_so_far() -> dict[str, float]:
    """Of the calling process, since it was started: processor seconds of all threads, and the most memory it held."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    unit = 1 if os.uname().sysname == "Darwin" else 1024
    return {"cpu_s": round(time.process_time(), 3), "peak_mb": round(most * unit / 2**20, 1)}
