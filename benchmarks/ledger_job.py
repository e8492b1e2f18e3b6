"""One job in a fresh process: a ledger of some length on a real database, verified whole, and appended to."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import sqlalchemy as sa

from blind.encoding import canonical
from blind.log.entry import Body, Entry
from blind.log.frontier import Frontier
from blind.log.tree import leaf_hash
from expertpool.actions.write_entry import OFFICE, POOL, enter_records
from expertpool.db import open_session
from expertpool.models import Kind, LedgerEntry, LedgerFrontier, LedgerPayload, Unit
from expertpool.models.row import table_of
from expertpool.queries.ledger_audit import audit_ledger
from expertpool.queries.records import every_digest
from expertpool.settings import Settings

START = datetime(2025, 6, 1, 9, tzinfo=UTC)
APPENDED = 200
"""Entries appended, every one in a transaction of its own."""


def fill(settings: Settings, count: int) -> None:
    """A ledger in which each of ``count`` units was put on record by an entry of its own."""
    with open_session(settings) as session:
        connection = session.connection()
        connection.execute(sa.insert(table_of(Unit)), [{"name": f"单位{number}"} for number in range(count)])
        frontier, entries, payloads = Frontier(), [], []
        for seq, (record, digest) in enumerate(every_digest(session)):
            content = canonical({"by": "王", "facts": {}, "records": [[record.table, record.key, digest]]})
            body = Body(hashlib.sha256(b"%d" % seq).digest(), content)
            line = Entry(
                seq=seq,
                time=START + timedelta(seconds=seq),
                kind=Kind.UNIT_AFFILIATED,
                scope=POOL,
                actor=OFFICE,
                body_hash=body.hash(),
            ).to_bytes()
            frontier = frontier.append(line)
            entries.append({"seq": seq, "leaf_hash": leaf_hash(line).hex(), "entry": line.decode()})
            payloads.append({"seq": seq, "salt": body.salt.hex(), "content": content.decode()})
        connection.execute(sa.insert(table_of(LedgerEntry)), entries)
        connection.execute(sa.insert(table_of(LedgerPayload)), payloads)
        connection.execute(sa.insert(table_of(LedgerFrontier)), {"id": 1, "frontier": frontier.to_bytes().decode()})
        session.commit()


def cost(act: Callable[[], object]) -> float:
    """Processor seconds that something takes in this process, all threads."""
    before = time.process_time()
    act()
    return time.process_time() - before


def measure(count: int) -> dict[str, Any]:
    """Fill, verify, append; the database is thrown away."""
    folder = Path(tempfile.mkdtemp(prefix="expertpool-ledger-"))
    try:
        settings = Settings.embedded(folder)
        fill(settings, count)
        found: dict[str, Any] = {"entries": count}
        costs = [cost(partial(append, settings, at=START + timedelta(seconds=count + n))) for n in range(APPENDED)]
        found["append_ms"] = round(1000 * median(costs), 2)
        found["verify_s"] = round(cost(lambda: verify(settings, count + APPENDED)), 2)
        return found
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def append(settings: Settings, *, at: datetime) -> None:
    """One record changed and put on record by an entry, committed."""
    with open_session(settings) as session:
        unit = session.get_one(Unit, "单位0")
        unit.affiliate_of = None if unit.affiliate_of else "单位1"
        session.add(unit)
        enter_records(session, Kind.UNIT_AFFILIATED, at=at, by="王", records={"unit": [(unit.name,)]})
        session.commit()


def verify(settings: Settings, expected: int) -> None:
    """The whole audit, as ``expertpool ledger verify`` runs it; RuntimeError if it is not sound."""
    with open_session(settings, reading=True) as session:
        audit = audit_ledger(session)
    if audit.findings or audit.size != expected:
        raise RuntimeError(f"{audit.size} entries, {len(audit.findings)} findings: {audit.findings[:3]}")


def main() -> None:
    """Print one line of JSON."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("entries", type=int)
    print(json.dumps(measure(words.parse_args().entries)))


if __name__ == "__main__":
    main()
