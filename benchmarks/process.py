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
    """How a child ended: its exit code, all it wrote, and all its processor seconds, user and system."""

    code: int
    out: str
    err: str
    cpu_s: float

    @property
    def ended(self) -> str:
        """One of "done", "limit" (it met its limit on processor seconds) and "failed"."""
        return {0: "done", -signal.SIGXCPU: "limit"}.get(self.code, "failed")

    @property
    def said(self) -> list[dict[str, Any]]:
        """Its lines of JSON."""
        return [json.loads(line) for line in self.out.splitlines() if line.startswith("{") and line.endswith("}")]

    @property
    def error(self) -> str:
        """The end of what it wrote on standard error."""
        return self.err.strip()[-600:]

    @property
    def result(self) -> dict[str, Any]:
        """Its last line of JSON; RuntimeError when it did not end well."""
        if self.ended != "done" or not self.said:
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
        preexec_fn=None if cpu_limit is None else lambda: _limit(cpu_limit),
    )
    return Run(finished.returncode, finished.stdout, finished.stderr, round(_used() - before, 2))


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
