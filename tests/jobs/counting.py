"""Work for tests of jobs: it counts steps into a file, and begun again goes on where the file ends."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from expertpool.errors import Refusal
from expertpool.jobs.at_work import AtWork
from expertpool.jobs.kinds import DONE_BY, KINDS, Kind, Lane

PLAIN = Kind(name="counting", lane=Lane.LONG, resumes=True, cancels=True)
BRISK = Kind(name="brisk", lane=Lane.SHORT)
SECRET = Kind(name="hidden", lane=Lane.OWN)
BAD = Kind(name="bad", lane=Lane.SHORT, resumes=True)


def install() -> None:
    """Make the kinds known in this process; the process of a job is told where its function is."""
    for one, work in ((PLAIN, "count"), (BRISK, "count"), (SECRET, "whisper"), (BAD, "fail")):
        KINDS[one.name] = one
        DONE_BY[one.name] = f"tests.jobs.counting:{work}"


def counted(home: Path, number: int) -> list[str]:
    """The lines that a job has written so far."""
    path = home / f"counted-{number}.txt"
    return path.read_text().splitlines() if path.is_file() else []


def count(work: AtWork) -> dict[str, int]:
    """One line a step: the step, the attempt, the process."""
    total, seconds = work.arguments["steps"], work.arguments.get("seconds", 0.0)
    for step in range(len(counted(work.settings.home, work.number)), total):
        with (work.settings.home / f"counted-{work.number}.txt").open("a") as file:
            file.write(f"{step} {work.attempt} {os.getpid()}\n")
        work.told(step + 1, total)
        time.sleep(seconds)
    return {"steps": total}


def whisper(work: AtWork) -> dict[str, int]:
    """What a secret is good for: its length."""
    time.sleep(work.arguments.get("seconds", 0.0))
    return {"signs": len(work.secret)}


def fail(work: AtWork) -> None:
    """End badly, in the way that is asked for."""
    if work.arguments["how"] == "refused":
        raise Refusal("intake.no_title", most=80)
    if work.arguments["how"] == "bug":
        raise ValueError("a bug")
    os.kill(os.getpid(), signal.SIGKILL)
