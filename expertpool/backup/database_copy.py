"""The database as one SQLite file at one moment, while others go on working; and back into where it belongs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlmodel import Session

from expertpool.db import open_session, plain_refusals
from expertpool.models import METADATA
from expertpool.settings import Settings
from expertpool.stored_rows import count_on, insert_rows, require_empty, stored_rows

PAGES_AT_ONCE = 4096


def embedded_file(settings: Settings) -> Path | None:
    """The file of an embedded database; None for one on a server."""
    prefix, found, path = settings.database_url.partition("sqlite:///")
    return Path(path) if found and not prefix else None


def copy_database(settings: Settings, target: Path) -> None:
    """Write the whole database into a new SQLite file. Refuses what cannot be read, as every session does."""
    source = embedded_file(settings)
    with open_session(settings, reading=True) as session:
        if source is None:
            _copy_rows(session, target)
            return
    with plain_refusals(settings), closing(sqlite3.connect(source)) as opened, closing(sqlite3.connect(target)) as made:
        opened.backup(made, pages=PAGES_AT_ONCE)
        made.execute("PRAGMA journal_mode=DELETE").close()


def _copy_rows(session: Session, target: Path) -> None:
    with open_session(settings_of(target)) as made:
        _move_rows(session, made)
        made.commit()
    with closing(sqlite3.connect(target)) as written:
        written.execute("PRAGMA journal_mode=DELETE").close()


def settings_of(file: Path) -> Settings:
    """An installation that is nothing but this database file."""
    return Settings(home=file.parent, database_url=f"sqlite:///{file}")


@contextmanager
def restored_rows(file: Path, settings: Settings) -> Iterator[Session]:
    """The rows of such a file in the empty database that the settings name; the caller commits.

    Refuses a database that holds anything.
    """
    with open_session(settings_of(file), reading=True) as source, open_session(settings) as session:
        require_empty(session)
        _move_rows(source, session)
        count_on(session)
        yield session


def _move_rows(source: Session, target: Session) -> None:
    for table in METADATA.sorted_tables:
        insert_rows(target, table, stored_rows(source, table))
