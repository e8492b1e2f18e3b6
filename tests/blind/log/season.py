"""A small log with two keys, its bodies and its cosigned heads, for tests that then spoil something."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from blind.keys.ed25519 import Ed25519Signer
from blind.log.checkpoint import Checkpoint, sign_checkpoint
from blind.log.cosignature import cosign
from blind.log.entry import Body, Entry
from blind.log.head import Head, read_head
from blind.log.note import COSIGNER, NoteKey
from blind.log.tree import Tree

START = datetime(2025, 6, 1, 9, tzinfo=timezone(timedelta(hours=8)))
LOG_SIGNER, WITNESS_SIGNER, STRANGER = (Ed25519Signer(bytes([number]) * 32) for number in (1, 2, 3))
ORIGIN, WITNESS = "pool.example/log", "hrss.example/witness"
LOG_KEY = NoteKey(ORIGIN, LOG_SIGNER.verifier.public)
WITNESS_KEY = NoteKey(WITNESS, WITNESS_SIGNER.verifier.public, COSIGNER)
MINUTE = 60


def seconds(minutes: int) -> int:
    """The time so many minutes after the season's start, in seconds since 1970."""
    return int(START.timestamp()) + minutes * MINUTE


def make_body(number: int) -> Body:
    """The body of an entry, with a salt of its own."""
    return Body(hashlib.sha256(b"salt %d" % number).digest(), b'{"expert":"E%04d"}' % number)


def make_entry(
    seq: int, *, minutes: int | None = None, body: Body | None = None, kind: str = "panel:seat:drawn"
) -> bytes:
    """The bytes of one entry, written ``minutes`` after the start; one a minute if not told."""
    moment = START + timedelta(minutes=seq if minutes is None else minutes)
    made = body or make_body(seq)
    return Entry(seq=seq, time=moment, kind=kind, scope="c-17", actor="office", body_hash=made.hash()).to_bytes()


def signed_head(entries: Iterable[bytes], *, signer: Ed25519Signer = LOG_SIGNER) -> bytes:
    """The checkpoint of these entries as the log signs it."""
    tree = Tree(entries)
    return sign_checkpoint(Checkpoint(ORIGIN, tree.size, tree.root()), signer).to_bytes()


def witnessed_head(entries: Iterable[bytes], *, minutes: int) -> Head:
    """The head of these entries, cosigned so many minutes after the start."""
    own = read_head(signed_head(entries), log=[LOG_KEY])
    note = cosign(own.note, name=WITNESS, signer=WITNESS_SIGNER, time=seconds(minutes))
    return read_head(note.to_bytes(), log=[LOG_KEY], witnesses=[WITNESS_KEY], threshold=1)


@dataclass
class Season:
    """Entries one a minute; HRSS cosigned the heads of sizes 4, 8 and 12, each half a minute after its last entry."""

    entries: list[bytes] = field(default_factory=lambda: [make_entry(seq) for seq in range(12)])
    bodies: dict[int, Body] = field(default_factory=lambda: {seq: make_body(seq) for seq in range(12)})

    def heads(self) -> list[Head]:
        """What HRSS holds, made from the season as it was."""
        honest = Season()
        return [witnessed_head(honest.entries[:size], minutes=size) for size in (4, 8, 12)]
