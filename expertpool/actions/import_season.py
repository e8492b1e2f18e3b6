"""Import a season: the rows of an export into an empty database, vouched for by the ledger that came with them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from expertpool.actions.write_entry import OFFICE, POOL, RECORDS, write_entry
from expertpool.errors import ExitCode, Refusal
from expertpool.models import METADATA, Kind, PoolLock
from expertpool.pool_keys import PoolKeys
from expertpool.queries.ledger_audit import Replay, audit_ledger, collector_at_rest, replayed
from expertpool.queries.records import every_digest

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""Values by column, by table, those first that others refer to; JSON as text."""

CLAIMS = frozenset({"time-runs-backwards"})
"""Findings about times that entries claim: they travel with the ledger, and ``ledger verify`` goes on naming them."""

_AT_ONCE = 500


def import_season(
    session: Session,
    rows: Rows,
    *,
    may_differ: Collection[str],
    secrets: Mapping[int, Mapping[str, str | None]],
    keys: PoolKeys | None,
    facts: Mapping[str, Any],
    at: datetime,
    actor: str,
) -> None:
    """Put every row in place and enter that it was done.

    ``may_differ``: tables whose records the ledger that came along need not vouch for. ``secrets``: personal data by
    expert, sealed anew with ``keys``. Refuses a database that holds anything, rows that contradict one another, and
    (exit code 5) rows that are not as the ledger says.
    """
    _refuse_filled(session)
    try:
        for name, listed in rows.items():
            _insert(session, METADATA.tables[name], listed)
        _seal(session, secrets, keys)
    except sa.exc.IntegrityError as clash:
        raise Refusal("exchange.contradiction", reason=str(clash.orig).splitlines()[0]) from None
    _count_on(session)
    body: dict[str, Any] = {"by": actor, "facts": dict(facts)}
    differing = _differing(session, may_differ) if rows.get("ledger_entry") else []
    body |= {RECORDS: differing} if differing else {}
    write_entry(session, kind=Kind.SEASON_IMPORTED, scope=POOL, actor=OFFICE, at=at, body=body)
    for finding in audit_ledger(session).findings:
        if finding.code in CLAIMS:
            continue
        raise Refusal("exchange.ledger_differs", exit_code=ExitCode.FORGED, what=_named(finding.record, finding.code))


def _refuse_filled(session: Session) -> None:
    for table in METADATA.sorted_tables:
        if session.connection().execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first():
            raise Refusal("exchange.not_empty", table=table.name)


def _insert(session: Session, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
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


def _seal(session: Session, secrets: Mapping[int, Mapping[str, str | None]], keys: PoolKeys | None) -> None:
    if not secrets or keys is None:
        return
    expert, connection = METADATA.tables["expert"], session.connection()
    numbers = dict(map(tuple, connection.execute(sa.select(expert.c.id, expert.c.expert_no)).all()))
    for person, told in secrets.items():
        if person not in numbers:
            raise Refusal("exchange.contradiction", reason=f"identity {person}")
        sealed = {
            f"{name}_sealed": keys.seal(text, field_name=name, expert_no=numbers[person])
            for name, text in told.items()
            if text is not None
        }
        if told.get("id_number"):
            sealed["id_number_hash"] = keys.match_code(str(told["id_number"]))
        if sealed:
            connection.execute(sa.update(expert).where(expert.c.id == person).values(sealed))
    session.add(PoolLock(id=1, mark=keys.mark))
    session.flush()


def _count_on(session: Session) -> None:
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


def _differing(session: Session, may_differ: Collection[str]) -> list[list[Any]]:
    """The records that are not as the ledger says, each with its digest now and before; refuses any other's."""
    replay = Replay()
    with collector_at_rest():
        faults = list(replayed(session, replay))
        now = dict(every_digest(session))
    spoilt = next((one for one in faults if one.code not in CLAIMS), None)
    if spoilt is not None:
        raise Refusal("exchange.ledger_differs", exit_code=ExitCode.FORGED, what=_named(None, spoilt.code))
    before = {record: attested.digest for record, attested in replay.attested.items()}
    differing = [one for one in sorted(now.keys() | before.keys()) if now.get(one) != before.get(one)]
    for record in differing:
        if record.table not in may_differ:
            raise Refusal("exchange.ledger_differs", exit_code=ExitCode.FORGED, what=_named(record, "record-changed"))
    return [[one.table, one.key, now.get(one), before.get(one)] for one in differing]


def _named(record: Any, code: str) -> str:
    return code if record is None else f"{record.table} {record.key} {code}"
