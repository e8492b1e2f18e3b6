"""Delete a payload: take personal data out of the ledger by law; the tree stays, and an entry says what was done."""

from __future__ import annotations

from collections.abc import Sequence
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
    return delete_payloads(session, [seq], ground=ground, approved_by=approved_by, at=at, actor=actor)[0]


def delete_payloads(
    session: Session, wanted: Sequence[int], *, ground: str, approved_by: str, at: datetime, actor: str
) -> list[LedgerEntry]:
    """The same for several entries, each with an entry of its own; the ledger is read once."""
    if not wanted:
        return []
    if not ground.strip() or not approved_by.strip() or approved_by.strip() == actor.strip():
        raise Refusal("ledger.deletion_not_approved", seq=wanted[0])
    going = [_deletable(session, seq) for seq in wanted]
    replay = Replay()
    for _ in replayed(session, replay):
        pass  # what is wrong elsewhere is for the audit to tell
    standing: dict[int, list[list[str]]] = {entry.seq: [] for entry in going}
    for record, said in sorted(replay.attested.items()):
        if said.seq in standing and said.digest is not None:
            standing[said.seq].append([record.table, record.key, said.digest])
    left = []
    for entry in going:
        session.connection().execute(delete(LedgerPayload).where(col(LedgerPayload.seq) == entry.seq))
        about = {"seq": entry.seq, "body_hash": entry.body_hash.hex(), "ground": ground}
        body = {**about, "approved_by": approved_by, "by": actor, RECORDS: standing[entry.seq]}
        left.append(write_entry(session, kind=Kind.PAYLOAD_DELETED, scope=POOL, actor=OFFICE, at=at, body=body))
    return left


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
