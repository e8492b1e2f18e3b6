"""The database: where it is, how sessions open, how its history is brought up to date. One writer at a time."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DBAPIError, DisconnectionError
from sqlalchemy.pool import NullPool, QueuePool
from sqlmodel import Session

from expertpool.errors import Refusal
from expertpool.migrations import HEAD, REVISIONS
from expertpool.postgresql import EACH_ITS_OWN, ONE_STATE, READING, listen
from expertpool.settings import Settings

if TYPE_CHECKING:
    from alembic.config import Config

BUSY_SECONDS = 30
"""How long a session waits for another writer before it is refused."""

KEPT: dict[str, Any] = {"poolclass": QueuePool, "pool_size": 16, "max_overflow": -1}
"""Some connections stay for the next request; no request waits for one, since it may hold a thread meanwhile."""


@contextmanager
def open_session(settings: Settings, *, reading: bool = False) -> Iterator[Session]:
    """A session on an up-to-date database. Nothing stays unless the caller commits.

    A writing session takes the write lock with its first statement and keeps it until it commits or ends, so open it
    late and briefly; a reading one never waits and never locks. Refuses a database that is busy, damaged, out of
    reach or newer than this program.
    """
    with plain_refusals(settings):
        engine = prepared_engine(settings)
        try:
            with session_on(engine, reading=reading) as session:
                yield session
        finally:
            engine.dispose()


@contextmanager
def session_on(engine: sa.Engine, *, reading: bool = False) -> Iterator[Session]:
    """A session on an engine that stays open, such as a server's."""
    with new_session(engine, reading=reading) as session:
        yield session


def new_session(engine: sa.Engine, *, reading: bool = False) -> Session:
    """The same for whoever closes it themselves. The database is not touched before the first statement."""
    return Session(_reading(engine, ONE_STATE) if reading else engine, expire_on_commit=False)


def asking_session(engine: sa.Engine) -> Session:
    """One that reads, for a single question or for some that need not see the same state: the fewest round trips."""
    return Session(_reading(engine, EACH_ITS_OWN), expire_on_commit=False)


@lru_cache(maxsize=32)
def _reading(engine: sa.Engine, how: str) -> sa.Engine:
    return engine.execution_options(**{READING: how})


def prepared_engine(settings: Settings, *, kept: bool = False) -> sa.Engine:
    """An engine on a database that exists and is at the newest revision. ``kept``: as ``database_engine`` says."""
    engine = database_engine(settings, kept=kept)
    try:
        with _reading(engine, ONE_STATE).connect() as connection:
            revision = revision_of(connection)
        if revision != HEAD:
            upgrade(settings)
    except BaseException:
        engine.dispose()
        raise
    return engine


def database_engine(settings: Settings, *, enforcing: bool = True, kept: bool = False) -> sa.Engine:
    """An engine on the database that the settings name, whatever its revision. Creates the embedded file (mode 0600).

    ``enforcing`` false leaves SQLite's foreign keys unchecked, as rebuilding a table needs it. ``kept``: connections to
    the embedded file are kept for the next request, as a server wants it, where else each is closed after its use.
    Values of statements never appear in errors: they are personal data.
    """
    url = _address(settings)
    embedded = url.get_backend_name() == "sqlite"
    if not embedded:
        engine = _engine(url, **(KEPT if kept else {}))
        listen(engine, busy_seconds=BUSY_SECONDS, kept=kept)
        return engine
    _create_file(url)
    if not kept:
        return _embedded_engine(url, enforcing=enforcing)
    engine = _engine(url, **KEPT)
    _listen_sqlite(engine, enforcing=enforcing)
    _leave_replaced_files(engine, Path(url.database or ""))
    return engine


def _engine(url: sa.URL, **pool: Any) -> sa.Engine:
    try:
        return sa.create_engine(
            url, hide_parameters=True, json_serializer=partial(json.dumps, ensure_ascii=False), **pool
        )
    except ModuleNotFoundError as missing:
        raise Refusal("store.driver_missing", module=missing.name or "") from None


@lru_cache(maxsize=4)
def _embedded_engine(url: sa.URL, *, enforcing: bool) -> sa.Engine:
    """The same engine for each session of one file: it keeps the statements it has compiled, and no connection."""
    engine = _engine(url, poolclass=NullPool)
    _listen_sqlite(engine, enforcing=enforcing)
    return engine


