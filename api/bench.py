"""Work that takes longer than a request should: one piece at a time in a thread of its own, watched by its page."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any

from expertpool.errors import Refusal

Told = Callable[[int, int], None]
Work = Callable[[Told], Any]
LOG = logging.getLogger(__name__)


@dataclass
class Job:
    """A piece of work. ``done`` of ``total`` where its steps are counted; ``stopped`` where a bug
    ended it; ``outcome``: what the work returned."""

    started_at: datetime
    done: int = 0
    total: int = 0
    refusal: Refusal | None = None
    stopped: bool = False
    outcome: Any = None
    future: Future[None] | None = None

    @property
    def running(self) -> bool:
        """Whether it is queued or under way."""
        return self.future is not None and not self.future.done()

    def wait(self, seconds: float) -> None:
        """Until it has ended, however it ended."""
        if self.future is not None:
            self.future.result(seconds)


@dataclass
class Bench:
    """Jobs by name. Under one name only one runs; its outcome is remembered until the next under that name."""

    jobs: dict[str, Job] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)
    threads: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="desk-work"))

    def start(self, name: str, work: Work, *, at: datetime) -> Job:
        """Begin, unless it is under way already."""
        with self.lock:
            known = self.jobs.get(name)
            if known is not None and known.running:
                return known
            job = self.jobs[name] = Job(at)
            job.future = self.threads.submit(_run, job, work)
            return job

    def find(self, name: str) -> Job | None:
        """The newest of that name."""
        return self.jobs.get(name)


def _run(job: Job, work: Work) -> None:
    def told(done: int, total: int) -> None:
        job.done, job.total = done, total

    try:
        job.outcome = work(told)
    except Refusal as refusal:
        job.refusal = refusal
    except Exception:
        LOG.exception("work at a desk ended in a bug")
        job.stopped = True
