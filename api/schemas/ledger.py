"""The ledger over the wire: its head and its entries; payloads, which may name people, have no place here."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel

from blind.log.entry import Entry
from expertpool.models import Checkpoint


class LedgerHead(BaseModel):
    """How long the ledger is, its root now, and the last signed head (a C2SP note), None before the first."""

    size: int
    root: str
    checkpoint: str | None
    checkpoint_size: int | None
    signed_at: datetime | None

    @classmethod
    def of(cls, size: int, root: bytes, newest: Checkpoint | None) -> LedgerHead:
        """From the domain."""
        return cls(
            size=size,
            root=root.hex(),
            checkpoint=None if newest is None else newest.note,
            checkpoint_size=None if newest is None else newest.size,
            signed_at=None if newest is None else newest.signed_at,
        )


class LedgerLine(BaseModel):
    """An entry: ids alone, the hash of what it is about, and its leaf in the tree."""

    seq: int
    at: datetime
    kind: str
    scope: str
    actor: str
    body_hash: str
    leaf_hash: str

    @classmethod
    def of(cls, one: Entry, leaf_hash: str) -> LedgerLine:
        """From the domain."""
        return cls(
            seq=one.seq,
            at=one.time,
            kind=one.kind,
            scope=one.scope,
            actor=one.actor,
            body_hash=one.body_hash.hex(),
            leaf_hash=leaf_hash,
        )