def _leave_replaced_files(engine: sa.Engine, path: Path) -> None:
    """Never use a connection to a file that is no longer the one at its path, such as before a restored backup."""

    def note(_connection: Any, record: Any) -> None:
        record.info["file"] = _identity(path)

    def compare(_connection: Any, record: Any, _proxy: Any) -> None:
        if record.info["file"] != _identity(path):
            raise DisconnectionError

    sa.event.listen(engine, "connect", note)
    sa.event.listen(engine, "checkout", compare)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116  # at every request: half as long as through Path
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _address(settings: Settings) -> sa.URL:
    """The database's address. What follows ``sqlite:///`` is a path as it stands, whatever signs are in it."""
    prefix, found, path = settings.database_url.partition("sqlite:///")
    if found and not prefix and path not in {"", ":memory:"}:
        return sa.URL.create("sqlite", database=path)
    try:
        url = sa.make_url(settings.database_url)
    except ArgumentError:
        raise Refusal("store.address", kind=settings.database_url.partition(":")[0]) from None
    if url.drivername.partition("+")[0] not in {"postgres", "postgresql"}:
        raise Refusal("store.address", kind=url.drivername)
    return url.set(drivername="postgresql+psycopg")


def _create_file(url: sa.URL) -> None:
    path = Path(url.database or "")
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _listen_sqlite(engine: sa.Engine, *, enforcing: bool) -> None:
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # BEGIN is ours, see below
        for pragma in (
            f"busy_timeout={BUSY_SECONDS * 1000}",
            "journal_mode=WAL",
            "synchronous=FULL",
            f"foreign_keys={'ON' if enforcing else 'OFF'}",
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    def begin(connection: sa.Connection) -> None:
        how = connection.get_execution_options().get(READING)
        if how is None:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        elif how == ONE_STATE:
            bare: Any = connection.connection.driver_connection
            bare.execute("BEGIN").close()  # touches nothing, so it cannot fail; a tenth of what the wrapper takes

    sa.event.listen(engine, "connect", prepare)
    sa.event.listen(engine, "begin", begin)


def upgrade(settings: Settings, *, to: str = HEAD) -> None:
    """Bring the database forward to a revision, in one transaction; does nothing where it is there already."""
    _migrate(settings, "upgrade", to)


def downgrade(settings: Settings, *, to: str) -> None:
    """Take the database back to an earlier revision (``base`` for none), with the loss of what that one cannot hold."""
    _migrate(settings, "downgrade", to)


def _migrate(settings: Settings, verb: str, revision: str) -> None:
    from alembic import command  # noqa: PLC0415  # a third of a second that other commands need not pay

    with plain_refusals(settings):
        engine = database_engine(settings, enforcing=False)
        try:
            with engine.begin() as connection:
                _refuse_unknown(revision_of(connection))
                getattr(command, verb)(alembic_config(connection), revision)
                _refuse_orphans(connection)
        finally:
            engine.dispose()


def alembic_config(connection: sa.Connection) -> Config:
    """What Alembic needs to run the packaged revisions on a connection."""
    from alembic.config import Config  # noqa: PLC0415  # for the same reason

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def revision_of(connection: sa.Connection) -> str | None:
    """The revision a database is at; None for an empty one. Refuses one that this program does not know."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    _refuse_unknown(found)
    return found


def _refuse_unknown(revision: str | None) -> None:
    if revision is not None and revision not in REVISIONS:
        raise Refusal("store.newer", revision=revision, head=HEAD)


def _refuse_orphans(connection: sa.Connection) -> None:
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise RuntimeError("a migration left rows that point nowhere")


@contextmanager
def plain_refusals(settings: Settings) -> Iterator[None]:
    """Turn a database's own failures (busy, full, damaged, out of reach) into refusals; let bugs through."""
    try:
        yield
    except DBAPIError as error:
        code = "store.unreachable" if error.connection_invalidated else _known_failure(str(error.orig).lower())
        if code is None:
            raise
        place = _address(settings)
        shown = place.database if place.get_backend_name() == "sqlite" else place.render_as_string(hide_password=True)
        raise Refusal(code, path=shown, reason=str(error.orig).splitlines()[0], seconds=BUSY_SECONDS) from error


_FAILURES = {
    "database is locked": "store.busy",
    "lock timeout": "store.busy",
    "locknotavailable": "store.busy",
    "is full": "common.disk_full",
    "no space left": "common.disk_full",
    "disk i/o error": "common.disk_full",
    "readonly database": "common.disk_full",
    "unable to open database file": "common.disk_full",
    "not a database": "store.damaged",
    "malformed": "store.damaged",
    "connection failed": "store.unreachable",
    "connection refused": "store.unreachable",
    "could not connect": "store.unreachable",
    "server closed the connection": "store.unreachable",
}


def _known_failure(text: str) -> str | None:
    return next((code for words, code in _FAILURES.items() if words in text), None)
