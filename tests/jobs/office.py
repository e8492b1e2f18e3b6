"""An installation with a table of jobs for tests: ask, look, wait, and workers in processes that may be ended."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import sqlalchemy as sa

from expertpool.commands.circumstances import now
from expertpool.db import prepared_engine, session_on
from expertpool.jobs.asking import Asked, ask
from expertpool.jobs.folder import place_of
from expertpool.jobs.runner import InChild, Runner
from expertpool.jobs.worker import Worker
from expertpool.models import Job
from expertpool.queries.jobs import job_by_number
from expertpool.settings import Settings, child_variables
from expertpool.words import Language
from tests.architecture.sources import ROOT
from tests.conftest import AT
from tests.jobs.counting import counted

PATIENCE = 240.0


def asking(subject: str, *, kind: str = "counting", request: str | None = None, **arguments: Any) -> Asked:
    """A question for a job."""
    return Asked(
        kind=kind, subject=subject, by="office", at=AT, language=Language.ZH, arguments=arguments, request=request
    )


@dataclass
class Office:
    """One installation. ``runner``: where its own worker has work done."""

    settings: Settings

    @cached_property
    def engine(self) -> sa.Engine:
        self.settings.home.mkdir(parents=True, exist_ok=True)
        return prepared_engine(self.settings, kept=True)

    def worker(self, runner: Runner | None = None, **given: Any) -> Worker:
        return Worker(self.engine, self.settings, now, runner=runner or InChild(), **given)

    def asked(self, kind: str = "counting", subject: str = "s", *, request: str | None = None, **arguments: Any) -> int:
        """A new job's number, or that of the one there is."""
        wanted = asking(subject, kind=kind, request=request, **{"steps": 3} | arguments)
        with session_on(self.engine) as session:
            job = ask(session, wanted, place=place_of(self.settings.home))
            session.commit()
            return job.number

    def job(self, number: int) -> Job:
        with session_on(self.engine, reading=True) as session:
            return job_by_number(session, number)

    def states(self, *numbers: int) -> list[str]:
        return [self.job(one).state for one in numbers]

    def steps(self, number: int) -> list[int]:
        """Every step that was done, as often as it was done."""
        return [int(line.split()[0]) for line in counted(self.settings.home, number)]

    def serving(self, *command: str, within: str = "children") -> subprocess.Popen[bytes]:
        """A worker, or a command, in a process of its own; ``within``: where it has the work done."""
        script = str(ROOT / "tests" / "jobs" / "serving.py")
        return subprocess.Popen(
            [sys.executable, script, str(self.settings.home), self.settings.database_url, within, *command],
            env=child_variables(self.settings) | {"PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )


def until(look: Callable[[], Any], *, seconds: float = PATIENCE) -> None:
    """Until ``look`` gives something true."""
    end = time.monotonic() + seconds
    while not look():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.02)
