"""PostgreSQL as the database: how its transactions begin and end, and which kept connections are still good."""

from __future__ import annotations

import select
import time
from contextlib import suppress
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DisconnectionError

WRITERS_LOCK = 0x6578706F6F6C
"""Number of the advisory lock that writers and upgrades hold."""

READING = "expertpool_reading"
"""The execution option that names how a connection reads; without it, it writes."""

ONE_STATE, EACH_ITS_OWN = "one state", "each its own"
"""Every statement sees what the first one saw; or each what is there when it is asked, in no transaction."""

_BEGIN_READING = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"

RESTED = 30.0
"""Seconds after which a kept connection is asked whether its server still knows it: firewalls forget silently."""


def listen(engine: sa.Engine, *, busy_seconds: int, kept: bool) -> None:
    """Let the engine's transactions begin in one round trip each, and readers end without forgetting their statements.

    A writer takes the writers' lock as it begins, and waits ``busy_seconds`` for it. ``kept``: connections stay for
    the next request, and each is looked at before that one has done anything with it.
    """
    begin_writing = f"BEGIN; SET LOCAL lock_timeout = '{busy_seconds}s'; SELECT pg_advisory_xact_lock({WRITERS_LOCK})"
    beginnings = {None: begin_writing, ONE_STATE: _BEGIN_READING}

    def prepare(connection: Any, _record: Any) -> None:
        connection.autocommit = True  # BEGIN is ours, see below

    def begin(connection: sa.Connection) -> None:
        words = beginnings.get(connection.get_execution_options().get(READING))
        if words is not None:
            connection.exec_driver_sql(words)

    def end(connection: sa.Connection) -> None:
        """A reader's COMMIT is the same to the database; after a ROLLBACK the driver lets go of what it prepared."""
        if connection.get_execution_options().get(READING) != ONE_STATE or connection.invalidated:
            return
        bare: Any = connection.connection.driver_connection
        with suppress(engine.dialect.loaded_dbapi.Error):  # a lost connection is noticed by the ROLLBACK that follows
            if bare.info.transaction_status:
                bare.execute("COMMIT")

    sa.event.listen(engine, "connect", prepare)
    sa.event.listen(engine, "begin", begin)
    sa.event.listen(engine, "rollback", end)
    if kept:
        _leave_dead_connections(engine)


def _leave_dead_connections(engine: sa.Engine) -> None:
    """Never begin a request on a connection whose server went away meanwhile: another is opened instead.

    A server says nothing to a connection that rests, so whatever can be read there is most often its farewell. Looking
    costs no round trip; only then, and after a long rest, the server is asked.
    """

    def note(_connection: Any, record: Any) -> None:
        record.info["rests"] = time.monotonic()

    def look(connection: Any, record: Any, _proxy: Any) -> None:
        rested = time.monotonic() - record.info.get("rests", time.monotonic())
        try:
            if rested > RESTED or _speaks(connection.pgconn.socket):
                engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error:
            raise DisconnectionError from None

    sa.event.listen(engine, "checkin", note)
    sa.event.listen(engine, "checkout", look)


def _speaks(descriptor: int) -> bool:
    """Whether anything, be it the end, can be read from a socket."""
    if not hasattr(select, "poll"):
        return bool(select.select([descriptor], [], [], 0)[0])
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return bool(poll.poll(0))
