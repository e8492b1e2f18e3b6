"""Enrol a reader: pin the key that signs the reader's sheets, or revoke it."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from blind.keys.signer import Verifier
from expertpool.actions.write_entry import enter_records
from expertpool.errors import Refusal
from expertpool.models import Custody, Kind, ReaderKey
from expertpool.queries.review import GroupSeen, keys_of


def enrol_reader(
    session: Session,
    seen: GroupSeen,
    reader: str,
    *,
    key: Verifier,
    seal: bytes | None,
    custody: Custody = Custody.READER,
    at: datetime,
    actor: str,
) -> ReaderKey:
    """The reader's pinned key; pinning the same again changes nothing.

    ``seal``: X25519 key for the offline packet. Refuses while the reader has another key, a key pinned for somebody
    else, and one that was revoked: a revoked key never comes back.
    """
    for one in keys_of(session, seen.id):
        if one.key_id == key.key_id and one.reader == reader and one.revoked_at is None:
            return one
        if one.key_id == key.key_id and custody is Custody.READER:
            raise Refusal("scores.key_used", key=key.key_id[:16])
        if one.reader == reader and one.revoked_at is None:
            raise Refusal("scores.key_there", key=one.key_id[:16])
    row = ReaderKey(
        group_id=seen.id,
        key_id=key.key_id,
        reader=reader,
        alg=key.alg,
        public=key.public.hex(),
        seal=seal.hex() if seal else None,
        custody=custody.value,
        pinned_at=at,
    )
    session.add(row)
    session.flush()
    written, facts = {"reader_key": [(seen.id, key.key_id, reader)]}, {"reader": reader, "custody": custody.value}
    enter_records(session, Kind.READER_ENROLLED, at=at, by=actor, records=written, scope=seen.id, facts=facts)
    return row


def revoke_reader(session: Session, seen: GroupSeen, reader: str, *, at: datetime, actor: str) -> ReaderKey:
    """The reader's key, which signs nothing from now on; sheets taken before stay. Refuses where there is none."""
    for one in keys_of(session, seen.id):
        if one.reader == reader and one.revoked_at is None:
            one.revoked_at = at
            session.add(one)
            session.flush()
            written = {"reader_key": [(seen.id, one.key_id, reader)]}
            facts = {"reader": reader, "key": one.key_id}
            enter_records(session, Kind.READER_REVOKED, at=at, by=actor, records=written, scope=seen.id, facts=facts)
            return one
    raise Refusal("scores.key_none", reader=reader)
