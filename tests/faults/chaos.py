"""Kills in their number: journeys, what is killed under them, on which database; what came of it all."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import sqlalchemy as sa

from expertpool.db import open_session
from tests.faults.ceremony_journey import Ceremony
from tests.faults.desk_journeys import (
    Blinding,
    Drawing,
    Filing,
    Importing,
    Issuing,
    Ranking,
    Reporting,
    Saving,
    SigningIn,
    Voting,
)
from tests.faults.journey import Journey, Struck, strike
from tests.faults.served import Broken, Browser, Installation, Warm
from tests.faults.towns import Made

EMBEDDED, SERVED = "sqlite", "postgresql"
Kinds = tuple[type[Journey], ...]
GROUPS: Mapping[str, tuple[str, Kinds]] = {
    "desk": ("desks", (SigningIn, Importing, Saving)),
    "filing": ("desks", (Filing,)),
    "jobs": ("desks", (Drawing, Issuing, Reporting)),
    "ceremony": ("desks", (Ceremony,)),
    "blinding": ("desks", (Blinding,)),
    "results": ("results", (Ranking,)),
    "ballot": ("ballots", (Voting,)),
}
"""Journeys that share one installation, and the town it is a copy of."""

THEN = {"filing"}
"""Groups whose days belong to the town's own year."""


@dataclass
class Database:
    """A PostgreSQL server of its own, whose processes may be killed."""

    server: Any

    @contextlib.contextmanager
    def fresh(self, name: str) -> Iterator[str]:
        """The address of an empty database."""
        address = sa.make_url(self.server.get_uri(driver="psycopg"))
        administration = sa.create_engine(address, isolation_level="AUTOCOMMIT", poolclass=sa.pool.NullPool)
        with administration.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        try:
            yield address.set(database=name).render_as_string(hide_password=False)
        finally:
            self.revive()
            with administration.connect() as connection:
                connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")

    def processes(self) -> list[psutil.Process]:
        """The server's first process and those that work for its clients."""
        first = psutil.Process(self.server.get_pid())
        return [first, *(one for one in first.children() if "postgres: postgres" in " ".join(one.cmdline()))]

    def runs(self) -> bool:
        """Whether its first process is there; while it recovers, it is."""
        with contextlib.suppress(psutil.Error):
            return psutil.Process(self.server.get_pid()).status() != psutil.STATUS_ZOMBIE
        return False

    def kill_backend(self, dice: random.Random) -> None:
        """One client's process; the server then throws every client out and recovers by itself."""
        with contextlib.suppress(psutil.NoSuchProcess):
            found = self.processes()[1:]
            if found:
                victim = dice.choice(found)
                victim.kill()
                psutil.wait_procs([victim], timeout=20)

    def kill_first(self) -> None:
        """The server's first process; the others notice and end."""
        first, *others = self.processes()
        helpers = psutil.Process(first.pid).children()
        first.kill()
        psutil.wait_procs([*others, *helpers], timeout=20)

    def revive(self) -> None:
        """Running, and recovered."""
        for _ in range(20):
            with contextlib.suppress(subprocess.SubprocessError, AssertionError):
                if not self.runs():
                    self.server.ensure_postgres_running()
                break
            time.sleep(1)
        address = sa.make_url(self.server.get_uri(driver="psycopg"))
        engine = sa.create_engine(address, poolclass=sa.pool.NullPool)
        until = time.monotonic() + 60
        while True:
            try:
                with engine.connect() as connection:
                    connection.exec_driver_sql("SELECT 1")
                    return
            except sa.exc.OperationalError:
                assert time.monotonic() < until, "the database did not come back"
                time.sleep(0.1)


@dataclass
class Chaos:
    """One group of journeys in one installation, under kills drawn from a seed."""

    at: Installation
    journeys: list[Journey]
    dice: random.Random
    database: Database | None = None
    struck: Struck = field(default_factory=Struck)

    def targets(self, journey: Journey) -> list[str]:
        return [*journey.targets, *(["backend", "first"] if self.database else [])]

    def killing(self, target: str) -> Callable[[], None]:
        def kill() -> None:
            if target in ("server", "both"):
                self.at.kill()
            if target in ("worker", "both"):
                for worker in self.at.workers():
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(worker, signal.SIGKILL)
            if self.database and target == "backend":
                self.database.kill_backend(self.dice)
            if self.database and target == "first":
                self.database.kill_first()

        return kill

    def revive(self) -> None:
        """Database first, then the server, which is started anew only where it was killed."""
        if self.database:
            self.database.revive()
        until = time.monotonic() + 60
        while True:
            if not self.at.alive:  # killed while it waits for a disk, it may be seen for long after
                self.at.start()
            try:
                assert Browser(self.at).get("/sign-in").status == 200
                Browser(self.at).get("/api/v1/sign-ins/me")
                return
            except Broken:
                assert time.monotonic() < until, "the server did not come back"
                time.sleep(0.2)

    def once(self, journey: Journey) -> None:
        target = self.dice.choice(self.targets(journey))
        after = self.dice.uniform(0.0, journey.span)
        self.add(strike(journey, target, self.killing(target), self.revive, after))
        self.verify()

    def add(self, one: Struck) -> None:
        for name, count in one.kills.items():
            self.struck.kills[name] = self.struck.kills.get(name, 0) + count
        self.struck.in_flight += one.in_flight
        self.struck.done_unseen += one.done_unseen
        self.struck.acts += one.acts

    def verify(self) -> None:
        """The ledger, and the database's own check of itself."""
        self.at.verify()
        if self.database is None:
            with open_session(self.at.settings, reading=True) as session:
                connection = session.connection()
                assert connection.exec_driver_sql("PRAGMA integrity_check").scalars().all() == ["ok"]
                assert connection.exec_driver_sql("PRAGMA foreign_key_check").first() is None


def play(
    group: str,
    kills: int,
    *,
    seed: int,
    made: Made,
    warm: Warm,
    folder: Path,
    database: Database | None = None,
) -> Struck:
    """So many kills over the journeys of a group; an installation in which nothing more can be done is made anew."""
    dice, total = random.Random(f"{group}-{seed}"), Struck()
    while sum(total.kills.values()) < kills:
        at = folder / f"{group}-{sum(total.kills.values())}"
        with contextlib.ExitStack() as stack:
            url = (
                stack.enter_context(database.fresh(f"{group}_{seed}_{sum(total.kills.values())}")) if database else None
            )
            running = stack.enter_context(made.copied(at, warm, url, then=group in THEN))
            journeys = [kind(running, secrets=made.secrets) for kind in GROUPS[group][1]]  # type: ignore[call-arg]  # each takes them
            chaos = Chaos(running, journeys, dice, database)
            turn = 0
            while sum(total.kills.values()) + sum(chaos.struck.kills.values()) < kills:
                ready = [one for one in journeys if not one.spent]
                if not ready:
                    break
                chaos.once(ready[turn % len(ready)])
                turn += 1
            Chaos(running, journeys, dice, database, total).add(chaos.struck)
    return total
