"""Databases of every earlier release come to this one whole, and their own program may still write meanwhile."""

from __future__ import annotations

import contextlib
import sqlite3
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import sqlalchemy as sa

from expertpool.actions.keep_committee import keep_committee
from expertpool.db import database_engine, open_session, upgrade
from expertpool.migrations import HEAD
from expertpool.migrations import REVISIONS as ALL
from expertpool.queries.ledger_audit import audit_ledger
from expertpool.rules.facts import CommitteeFacts, Level
from expertpool.settings import Settings
from tests.conftest import AT
from tests.migrations.older_database import REVISIONS, Rows, put_back, rows_in, shape_in, shape_of

FACTS = CommitteeFacts(
    name="乙评委会", year=2026, series="工程", level=Level.MIDDLE, seats=3, meeting=date(2026, 8, 15)
)


def file_of(settings: Settings) -> Path:
    return settings.home / "expertpool.sqlite3"


def without_nothing(rows: Rows) -> Rows:
    """Rows without the columns in which nothing stands."""
    return {
        name: sorted(({key: value for key, value in row.items() if value is not None} for row in table), key=repr)
        for name, table in rows.items()
    }


def keep_another(settings: Settings) -> None:
    with open_session(settings) as session:
        keep_committee(session, FACTS, at=AT, actor="王")
        session.commit()


def findings(settings: Settings) -> tuple[object, ...]:
    with open_session(settings, reading=True) as session:
        return tuple(audit_ledger(session).findings)


def test_the_first_release_is_among_those_kept() -> None:
    assert REVISIONS[0] == ALL[0]
    assert set(REVISIONS) <= set(ALL)


@pytest.mark.parametrize("revision", REVISIONS)
def test_database_of_an_earlier_release_keeps_every_row_and_its_ledger(
    revision: str, sqlite_settings: Settings
) -> None:
    put_back(revision, file_of(sqlite_settings))
    before = rows_in(file_of(sqlite_settings))
    assert sum(map(len, before.values())) > 20
    with open_session(sqlite_settings, reading=True) as session:
        assert session.connection().exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == HEAD
    after = rows_in(file_of(sqlite_settings))
    assert without_nothing({name: after[name] for name in before}) == without_nothing(before)
    assert {name: rows for name, rows in after.items() if name not in before and rows} == {}
    if "ledger_entry" in before:
        assert findings(sqlite_settings) == ()
    keep_another(sqlite_settings)
    assert findings(sqlite_settings) == ()


@pytest.mark.parametrize("revision", [one for one in REVISIONS if one != HEAD])
def test_row_that_an_upgrade_should_have_kept_is_missed(revision: str, sqlite_settings: Settings) -> None:
    put_back(revision, file_of(sqlite_settings))
    keep_another(sqlite_settings)
    with contextlib.closing(sqlite3.connect(file_of(sqlite_settings))) as connection:
        connection.execute("DELETE FROM misconduct")
        connection.commit()
    assert findings(sqlite_settings) != ()


@pytest.mark.parametrize("revision", REVISIONS)
def test_revision_still_makes_the_tables_that_its_release_had(revision: str, sqlite_settings: Settings) -> None:
    put_back(revision, file_of(sqlite_settings))
    again = Settings.embedded(sqlite_settings.home / "again")
    upgrade(again, to=revision)
    assert shape_in(sqlite_settings) == shape_in(again)


@pytest.mark.parametrize("revision", [one for one in REVISIONS if one > ALL[0]])
def test_program_of_an_earlier_release_that_still_runs_writes_and_reads_its_rows(
    revision: str, sqlite_settings: Settings, tmp_path: Path
) -> None:
    put_back(revision, tmp_path / "older.sqlite3")
    rows = rows_in(tmp_path / "older.sqlite3")
    upgrade(sqlite_settings)
    with contextlib.closing(sqlite3.connect(file_of(sqlite_settings))) as connection:
        for name, table in rows.items():
            for row in table:
                columns, places = ", ".join(f'"{one}"' for one in row), ", ".join("?" * len(row))
                connection.execute(f'INSERT INTO "{name}" ({columns}) VALUES ({places})', [*row.values()])  # noqa: S608  # names of tables
        connection.commit()
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert {name: without_nothing(rows_in(file_of(sqlite_settings)))[name] for name in rows} == without_nothing(rows)
    assert findings(sqlite_settings) == ()


def test_no_step_takes_anything_from_a_program_of_the_step_before(settings: Settings) -> None:
    shapes = []
    for revision in ALL:
        upgrade(settings, to=revision)
        shapes.append(shape_in(settings))
    for earlier, later in pairwise(shapes):
        for table, columns in earlier.items():
            assert {name: later[table].get(name) for name in columns} == columns
            assert [name for name, (_, left_out) in later[table].items() if name not in columns and not left_out] == []


def test_comparison_of_steps_notices_a_column_that_every_row_must_have(sqlite_settings: Settings) -> None:
    upgrade(sqlite_settings)
    engine = database_engine(sqlite_settings, enforcing=False)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE strict_one (a INTEGER NOT NULL, b INTEGER)"))
        shape = shape_of(connection)["strict_one"]
    engine.dispose()
    assert {name: left_out for name, (_, left_out) in shape.items()} == {"a": False, "b": True}
