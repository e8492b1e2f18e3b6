"""Records: a row with the rows that belong to it, and the one digest of both that ledger entries carry."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from json.encoder import encode_basestring_ascii
from typing import Any, NamedTuple

from sqlalchemy import JSON, Boolean, Column, ColumnElement, select, tuple_, type_coerce
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NullType
from sqlmodel import Session

from expertpool.db import session_on
from expertpool.models import METADATA

BELONGING: Mapping[str, Mapping[str, str]] = {
    "account": {},
    "assignment": {},
    "ballot": {"ballot_token": "ballot_id", "ballot_vote": "ballot_id"},
    "ballot_count": {},
    "calendar_year": {},
    "season_notice": {},
    "committee": {},
    "committee_season": {},
    "committee_text": {},
    "complaint": {},
    "device_key": {},
    "draw": {},
    "expert": {"kinship": "expert_id", "recusal": "expert_id", "service": "expert_id", "tenure": "expert_id"},
    "filing": {"filing_step": "filing_id", "filing_paper": "filing_id"},
    "import_batch": {"imported_row": "batch_id"},
    "invite": {},
    "joint_act": {},
    "meeting": {
        "meeting_candidate": "meeting_id",
        "meeting_member": "meeting_id",
        "meeting_recusal": "meeting_id",
    },
    "meeting_departure": {},
    "misconduct": {},
    "panel": {"seat": "panel_id"},
    "pledge": {},
    "pool_lock": {},
    "publicity": {},
    "ranking": {"result": "ranking_id"},
    "recognition": {},
    "review_answer": {},
    "review_group": {"review_packet": "group_id"},
    "review_reader": {},
    "reader_key": {},
    "review_task": {},
    "roster": {},
    "roster_content": {},
    "score_closing": {},
    "sealed_scoresheet": {},
    "unit": {},
    "unsealing": {},
    "waiver": {},
}
"""Every table whose rows are records, with the tables whose rows belong to them and the column that says to which."""

OUTSIDE = frozenset(
    {"ledger_entry", "ledger_payload", "ledger_frontier", "checkpoint"}
    | {"sign_in", "one_time_code", "attempt", "personal_event", "idempotency", "spent_nonce"}
    | {"job"}
)
"""The ledger's own tables, for which the tree accounts; and what the desk keeps of comings, goings and work done."""

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
    filled = _filled(session)
    for table, parts in BELONGING.items():
        if filled & {table, *parts}:
            yield from _digests(session, table)


def _filled(session: Session) -> set[str]:
    """The tables that hold a row: most are empty, and a statement for each of them would have to be compiled first."""
    names = [name for table, parts in BELONGING.items() for name in (table, *parts)]
    asked = [f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in names]  # noqa: S608  # names from above
    return set(session.connection().exec_driver_sql(" UNION ALL ".join(asked)).scalars())


def digests_of(session: Session, table: str, keys: Iterable[Iterable[Any]]) -> dict[Record, str | None]:
    """The digests of some records by primary key; None for one that does not exist. Flush before."""
    wanted = [tuple(key) for key in keys]
    found: dict[Record, str | None] = {Record(table, spelled_key(key)): None for key in wanted}
    for start in range(0, len(wanted), _CHUNK):
        found.update(_digests(session, table, wanted[start : start + _CHUNK]))
    return found


def digests_before(session: Session, keys: Mapping[str, Iterable[tuple[Any, ...]]]) -> dict[Record, str | None]:
    """The digests of records by table and primary key as they stood before the session's transaction began.

    A second connection reads them: no other writer can have come between, for the transaction holds the write lock.
    """
    if not any(keys.values()):
        return {}
    with session_on(session.connection().engine, reading=True) as before:
        return {record: digest for table in keys for record, digest in digests_of(before, table, keys[table]).items()}


def spelled_key(key: Iterable[Any]) -> str:
    """A primary key as records write it."""
    return f"[{','.join([_written(_spelled(value)) for value in key])}]"


def _digests(session: Session, name: str, only: list[tuple[Any, ...]] | None = None) -> Digests:
    sheet = _sheet(name)
    parts = {child: _parts(session, child, column, only) for child, column in BELONGING[name].items()}
    statement = sheet.statement if only is None else sheet.statement.where(_among(sheet.keys, only))
    for rows in session.connection().execute(statement).partitions():
        for row in rows:
            key = spelled_key([row[at] for at in sheet.key_places])
            yield Record(name, key), _joined(sheet.digest(row), key, parts)
    ownerless = {key for owned in parts.values() for key in owned}
    for key in sorted(ownerless):
        yield Record(name, key), _joined(b"", key, parts)


