"""A ledger of a hundred thousand entries is verified in seconds, and its head is proven without reading the entries."""

from __future__ import annotations

import hashlib
import json
import time
from datetime import datetime, timedelta

import sqlalchemy as sa

from blind.encoding import canonical
from blind.log.entry import Body, Entry
from blind.log.frontier import Frontier
from blind.log.tree import verify_consistency
from expertpool.db import open_session
from expertpool.models import LedgerEntry, LedgerFrontier, LedgerPayload, Unit
from expertpool.models.row import table_of
from expertpool.queries.ledger import lines, stored_tree
from expertpool.queries.ledger_audit import audit_ledger
from expertpool.queries.records import every_digest
from expertpool.settings import Settings

ENTRIES = 100_000
SECONDS = 5.0


def fill(settings: Settings, at: datetime) -> None:
    """A ledger in which each of a hundred thousand units was put on record by an entry of its own."""
    with open_session(settings) as session:
        connection = session.connection()
        connection.execute(sa.insert(table_of(Unit)), [{"name": f"单位{number}"} for number in range(ENTRIES)])
        frontier, entries, payloads = Frontier(), [], []
        for seq, (record, digest) in enumerate(every_digest(session)):
            content = canonical({"by": "王", "facts": {}, "records": [[record.table, record.key, digest]]})
            body = Body(hashlib.sha256(b"%d" % seq).digest(), content)
            moment = at + timedelta(seconds=seq)
            line = Entry(
                seq=seq, time=moment, kind="unit:affiliated", scope="pool", actor="office", body_hash=body.hash()
            ).to_bytes()
            frontier = frontier.append(line)
            leaf = hashlib.sha256(b"\x00" + line).hexdigest()
            entries.append({"seq": seq, "leaf_hash": leaf, "entry": line.decode()})
            payloads.append({"seq": seq, "salt": body.salt.hex(), "content": content.decode()})
        connection.execute(sa.insert(table_of(LedgerEntry)), entries)
        connection.execute(sa.insert(table_of(LedgerPayload)), payloads)
        kept = {"id": 1, "frontier": frontier.to_bytes().decode()}
        connection.execute(sa.insert(table_of(LedgerFrontier)), kept)
        session.commit()


def test_hundred_thousand_entries_are_verified_in_seconds(sqlite_settings: Settings, at: datetime) -> None:
    fill(sqlite_settings, at)
    with open_session(sqlite_settings, reading=True) as session:
        started = time.process_time()
        audit = audit_ledger(session)
        span = time.process_time() - started
    assert (audit.size, audit.records, audit.findings) == (ENTRIES, ENTRIES, ())
    assert span < SECONDS, span
    with open_session(sqlite_settings, reading=True) as session:
        started = time.process_time()
        tree = stored_tree(session)
        path = tree.consistency(ENTRIES // 3)
        span = time.process_time() - started
        old = tree.root(ENTRIES // 3)
        verify_consistency(path, old_size=ENTRIES // 3, old_root=old, new_size=ENTRIES, new_root=audit.root)
        newest = next(iter(lines(session, since=ENTRIES - 1)))
    assert json.loads(newest.entry)["seq"] == ENTRIES - 1
    assert span < SECONDS, span
