"""The worker: takes jobs out of their rows, has each done in a process of its own, and writes down every step."""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import TypeVar

import sqlalchemy as sa
from sqlmodel import Session

from expertpool.db import plain_refusals, session_on
from expertpool.errors import Refusal
from expertpool.jobs import claiming
from expertpool.jobs.across import announce
from expertpool.jobs.at_work import AtWork, Ended, How, Stopped
from expertpool.jobs.folder import JobFolder, let_go, place_of
from expertpool.jobs.kinds import DONE_BY, KINDS, Kind, Lane
from expertpool.jobs.runner import InChild, Runner
from expertpool.jobs.tidying import tidy
from expertpool.models import Job, JobState
from expertpool.settings import Settings
from expertpool.words import Language

T = TypeVar("T")
LOGGER = logging.getLogger("expertpool.jobs")

POLL = 2.0
"""Seconds between two looks for work, where nobody rings."""
SWEEP = 20.0
"""Seconds between two looks for work that somebody left behind."""
TIDY = 3600.0
"""Seconds between two looks for folders of old jobs."""
LEASE = timedelta(seconds=90)
"""How long a job of another machine may go unheard before its lock alone decides; longer than a writer may wait."""
NOTE, BEAT = 0.7, 10.0
"""Seconds between two notes of progress, and between two signs of life."""
PATIENCE = 20.0
"""Seconds that work has to end by itself when the worker stops."""
TRIES = 5


def _here() -> str:
    return socket.gethostname()[:60]


