"""Rows as they are stored: read from one database, put into another that is empty, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from expertpool.errors import Refusal
from expertpool.models import METADATA

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""Values by column, by table, those first that others refer to; JSON as text."""

_AT_ONCE = 500


def stored_rows(session: Session, table: sa.Table) -> list[dict[str, Any]]:
    """What is stored, by primary key; JSON as the text it is stored as, so that no digest over it changes."""
    shown = [sa.cast(one, sa.Text).label(one.name) if isinstance(one.type, sa.JSON) else one for one in table.columns]
    statement = sa.select(*shown).order_by(*table.primary_key.columns)
    return [dict(row) for row in session.connection().execute(statement).mappings()]


def require_empty(session: Session) -> None:
    """Refuse a database that holds anything."""
    for table in METADATA.sorted_tables:
        if session.connection().execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first():
            raise Refusal("exchange.not_empty", table=table.name)


def insert_rows(session: Session, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows as they were stored; of a table that refers to itself, those above before those below."""
    connection = session.connection()
    wanted = table
    values: dict[str, Any] = {}
    if connection.dialect.name == "sqlite":
        wanted = sa.Table(table.name, sa.MetaData(), *[_plain(column) for column in table.columns])
    elif rows:
        values = {name: _as_json(table.c[name]) for name in rows[0]}
    ordered = _from_above(table, rows)
    for start in range(0, len(ordered), _AT_ONCE):
        chunk = [dict(row) for row in ordered[start : start + _AT_ONCE]]
        connection.execute(sa.insert(wanted).values(values) if values else sa.insert(wanted), chunk)


def count_on(session: Session) -> None:
    """Let PostgreSQL number on from the rows that came; SQLite does so by itself."""
    if session.connection().dialect.name != "postgresql":
        return
    for table in METADATA.sorted_tables:
        key = table.autoincrement_column
        if key is not None and not key.foreign_keys:
            say = sa.text(
                f"SELECT setval(s, (SELECT max({key.name}) FROM {table.name})) "  # noqa: S608  # names of our own tables
                f"FROM pg_get_serial_sequence('{table.name}', '{key.name}') AS s "
                f"WHERE s IS NOT NULL AND EXISTS (SELECT 1 FROM {table.name})"
            )
            session.connection().execute(say)


def _plain(column: sa.Column[Any]) -> sa.Column[Any]:
    """The column with its JSON as the text it is stored as."""
    return sa.Column(column.name, sa.Text() if isinstance(column.type, sa.JSON) else column.type)


def _as_json(column: sa.Column[Any]) -> Any:
    if isinstance(column.type, sa.JSON):
        return sa.cast(sa.bindparam(column.name, type_=sa.Text()), sa.JSON())
    return sa.bindparam(column.name, type_=column.type)


def _from_above(table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    own = next((key for key in table.foreign_keys if key.column.table is table), None)
    if own is None:
        return list(rows)
    waiting, known = list(rows), {None}
    placed: list[Mapping[str, Any]] = []
    while waiting:
        ready = [row for row in waiting if row[own.parent.name] in known]
        if not ready:
            return [*placed, *waiting]
        placed += ready
        known |= {row[own.column.name] for row in ready}
        waiting = [row for row in waiting if row[own.column.name] not in known]
    return placed
