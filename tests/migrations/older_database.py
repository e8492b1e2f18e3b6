"""Databases as earlier releases left them: what ``written_release.py`` took down, put back into a file."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from expertpool.db import database_engine
from expertpool.settings import Settings

RELEASES = Path(__file__).with_name("releases")
REVISIONS = tuple(sorted(path.stem for path in RELEASES.glob("*.sql")))
"""The revisions whose databases are kept, each filled by the program of its own day."""
INNER = {"alembic_version", "sqlite_sequence"}

Rows = dict[str, list[dict[str, Any]]]


def put_back(revision: str, file: Path) -> None:
    """The database of that release as a file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.executescript((RELEASES / f"{revision}.sql").read_text(encoding="utf-8"))
    file.chmod(0o600)


def rows_in(file: Path) -> Rows:
    """Every table's rows as they are stored, by column, in an order of their own."""
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.row_factory = sqlite3.Row
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: sorted((dict(row) for row in connection.execute(f'SELECT * FROM "{name}"')), key=repr)  # noqa: S608  # names of tables
            for name in names
            if name not in INNER
        }


def shape_in(settings: Settings) -> dict[str, dict[str, tuple[str, bool]]]:
    """The shape of an installation's database as it stands."""
    engine = database_engine(settings, enforcing=False)
    try:
        with engine.connect() as connection:
            return shape_of(connection)
    finally:
        engine.dispose()


def shape_of(connection: sa.Connection) -> dict[str, dict[str, tuple[str, bool]]]:
    """Columns by table: type as it is spelled, and whether a row may leave it out."""
    seen = sa.inspect(connection)
    return {
        table: {
            one["name"]: (
                str(one["type"]),
                bool(one["nullable"] or one["default"] is not None or one.get("autoincrement") is True),
            )
            for one in seen.get_columns(table)
        }
        for table in seen.get_table_names()
        if table not in INNER
    }
