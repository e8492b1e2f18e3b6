"""Delete a payload: take personal data out of the ledger by law; the tree stays, and an entry says what was done."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col

from blind.errors import BlindError
from blind.log.entry import Entry, check_body
from expertpool.actions.write_entry import OFFICE, POOL, RECORDS, write_entry
from expertpool.errors import ExitCode, Refusal
from expertpool.models import Kind, LedgerEntry, LedgerPayload
from expertpool.queries.entry_lines import read_line
from expertpool.queries.ledger import body_of
from expertpool.queries.ledger_audit import Replay, replayed


def delete_payload(
    session: Session, seq: int, *, ground: str, approved_by: str, at: datetime, actor: str
) -> LedgerEntry:
    """Delete the payload of entry ``seq`` with its salt, and enter the deletion with its legal ground.

    What the payload alone said about records that still stand (their digests) goes over into the new entry. Refuses
    an unknown entry, one without payload, the record of another deletion, a payload that was changed (exit code 5),
    and a deletion without ground or without somebody else's approval.
    """
    if not ground.strip() or not approved_by.strip() or approved_by.strip() == actor.strip():
        raise Refusal("ledger.deletion_not_approved", seq=seq)
    entry = _deletable(session, seq)
    replay = Replay()
    for _ in replayed(session, replay):
        pass  # what is wrong elsewhere is for the audit to tell
    kept = ((record, said.digest) for record, said in sorted(replay.attested.items()) if said.seq == seq)
    stands = [[record.table, record.key, digest] for record, digest in kept if digest is not None]
    session.connection().execute(delete(LedgerPayload).where(col(LedgerPayload.seq) == seq))
    about = {"seq": seq, "body_hash": entry.body_hash.hex(), "ground": ground, "approved_by": approved_by, "by": actor}
    body = {**about, RECORDS: stands}
    return write_entry(session, kind=Kind.PAYLOAD_DELETED, scope=POOL, actor=OFFICE, at=at, body=body)


def _deletable(session: Session, seq: int) -> Entry:
    row = session.get(LedgerEntry, seq)
    if row is None:
        raise Refusal("ledger.no_entry", seq=seq)
    try:
        entry, body = read_line(row.entry), body_of(session, seq)
        if entry.kind == Kind.PAYLOAD_DELETED:
            raise Refusal("ledger.deletion_stays", seq=seq)
        if body is None:
            raise Refusal("ledger.payload_gone", seq=seq)
        check_body(entry, body)
    except (BlindError, ValueError):
        raise Refusal("ledger.payload_changed", exit_code=ExitCode.FORGED, seq=seq) from None
    return entry
