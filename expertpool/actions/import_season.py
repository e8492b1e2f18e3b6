"""Import a season: the rows of an export into an empty database, vouched for by the ledger that came with them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
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
from expertpool.stored_rows import Rows, count_on, insert_rows, require_empty

CLAIMS = frozenset({"time-runs-backwards"})
"""Findings about times that entries claim: they travel with the ledger, and ``ledger verify`` goes on naming them."""


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
    require_empty(session)
    try:
        for name, listed in rows.items():
            insert_rows(session, METADATA.tables[name], listed)
        _seal(session, secrets, keys)
    except sa.exc.IntegrityError as clash:
        raise Refusal("exchange.contradiction", reason=str(clash.orig).splitlines()[0]) from None
    count_on(session)
    body: dict[str, Any] = {"by": actor, "facts": dict(facts)}
    differing = _differing(session, may_differ) if rows.get("ledger_entry") else []
    body |= {RECORDS: differing} if differing else {}
    write_entry(session, kind=Kind.SEASON_IMPORTED, scope=POOL, actor=OFFICE, at=at, body=body)
    for finding in audit_ledger(session).findings:
        if finding.code in CLAIMS:
            continue
        raise Refusal("exchange.ledger_differs", exit_code=ExitCode.FORGED, what=_named(finding.record, finding.code))


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
