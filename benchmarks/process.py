"""One measured child process at a time: its last line of JSON, its processor seconds, and a limit on them."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "benchmarks" / "out"
"""Pools, the peer's environment and scratch files; not kept in version control."""


@dataclass(frozen=True)
class Run:
    """How a child ended: its exit code, all it wrote, its processor seconds (user and system), its largest size."""

    code: int
    out: str
    err: str
    cpu_s: float
    peak_mb: float

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
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = subprocess.Popen(
            list(command),
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            stdout=out,
            stderr=err,
            preexec_fn=None if cpu_limit is None else lambda: _limit(cpu_limit),  # noqa: PLW1509  # no threads here
        )
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        said = [_text(file) for file in (out, err)]
    return Run(child.returncode, *said, round(used.ru_utime + used.ru_stime, 2), _megabytes(used))


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")


def _limit(seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))


def _megabytes(used: resource.struct_rusage) -> float:
    unit = 1 if os.uname().sysname == "Darwin" else 1024
    return round(used.ru_maxrss * unit / 2**20, 1)


def used_so_far() -> dict[str, float]:
    """Of the calling process, since it was started: processor seconds of all threads, and the most memory it held."""
    most = _megabytes(resource.getrusage(resource.RUSAGE_SELF))
    return {"cpu_s": round(time.process_time(), 3), "peak_mb": most}
