"""Write an entry: append to the ledger what has just been done, in the same transaction, or not at all."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlmodel import Session

from blind.encoding import canonical
from blind.log.entry import SALT, Body, Entry
from blind.log.frontier import Frontier
from blind.log.tree import leaf_hash
from expertpool.canonical import plain
from expertpool.models import Kind, LedgerEntry, LedgerFrontier, LedgerPayload
from expertpool.models.row import table_of
from expertpool.queries.records import Record, digests_before, digests_of, every_digest, spelled_key

OFFICE = "office"
"""The actor of what the office does; who in the office did it stands in the payload."""

POOL = "pool"
"""The scope of what concerns the pool as a whole."""

UNNAMED = "-"
"""Stands for a person nobody named."""

RECORDS = "records"
"""The field of a body that lists records: ``[table, primary key, digest, digest before]``, null where there is none.

Openings and deletions change no record and list the first three alone. With the digest before, a record that was
changed past the program stays visible even after an action took the changed row over.
"""

_ENTERED = "ledger entered"

Fresh = Callable[[int], bytes]


def write_entry(
    session: Session,
    *,
    kind: Kind,
    scope: str,
    actor: str,
    at: datetime,
    body: Mapping[str, Any],
    fresh: Fresh = secrets.token_bytes,
) -> LedgerEntry:
    """Append one entry; it stands or falls with the session's transaction, which holds the one write lock.

    ``scope`` and ``actor`` stay in the tree for ever: ids, never names of people. ``body`` (plain values) goes to the
    payload, under a salt of its own from ``fresh``. Costs the same however long the ledger is. The first entry of a
    ledger is preceded by one that lists the records which were there before it. Raises ValueError for an actor that
    is no id.
    """
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,31}", actor):
        raise ValueError("the actor of an entry is an id, not a name")
    content = _settled(body)
    frontier = _frontier(session)
    if frontier is None:
        adopted = _there_before(session, content)
        _entered(session).update({Record(table, key): digest for table, key, digest in adopted})
        before = {RECORDS: adopted}
        _append(session, Frontier(), Kind.LEDGER_OPENED, (POOL, OFFICE, at), Body(fresh(SALT), canonical(before)))
        frontier = _frontier(session) or Frontier()
    return _append(session, frontier, kind, (_settled(scope), actor, at), Body(fresh(SALT), canonical(content)))


def enter_records(
    session: Session,
    kind: Kind,
    *,
    at: datetime,
    by: str,
    records: Mapping[str, Iterable[Iterable[Any]]],
    scope: str = POOL,
    facts: Mapping[str, Any] | None = None,
) -> LedgerEntry:
    """Write the entry of an action that changed records: by whom, what in short, and the digest of every record now.

    ``records``: the primary keys written or deleted, by table, after a flush.
    """
    session.flush()
    keys = {table: [tuple(key) for key in records[table]] for table in records}
    digests = {key: digest for table in keys for key, digest in digests_of(session, table, keys[table]).items()}
    before = _before(session, keys)
    listed = [[record.table, record.key, digest, before[record]] for record, digest in sorted(digests.items())]
    body = {"by": by, "facts": dict(facts or {}), RECORDS: listed}
    entry = write_entry(session, kind=kind, scope=scope, actor=OFFICE, at=at, body=body)
    _entered(session).update(digests)
    return entry


def _before(session: Session, keys: Mapping[str, Collection[tuple[Any, ...]]]) -> dict[Record, str | None]:
    """The digests of these records as this transaction's entries left them, else as it found them."""
    known = _entered(session)
    wanted = {
        table: [key for key in held if Record(table, spelled_key(key)) not in known] for table, held in keys.items()
    }
    return {**digests_before(session, wanted), **known}


def _entered(session: Session) -> dict[Record, str | None]:
    """What the entries of the session's present transaction say of records; empty in a new transaction."""
    transaction = session.get_transaction()
    held: tuple[object, dict[Record, str | None]] = session.info.get(_ENTERED, (None, {}))
    if held[0] is not transaction:
        held = session.info[_ENTERED] = (transaction, {})
    return held[1]


def _frontier(session: Session) -> Frontier | None:
    table = table_of(LedgerFrontier)
    stored = session.connection().execute(select(table.c.frontier).where(table.c.id == 1).with_for_update()).scalar()
    return None if stored is None else Frontier.parse(stored.encode())


def _append(
    session: Session, frontier: Frontier, kind: Kind, whence: tuple[str, str, datetime], body: Body
) -> LedgerEntry:
    scope, actor, at = whence
    entry = Entry(seq=frontier.size, time=at, kind=kind.value, scope=scope, actor=actor, body_hash=body.hash())
    data = entry.to_bytes()
    written = LedgerEntry(seq=entry.seq, leaf_hash=leaf_hash(data).hex(), entry=data.decode())
    payload = {"seq": entry.seq, "salt": body.salt.hex(), "content": body.content.decode()}
    grown, connection = frontier.append(data).to_bytes().decode(), session.connection()
    connection.execute(insert(table_of(LedgerEntry)), written.model_dump())
    connection.execute(insert(table_of(LedgerPayload)), payload)
    edge = table_of(LedgerFrontier)
    kept = {"id": 1, "frontier": grown}
    connection.execute(update(edge).values(kept) if frontier.size else insert(edge).values(kept))
    return written


def _there_before(session: Session, content: Mapping[str, Any]) -> list[list[str]]:
    """The records a ledger finds when it is opened; those that the entry to come changes, as they were before it."""
    listed = content.get(RECORDS)
    changed = listed if isinstance(listed, list) else []  # a sealed vault's manifest counts records of its own
    coming = {Record(table, key): before for table, key, _, before in changed}
    found = {record: digest for record, digest in every_digest(session) if record not in coming}
    found |= {record: digest for record, digest in coming.items() if digest is not None}
    return [[record.table, record.key, digest] for record, digest in sorted(found.items())]


def _settled(value: Any) -> Any:
    """Plain values with all text in NFC, as canonical JSON demands it."""
    return _composed(plain(value))


def _composed(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [_composed(item) for item in value]
    if isinstance(value, dict):
        return {key: _composed(item) for key, item in value.items()}
    return value