def _parts(session: Session, name: str, owner: str, only: list[tuple[Any, ...]] | None) -> dict[str, list[bytes]]:
    """The digests of rows that belong to others, by their owner's key."""
    sheet, found = _sheet(name), defaultdict(list)
    column, place = METADATA.tables[name].c[owner], sheet.names.index(owner)
    statement = sheet.statement if only is None else sheet.statement.where(column.in_([key[0] for key in only]))
    for row in session.connection().execute(statement):
        found[spelled_key([row[place]])].append(sheet.digest(row))
    return dict(found)


def _joined(own: bytes, key: str, parts: Mapping[str, dict[str, list[bytes]]]) -> str:
    """One digest over a row and, sorted, those that belong to it; what is used up leaves ``parts``."""
    whole = hashlib.sha256(own or bytes(32))
    if not parts:
        return whole.hexdigest()
    for child, owned in parts.items():
        rows = sorted(owned.pop(key, ()))
        if rows:
            whole.update(b"%s\0%d\0" % (child.encode(), len(rows)) + b"".join(rows))
    return whole.hexdigest()


def _among(columns: Sequence[Column[Any]], keys: list[tuple[Any, ...]]) -> ColumnElement[bool]:
    if len(columns) == 1:
        return columns[0].in_([key[0] for key in keys])
    return tuple_(*columns).in_(keys)


@dataclass(frozen=True)
class _Sheet:
    """How one table's rows are read and spelled; columns in the order of their names."""

    name: str
    names: tuple[str, ...]
    written_name: str
    heads: tuple[str, ...]
    """``["column",`` of every column."""
    spellers: tuple[Callable[[Any], Any], ...]
    keys: tuple[Column[Any], ...]
    key_places: tuple[int, ...]
    statement: Any
    """Hands out what is stored, whatever an intruder stored: no conversion can fail on it."""

    def digest(self, row: Iterable[Any]) -> bytes:
        """Over the columns that are filled in, so that a later release can add columns that may be empty.

        What is hashed is the JSON text of ``[table, [[column, value], ...]]``, put together from parts: every audit
        makes one for each row of the database.
        """
        each = zip(self.heads, self.spellers, row, strict=True)
        filled = [f"{head}{_written(speller(value))}]" for head, speller, value in each if value is not None]
        return hashlib.sha256(f"[{self.written_name},[{','.join(filled)}]]".encode()).digest()


@cache
def _sheet(name: str) -> _Sheet:
    table = METADATA.tables[name]
    columns = sorted(table.columns, key=lambda column: column.name)
    names = tuple(column.name for column in columns)
    keys = tuple(table.primary_key.columns)
    statement = select(*[_as_stored(column).label(column.name) for column in columns])
    return _Sheet(
        name=name,
        names=names,
        written_name=_SPELLER.encode(name),
        heads=tuple(f"[{_SPELLER.encode(column)}," for column in names),
        spellers=tuple(_speller(column) for column in columns),
        keys=keys,
        key_places=tuple(names.index(key.name) for key in keys),
        statement=statement.execution_options(yield_per=_READ_AHEAD),
    )


class _DocumentText(FunctionElement[Any]):
    """A JSON document as text. PostgreSQL's driver would hand out the document ``null`` like a missing one."""

    inherit_cache = True
    type = NullType()


@compiles(_DocumentText)
def _stored_document(element: _DocumentText, compiler: SQLCompiler, **given: Any) -> str:
    return ", ".join(compiler.process(one, **given) for one in element.clauses)


@compiles(_DocumentText, "postgresql")
def _document_as_text(element: _DocumentText, compiler: SQLCompiler, **given: Any) -> str:
    return f"CAST({_stored_document(element, compiler, **given)} AS TEXT)"


def _as_stored(column: Column[Any]) -> ColumnElement[Any]:
    return _DocumentText(column) if isinstance(column.type, JSON) else type_coerce(column, NullType())


def _written(value: Any) -> str:
    """``value`` as JSON text; the two usual kinds without the machinery for the rest."""
    if type(value) is str:
        return encode_basestring_ascii(value)
    return int.__repr__(value) if type(value) is int else _SPELLER.encode(value)


def _speller(column: Column[Any]) -> Callable[[Any], Any]:
    if isinstance(column.type, JSON):
        return _spelled_json
    return _spelled_flag if isinstance(column.type, Boolean) else _spelled


def _spelled_json(value: Any) -> Any:
    """Databases hand documents out as text or as values; text that is no JSON stands for itself."""
    try:
        return ["json", _SPELLER.encode(json.loads(value) if isinstance(value, str) else value)]
    except (ValueError, RecursionError):
        return _spelled(value)


def _spelled_flag(value: Any) -> Any:
    return bool(value) if value in (0, 1) else _spelled(value)


def _spelled(value: Any) -> Any:
    """Databases hand dates out as text or as dates; an intruder may have stored anything."""
    if isinstance(value, (str, int)):
        return value
    return value.isoformat() if isinstance(value, date) else f"{type(value).__name__}:{value!r}"