@dataclass
class Worker:
    """One process's worker for one installation, in as many threads as there are lanes.

    ``engine``: the database, brought up to date; ``clock``: for the times in rows, which decide nothing but how soon
    another machine's silence is doubted. ``lanes``: which kinds of work it takes. ``count``: how many it did.
    """

    engine: sa.Engine
    settings: Settings
    clock: Callable[[], datetime]
    runner: Runner = field(default_factory=InChild)
    lanes: tuple[Lane, ...] = tuple(Lane)
    patience: float = PATIENCE
    count: int = 0
    _bells: Mapping[Lane, threading.Event] = field(default_factory=lambda: {one: threading.Event() for one in Lane})
    _stopping: threading.Event = field(default_factory=threading.Event)
    _until: float = 0.0
    _threads: list[threading.Thread] = field(default_factory=list)
    _door: threading.RLock = field(default_factory=threading.RLock)
    _active: dict[int, int] = field(default_factory=dict)
    _entrusted: dict[int, tuple[str, int]] = field(default_factory=dict)
    _permanent: bool = False
    _tidied: float | None = None

    @cached_property
    def place(self) -> str:
        """The name of the data folder whose jobs it takes."""
        return place_of(self.settings.home)

    @cached_property
    def name(self) -> str:
        """How rows call it: machine and process."""
        return f"{_here()}:{os.getpid()}"

    def start(self) -> None:
        """Begin to work, and go on until stopped; first what somebody left behind is looked through."""
        with self._door:
            if self._permanent:
                return
            self._permanent = True
            self._begin_thread("jobs-sweep", self._sweep_on)
            for lane in self.lanes:
                self._begin_thread(f"jobs-{lane}", lambda lane=lane: self._serve(lane))  # type: ignore[misc]  # a default binds the lane

    def wake(self) -> None:
        """There is something new. A worker that was not started does what waits, and rests again."""
        with self._door:
            if not self._permanent and not self._stopping.is_set():
                self._threads = [one for one in self._threads if one.is_alive()]
                self._begin_thread("jobs-now", self.drain)
        for bell in self._bells.values():
            bell.set()

    def stop(self) -> None:
        """Take nothing more, let work end for a while, cut off what does not; work that resumes waits again."""
        self._until = time.monotonic() + self.patience
        self._stopping.set()
        self.wake()
        for thread in self._threads:
            thread.join()
        for _, lock in self._entrusted.values():
            let_go(lock)
        self._entrusted.clear()

    def drain(self) -> int:
        """Do everything that waits, and return how many jobs that were."""
        self.sweep()
        done = 0
        while not self._stopping.is_set() and any(self.run_next(lane) for lane in self.lanes):
            done += 1
        return done

    def entrust(self, number: int, secret: str) -> None:
        """Keep for a job what only this process may know; the job is this process's from now on."""
        lock = JobFolder.of(self.settings, number).hold()
        if lock is not None:
            with self._door:
                self._entrusted[number] = secret, lock

    def run_next(self, lane: Lane) -> bool:
        """Take the oldest job that waits in that lane, if there is one, and do it."""
        with self.reading() as session:
            waiting = claiming.waiting_in(session, lane, place=self.place)
        return any(self.run_one(number, lane) for number in waiting)

    def run_one(self, number: int, lane: Lane | None = None) -> bool:
        """Do that job; False where it no longer waits, or another has it."""
        secret, lock = self._key_of(number, own=lane is Lane.OWN)
        if lock is None:
            return False
        self._active[number] = lock
        try:
            job = self._write(lambda session: claiming.begin(session, number, worker=self.name, at=self.clock()))
            if job is None:
                return False
            LOGGER.info("job %d of kind %s begun, attempt %d", number, job.kind, job.attempt)
            self._close(job, self._attempt(job, secret, lock))
            self.count += 1
            return True
        finally:
            del self._active[number]
            let_go(lock)

    def _key_of(self, number: int, *, own: bool) -> tuple[str, int | None]:
        with self._door:
            if own:
                return self._entrusted.pop(number, ("", None))
        return "", JobFolder.of(self.settings, number).hold()

    def _attempt(self, job: Job, secret: str, lock: int) -> Ended:
        kind = KINDS.get(job.kind)
        if kind is None or kind.name not in DONE_BY:
            refusal = Refusal("jobs.unknown_kind", kind=job.kind[:40])
            return Ended(How.REFUSED, {"error": refusal.as_dict(Language(job.language))})
        JobFolder.of(self.settings, job.number).clear()
        watch = _Watch(self, job, kind)
        work = AtWork(
            settings=self.settings,
            number=job.number,
            attempt=job.attempt,
            arguments=job.arguments,
            by=job.asked_by,
            at=job.asked_at,
            language=Language(job.language),
            told=watch.told,
            secret=secret,
        )
        try:
            return self.runner.run(kind, work, lock=lock, look=watch.look)
        except Exception:
            LOGGER.exception("job %d of kind %s could not be watched", job.number, job.kind)
            return Ended(How.DIED)

    def _close(self, job: Job, ended: Ended) -> None:
        """Write down how it ended; where the database is away, it is tried again before it is left to the next look."""
        folder = JobFolder.of(self.settings, job.number)
        result = folder.keep(ended.content) if ended.content else None
        LOGGER.info("job %d of kind %s ended: %s", job.number, job.kind, ended.how)

        def note(session: Session) -> object:
            at = self.clock()
            if ended.how in (How.DIED, How.CUT_OFF):
                return self._put_back(session, job, counted=ended.how is How.DIED)
            state, sentence = _ENDS[ended.how]
            return claiming.end(session, job, state, sentence=sentence, result=result, at=at)

        for rest in reversed(range(TRIES)):
            try:
                self._write(note)
                return
            except Refusal:
                LOGGER.warning("the end of job %d could not be written yet", job.number)
                if not rest:
                    return
                time.sleep(1)

    def sweep(self) -> None:
        """Look for jobs that were begun and whose worker is gone: their lock is free. They go on, or end honestly."""
        with self.reading() as session:
            begun = claiming.begun_in(session, place=self.place)
        for job in begun:
            if job.number not in self._active and job.number not in self._entrusted and not self._elsewhere(job):
                self._take_back(job)

    def tidy(self) -> None:
        """Remove the folders of old jobs, now and then."""
        now = time.monotonic()
        if self._tidied is not None and now - self._tidied < TIDY:
            return
        self._tidied = now
        with self.reading() as session:
            gone = tidy(session, self.settings, place=self.place, at=self.clock())
        if gone:
            LOGGER.info("folders of %d old jobs removed", len(gone))

    def _elsewhere(self, job: Job) -> bool:
        """Whether another machine was heard of it lately: disks they share do not always show each other's locks."""
        machine = (job.worker or "").rpartition(":")[0]
        if job.state != JobState.RUNNING or machine == _here() or job.heard_at is None:
            return False
        return timedelta(0) <= self.clock() - job.heard_at < LEASE

    def _take_back(self, job: Job) -> None:
        lock = JobFolder.of(self.settings, job.number).hold()
        if lock is None:
            return
        try:
            taken = self._write(lambda session: self._put_back(session, job, counted=False))
            if taken is not None:
                LOGGER.warning("job %d of kind %s was left behind, now %s", job.number, job.kind, taken.state)
        finally:
            let_go(lock)

    def _put_back(self, session: Session, job: Job, *, counted: bool) -> Job | None:
        row = claiming.put_back(session, job, counted=counted, at=self.clock())
        if row is not None and row.state == JobState.WAITING:
            session.flush()
            announce(session, row)
        return row

    def _serve(self, lane: Lane) -> None:
        while not self._stopping.is_set():
            self._bells[lane].clear()
            if not self._safely(lambda: self.run_next(lane)):
                self._bells[lane].wait(POLL)

    def _sweep_on(self) -> None:
        while not self._stopping.is_set():
            self._safely(self.sweep)
            self._safely(self.tidy)
            self._stopping.wait(SWEEP)

    def _safely(self, work: Callable[[], T]) -> T | None:
        """A worker outlives a database that is away or busy, and a bug of its own."""
        try:
            return work()
        except Refusal as refusal:
            LOGGER.warning("the worker waits: %s", refusal.code)
        except Exception:
            LOGGER.exception("the worker stumbled")
        self._stopping.wait(POLL)
        return None

    def _begin_thread(self, name: str, work: Callable[[], object]) -> None:
        thread = threading.Thread(target=lambda: self._safely(work), name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _safely_now(self, work: Callable[[Session], T]) -> T | None:
        """The same for one short write beside work that goes on meanwhile: None where it has to be tried later."""
        try:
            return self._write(work)
        except Refusal as refusal:
            LOGGER.warning("the worker waits: %s", refusal.code)
            return None

    def _write(self, work: Callable[[Session], T]) -> T:
        with plain_refusals(self.settings), session_on(self.engine) as session:
            found = work(session)
            session.commit()
            return found

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state and never waits for a writer."""
        with plain_refusals(self.settings), session_on(self.engine, reading=True) as session:
            yield session


_ENDS: Mapping[How, tuple[JobState, str]] = {
    How.DONE: (JobState.DONE, "jobs.done"),
    How.REFUSED: (JobState.FAILED, "jobs.refused"),
    How.BUG: (JobState.FAILED, "jobs.bug"),
    How.CANCELLED: (JobState.CANCELLED, "jobs.cancelled"),
}


@dataclass
class _Watch:
    """Between one attempt and its row: steps are noted, wishes to stop are seen, signs of life are given."""

    worker: Worker
    job: Job
    kind: Kind
    step: int = 0
    total: int = 0
    noted: tuple[int, int] = (0, 0)
    noted_at: float = field(default_factory=time.monotonic)
    looked_at: float = 0.0

    def told(self, step: int, total: int) -> None:
        """From the work: how far it is. Ends work that is done in this thread and no longer wanted."""
        self.step, self.total = step, total
        reason = self.look()
        if reason is not None:
            raise Stopped(reason)

    def look(self) -> How | None:
        """Note what is new, now and then; whether the work is to end."""
        now = time.monotonic()
        since = now - self.noted_at
        if since >= BEAT or ((self.step, self.total) != self.noted and (since >= NOTE or self.step == self.total)):
            self.noted_at = now
            if not self._noted():
                return How.CUT_OFF
        if self.worker._stopping.is_set() and self.kind.resumes and now >= self.worker._until:
            return How.CUT_OFF
        if self.kind.cancels and now - self.looked_at >= NOTE:
            self.looked_at = now
            return How.CANCELLED if self._cancelled() else None
        return None

    def _noted(self) -> bool:
        step, total = self.noted = self.step, self.total
        worker = self.worker
        LOGGER.info("job %d of kind %s at %d of %d", self.job.number, self.job.kind, step, total)
        noted = worker._safely_now(
            lambda session: claiming.hear(session, self.job, step=step, total=total, at=worker.clock())
        )
        return noted is not False

    def _cancelled(self) -> bool:
        try:
            with self.worker.reading() as session:
                row = session.get(Job, self.job.number)
                return row is not None and row.cancel_by is not None
        except Refusal:
            return False
