"""Records: a row with the rows that belong to it, and the one digest of both that ledger entries carry."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import JSON, Boolean, Column, ColumnElement, Table, select, tuple_, type_coerce
from sqlalchemy.types import NullType
from sqlmodel import Session

from expertpool.models import METADATA

BELONGING: Mapping[str, Mapping[str, str]] = {
    "committee": {},
    "draw": {},
    "expert": {"kinship": "expert_id", "recusal": "expert_id", "service": "expert_id", "tenure": "expert_id"},
    "import_batch": {"imported_row": "batch_id"},
    "misconduct": {},
    "panel": {"seat": "panel_id"},
    "pledge": {},
    "pool_lock": {},
    "roster": {},
    "roster_content": {},
    "unit": {},
    "waiver": {},
}
"""Every table whose rows are records, with the tables whose rows belong to them and the column that says to which."""

OUTSIDE = frozenset({"ledger_entry", "ledger_payload", "ledger_frontier", "checkpoint"})
"""The ledger's own tables: the tree accounts for them."""

_CHUNK = 500
"""Keys in one statement; databases limit the number of parameters."""

_READ_AHEAD = 1000

_SPELLER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), default=repr)


class Record(NamedTuple):
    """Which record: ``key`` is the row's primary key as a JSON list in ASCII, the same spelling on every database."""

    table: str
    key: str

    @property
    def values(self) -> list[Any]:
        """The primary key's values."""
        found = json.loads(self.key)
        return found if isinstance(found, list) else [found]


Digests = Iterator[tuple[Record, str]]


def every_digest(session: Session) -> Digests:
    """Each record of the database with its digest (SHA-256, hex), table by table, without holding the rows."""
    for table in BELONGING:
        yield from _digests(session, table)


def digests_of(session: Session, table: str, keys: Iterable[Iterable[Any]]) -> dict[Record, str | None]:
    """The digests of some records by primary key; None for one that does not exist. Flush before."""
    wanted = [tuple(key) for key in keys]
    found: dict[Record, str | None] = {Record(table, spelled_key(key)): None for key in wanted}
    for start in range(0, len(wanted), _CHUNK):
        found.update(_digests(session, table, wanted[start : start + _CHUNK]))
    return found


def spelled_key(key: Iterable[Any]) -> str:
    """A primary key as records write it."""
    return f"[{','.join([_SPELLER.encode(_spelled(value)) for value in key])}]"


def _digests(session: Session, name: str, only: list[tuple[Any, ...]] | None = None) -> Digests:
    table = METADATA.tables[name]
    parts = {child: _parts(session, child, column, only) for child, column in BELONGING[name].items()}
    keys = tuple(table.primary_key.columns)
    statement = _raw(table) if only is None else _raw(table).where(_among(keys, only))
    for row in session.connection().execute(statement):
        values = row._mapping
        key = spelled_key(values[column.name] for column in keys)
        yield Record(name, key), _joined(_row_digest(table, values), key, parts)
    ownerless = {key for owned in parts.values() for key in owned}
    for key in sorted(ownerless):
        yield Record(name, key), _joined(b"", key, parts)


def _parts(session: Session, name: str, owner: str, only: list[tuple[Any, ...]] | None) -> dict[str, list[bytes]]:
    """The digests of rows that belong to others, by their owner's key."""
    table, found = METADATA.tables[name], defaultdict(list)
    statement = _raw(table)
    if only is not None:
        statement = statement.where(table.c[owner].in_([key[0] for key in only]))
    for row in session.connection().execute(statement):
        values = row._mapping
        found[spelled_key([values[owner]])].append(_row_digest(table, values))
    return dict(found)


def _joined(own: bytes, key: str, parts: Mapping[str, dict[str, list[bytes]]]) -> str:
    """One digest over a row and, sorted, those that belong to it; what is used up leaves ``parts``."""
    whole = hashlib.sha256(own or bytes(32))
    for child, owned in parts.items():
        rows = sorted(owned.pop(key, ()))
        if rows:
            whole.update(b"%s\0%d\0" % (child.encode(), len(rows)) + b"".join(rows))
    return whole.hexdigest()


def _raw(table: Table) -> Any:
    """A statement that hands out what is stored, whatever an intruder stored: no conversion can fail on it."""
    columns = [type_coerce(column, NullType()).label(column.name) for column in table.columns]
    return select(*columns).execution_options(yield_per=_READ_AHEAD)


def _among(columns: Sequence[Column[Any]], keys: list[tuple[Any, ...]]) -> ColumnElement[bool]:
    if len(columns) == 1:
        return columns[0].in_([key[0] for key in keys])
    return tuple_(*columns).in_(keys)


def _row_digest(table: Table, values: Mapping[Any, Any]) -> bytes:
    """Over the columns that are filled in, so that a later release can add columns that may be empty."""
    filled = {
        column.name: _spelled_in(column, values[column.name])
        for column in table.columns
        if values[column.name] is not None
    }
    return hashlib.sha256(_dumped({"row": filled, "table": table.name})).digest()


def _spelled_in(column: Column[Any], value: Any) -> Any:
    if isinstance(column.type, JSON) and isinstance(value, str):
        try:
            return {"json": json.loads(value)}
        except (ValueError, RecursionError):
            return value
    if isinstance(column.type, JSON):
        return {"json": value}
    if isinstance(column.type, Boolean) and value in (0, 1):
        return bool(value)
    return _spelled(value)


def _spelled(value: Any) -> Any:
    """Databases hand dates out as text or as dates; an intruder may have stored anything."""
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, (str, int)) else f"{type(value).__name__}:{value!r}"


def _dumped(value: Any) -> bytes:
    return _SPELLER.encode(value).encode()
