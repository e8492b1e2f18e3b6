"""A long ledger is read line by line, and its growth is proven from the leaves alone."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta

import sqlalchemy as sa

from blind.encoding import canonical
from blind.log.entry import Body, Entry
from blind.log.frontier import Frontier
from blind.log.tree import verify_consistency
from expertpool.db import open_session
from expertpool.models import LedgerEntry, LedgerFrontier, LedgerPayload, Unit
from expertpool.models.row import table_of
from expertpool.queries.ledger import lines, stored_frontier, stored_tree
from expertpool.queries.ledger_audit import audit_ledger
from expertpool.queries.records import every_digest
from expertpool.settings import Settings

ENTRIES = 5_000
"""More than are read ahead at once."""


def fill(settings: Settings, at: datetime) -> None:
    """A ledger in which each of many units was put on record by an entry of its own."""
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


def test_every_line_of_a_long_ledger_is_read_and_fits(sqlite_settings: Settings, at: datetime) -> None:
    fill(sqlite_settings, at)
    with open_session(sqlite_settings, reading=True) as session:
        audit = audit_ledger(session)
    assert (audit.size, audit.records, audit.findings) == (ENTRIES, ENTRIES, ())


def test_growth_is_proven_from_the_stored_leaves(sqlite_settings: Settings, at: datetime) -> None:
    fill(sqlite_settings, at)
    with open_session(sqlite_settings, reading=True) as session:
        tree, old = stored_tree(session), ENTRIES // 3
        edge = stored_frontier(session)
        newest = next(iter(lines(session, since=ENTRIES - 1)))
    path = tree.consistency(old)
    verify_consistency(path, old_size=old, old_root=tree.root(old), new_size=edge.size, new_root=edge.root())
    assert json.loads(newest.entry)["seq"] == ENTRIES - 1
