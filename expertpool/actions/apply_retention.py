"""Apply retention: delete what is due of one class, and enter how much, under which rule, and who approved it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, tuple_
from sqlmodel import Session

from expertpool.actions.delete_payload import delete_payloads
from expertpool.actions.write_entry import OFFICE, POOL, write_entry
from expertpool.errors import Refusal
from expertpool.models import METADATA, Kind, LedgerEntry
from expertpool.queries.records import OUTSIDE

_CHUNK = 300


def apply_retention(
    session: Session,
    *,
    rule: Mapping[str, Any],
    rows: Mapping[str, Sequence[Any]],
    entries: Sequence[int],
    digest: str,
    approved_by: str,
    at: datetime,
    actor: str,
) -> LedgerEntry:
    """Delete rows that stand outside the ledger and payloads of entries; folders are the caller's, after the commit.

    ``rule``: the class with its period and clause, as plain values; ``digest``: SHA-256 of the list that was
    approved. Refuses a deletion that nobody else approved, and tables that are records.
    """
    if not approved_by.strip() or approved_by.strip() == actor.strip():
        raise Refusal("retention.not_approved")
    if not {*rows} <= OUTSIDE - {"ledger_entry", "ledger_payload", "ledger_frontier", "checkpoint"}:
        raise ValueError("records are deleted by actions of their own")
    for name, keys in rows.items():
        table = METADATA.tables[name]
        wanted = [tuple(key) for key in keys]
        for start in range(0, len(wanted), _CHUNK):
            among = tuple_(*table.primary_key.columns).in_(wanted[start : start + _CHUNK])
            session.connection().execute(delete(table).where(among))
    delete_payloads(session, entries, ground=str(rule["clause"]), approved_by=approved_by, at=at, actor=actor)
    counts = {name: len(keys) for name, keys in rows.items()} | ({"payloads": len(entries)} if entries else {})
    body = {"by": actor, "approved_by": approved_by, "rule": dict(rule), "counts": counts, "list": digest}
    return write_entry(session, kind=Kind.RETENTION_APPLIED, scope=POOL, actor=OFFICE, at=at, body=body)
