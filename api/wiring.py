"""What requests work with: database, halls, clock, language. One transaction a request; only this file commits."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Annotated, TypeVar

import sqlalchemy as sa
from anyio import CancelScope, CapacityLimiter, to_thread
from fastapi import Depends, Request
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from api.counts import Counts, Place
from api.repeats import Write, answered_before, write_of
from blind.trust import Trust
from expertpool.access.desk_key import DeskKey, desk_key
from expertpool.access.sending import PrintedSlip, Sender
from expertpool.commands.circumstances import now
from expertpool.db import asking_session, new_session, plain_refusals, prepared_engine, session_on
from expertpool.errors import Refusal
from expertpool.jobs.asking import NEW
from expertpool.jobs.runner import InChild, Runner
from expertpool.jobs.worker import Worker
from expertpool.party.halls import Halls
from expertpool.party.trust_store import TrustStore
from expertpool.settings import Settings
from expertpool.words import Language

T = TypeVar("T")
ENDING = CapacityLimiter(8)
"""Sessions that end at a time; in threads of their own, so that none waits behind requests that wait for it."""

PARTY = "party"
"""Where the office's own party tool keeps what it trusts, below the data folder."""


@dataclass(frozen=True)
class Wiring:
    """One server's parts. ``settings`` None: halls alone are served, without a database.

    ``secure``: people reach this server over HTTPS, so cookies are never sent in the clear. ``demonstration``: the
    one-click sign-ins exist. ``proxied``: a proxy stands before this server. ``place``: among the processes that answer
    at the same address, where there are several; nothing that a next request needs may then stay in one's own memory.
    ``runner``: where what takes longer than a request is done.
    """

    halls: Halls
    language: Language = Language.ZH
    settings: Settings | None = None
    clock: Callable[[], datetime] = now
    secure: bool = False
    sender: Sender = field(default_factory=PrintedSlip)
    demonstration: bool = False
    proxied: bool = False
    place: Place | None = None
    runner: Runner = field(default_factory=InChild)

    @cached_property
    def engine(self) -> sa.Engine:
        """The database, brought up to date, for as long as the server runs."""
        return prepared_engine(self.own, kept=True)

    @cached_property
    def counts(self) -> Counts:
        """What this process answered, in numbers; where there are several, told to the others now and then."""
        found = Counts()
        if self.place is not None:
            self.place.keep_telling(found)
        return found

    @cached_property
    def desk(self) -> DeskKey:
        """The key outside the database that marks codes, names and addresses."""
        return desk_key(self.own)

    @property
    def own(self) -> Settings:
        """The settings. Refuses where halls alone are served."""
        if self.settings is None:
            raise Refusal("api.no_desk")
        return self.settings

    @property
    def trust(self) -> Trust:
        """The trust file that the office's party tool goes by. Refuses where none was accepted on this computer."""
        return TrustStore(self.own.home / PARTY).trust()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state and never waits for a writer."""
        with plain_refusals(self.own), session_on(self.engine, reading=True) as session:
            yield session

    @contextmanager
    def asking(self) -> Iterator[Session]:
        """A session for a single question, or for some that need not see the same state: what every request asks."""
        with plain_refusals(self.own), asking_session(self.engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that commits at the end, unless something is raised. In a server, only behind the gate."""
        with plain_refusals(self.own), session_on(self.engine) as session:
            yield session
            session.commit()
            self.wake(session)

    @cached_property
    def worker(self) -> Worker:
        """This process's worker; one that was not started does what is asked for here, and rests."""
        return Worker(self.engine, self.own, self.clock, runner=self.runner)

    def wake(self, session: Session) -> None:
        """Ring for the worker where the session, now committed, asked for work."""
        if session.info.pop(NEW, None):
            self.worker.wake()

    @cached_property
    def gate(self) -> asyncio.Lock:
        """Where this process's writers wait for one another.

        Were they to wait in threads for the database's lock, they could take every thread there is, and the one that
        holds the lock could not go on.
        """
        return asyncio.Lock()

    async def read(self, work: Callable[[Session], T]) -> T:
        """``work`` on a reading session, in a thread."""

        def run() -> T:
            with self.reading() as session:
                return work(session)

        return await run_in_threadpool(run)

    async def ask(self, work: Callable[[Session], T]) -> T:
        """``work``, which is one question, in a thread."""

        def run() -> T:
            with self.asking() as session:
                return work(session)

        return await run_in_threadpool(run)

    async def write(self, work: Callable[[Session], T]) -> T:
        """``work`` in a transaction of its own, in a thread."""

        def run() -> T:
            with self.writing() as session:
                return work(session)

        async with self.gate:
            return await run_in_threadpool(run)


def wiring_of(request: Request) -> Wiring:
    """The wiring of the application that a request came to."""
    found: Wiring = request.app.state.wiring
    return found


async def _wiring(request: Request) -> Wiring:
    return wiring_of(request)


async def _halls(request: Request) -> Halls:
    return wiring_of(request).halls


async def _now(request: Request) -> datetime:
    return wiring_of(request).clock()


async def _reading(request: Request) -> AsyncIterator[Session]:
    """A session touches the database with its first question, in the route's thread; only its end needs one here."""
    wiring = wiring_of(request)
    with plain_refusals(wiring.own):
        session = new_session(wiring.engine, reading=True)
        try:
            yield session
        finally:
            with CancelScope(shield=True):
                await to_thread.run_sync(session.close, limiter=ENDING)


async def _writing(request: Request) -> AsyncIterator[Session]:
    """The transaction of one write; a request that was answered before is answered so again, and writes nothing."""
    wiring, named = wiring_of(request), write_of(request)
    async with wiring.gate:
        with plain_refusals(wiring.own), session_on(wiring.engine) as session:
            if named is not None:
                await run_in_threadpool(answered_before, session, named)
                request.state.open_write = Write(named, session)
            yield session
            await run_in_threadpool(session.commit)
            wiring.wake(session)


ServedHalls = Annotated[Halls, Depends(_halls)]
"""The halls, as a route's parameter."""

TheWiring = Annotated[Wiring, Depends(_wiring)]
"""The whole wiring, for what needs more than one transaction."""

Reading = Annotated[Session, Depends(_reading, scope="function")]
"""A session for a route that reads."""

Writing = Annotated[Session, Depends(_writing, scope="function")]
"""A session for a route that writes: committed after the route returned and before its answer is sent."""

Now = Annotated[datetime, Depends(_now)]
"""The moment of the request."""
